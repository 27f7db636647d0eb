package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.OptionalDouble;

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

    static EvaluationJson of(Evaluation evaluation) {
        return new EvaluationJson(
                evaluation.accuracy(),
                evaluation.balancedAccuracy(),
                evaluation.macro(),
                evaluation.weighted(),
                evaluation.mcc(),
                boxed(evaluation.cohenKappa()),
                evaluation.logLoss(),
                evaluation.brier(),
                evaluation.top2Accuracy(),
                evaluation.gMean(),
                boxed(evaluation.rocAuc()),
                evaluation.ece(),
                evaluation.perClass(),
                evaluation.confusionMatrix(),
                evaluation.correct(),
                evaluation.total(),
                evaluation.top2Correct());
    }

    Evaluation toEvaluation() {
        Evaluation evaluation = new Evaluation(
                required("confusionMatrix", confusionMatrix),
                required("top2Correct", top2Correct),
                required("logLoss", logLoss),
                required("brier", brier),
                rocAuc == null ? OptionalDouble.empty() : OptionalDouble.of(rocAuc),
                required("ece", ece));
        // People read the other figures and gates read these: a file in which they differ would deceive one of them.
        if (!of(evaluation).equals(this)) {
            throw new IllegalArgumentException("a stored metric disagrees with the stored confusion matrix: stored "
                    + this + ", but the matrix gives " + of(evaluation));
        }
        return evaluation;
    }

    private static <T> T required(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException("a stored evaluation must have " + name + ", but it is missing");
        }
        return value;
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
