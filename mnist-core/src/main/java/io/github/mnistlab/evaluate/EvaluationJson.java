package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The form of an {@link Evaluation} in result.json: what was measured, and all that follows from it, for its readers. */
@JsonPropertyOrder({
    "accuracy",
    "balancedAccuracy",
    "macro",
    "weighted",
    "mcc",
    "cohenKappa",
    "logLoss",
    "brier",
    "top2Accuracy",
    "gMean",
    "rocAuc",
    "ece",
    "perClass",
    "confusionMatrix",
    "correct",
    "total",
    "top2Correct"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationJson(
        Double accuracy,
        Double balancedAccuracy,
        AverageScores macro,
        AverageScores weighted,
        Double mcc,
        Double cohenKappa,
        Double logLoss,
        Double brier,
        Double top2Accuracy,
        @JsonProperty("gMean") Double gMean,
        Double rocAuc,
        Double ece,
        List<ClassScores> perClass,
        ConfusionMatrix confusionMatrix,
        Long correct,
        Long total,
        Long top2Correct) {

    /** @throws IllegalArgumentException if a figure is missing from which the others follow */
    void checkComplete() {
        require("confusionMatrix", confusionMatrix);
        if (Stream.of(top2Correct, logLoss, brier, ece).anyMatch(Objects::nonNull)) {
            require("top2Correct", top2Correct);
            require("logLoss", logLoss);
            require("brier", brier);
            require("ece", ece);
        }
    }

    /** None of predicted classes alone. */
    Optional<ProbabilityFigures> probabilityFigures() {
        return logLoss == null
                ? Optional.empty()
                : Optional.of(new ProbabilityFigures(
                        top2Correct,
                        logLoss,
                        brier,
                        rocAuc == null ? OptionalDouble.empty() : OptionalDouble.of(rocAuc),
                        ece));
    }

    private static void require(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a stored evaluation must have " + name + ", but it is missing");
        }
    }
}
