package io.github.mnistlab.lock;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Labels;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One run as it is committed.
 *
 * @param id which run
 * @param key identifies what was computed; the digest of its {@link RunIdentity}
 * @param environment the name of the environment that computed it
 * @param split digest of which rows became training rows and which validation rows; absent of a model that was only judged
 * @param chosenEpoch the epoch whose parameters the model has; 0 of a model that was only judged
 * @param parameters digest of the model's parameters; of the file of a model that was only judged
 * @param epochs digest of all parameters at the end of each epoch, in order; none of a model that was only judged
 * @param probabilities digest of the test probabilities, or of the predicted classes where there are none
 * @param metrics the metrics of the test rows that have a value, by name
 * @param confusionMatrix a line for each true class: rows by the class predicted
 * @param predicted the predicted class of each test row; see {@link PackedPredictions}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LockedRun(
        RunId id,
        String key,
        String environment,
        String split,
        int chosenEpoch,
        String parameters,
        List<String> epochs,
        String probabilities,
        Map<String, BigDecimal> metrics,
        List<String> confusionMatrix,
        String predicted) {

    private static final List<Metric> OF_PROBABILITIES =
            List.of(Metric.TOP_2_ACCURACY, Metric.LOG_LOSS, Metric.BRIER, Metric.ROC_AUC, Metric.ECE);

    /**
     * Refuses metrics that do not follow from each other.
     *
     * @throws IllegalArgumentException if a metric or a count is not right
     */
    public LockedRun {
        for (Object part : new Object[] {id, key, environment, parameters, probabilities, predicted}) {
            Objects.requireNonNull(part, "a part of a run is missing");
        }
        epochs = List.copyOf(epochs);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        confusionMatrix = List.copyOf(confusionMatrix);
        Map<String, BigDecimal> expected = metrics(evaluation(metrics, confusionMatrix));
        if (!expected.equals(metrics)) {
            throw new IllegalArgumentException(
                    "the metrics of " + id + " are " + metrics + ", but its confusion matrix gives " + expected);
        }
    }

    static LockedRun of(RunResult run, String environment, Predictions predictions) {
        Evaluation evaluation = run.evaluation();
        RunOutcome outcome = run.outcome();
        return new LockedRun(
                run.id(),
                run.key(),
                environment,
                outcome.splitDigest(),
                outcome.chosenEpoch(),
                outcome.parameterDigest(),
                outcome.history().stream().map(EpochRecord::parameterDigest).toList(),
                outcome.predictionDigest(),
                metrics(evaluation),
                Arrays.stream(evaluation.confusionMatrix().counts())
                        .map(counts ->
                                LongStream.of(counts).mapToObj(Long::toString).collect(Collectors.joining(" ")))
                        .toList(),
                PackedPredictions.pack(predictions));
    }

    /** What the run did on the test rows; answers every metric as the run itself did. */
    @JsonIgnore
    public Evaluation evaluation() {
        return evaluation(metrics, confusionMatrix);
    }

    /**
     * What the run made of each test row, without probabilities.
     *
     * @param labels the true class of each
     * @throws DataException if these are not the labels of the rows that were predicted, or the predictions are damaged
     */
    public Predictions predictions(Labels labels) {
        Predictions unpacked;
        try {
            unpacked = PackedPredictions.unpack(predicted, labels, confusionMatrix.size());
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
        if (!unpacked.confusionMatrix().equals(evaluation().confusionMatrix())) {
            throw damaged();
        }
        return unpacked;
    }

    /**
     * What the run made of each test row, told without knowing the true classes: every row's true class is called 0, so that
     * other classes are distances from it. Two runs that were tested on the same rows can be compared by it.
     *
     * @throws DataException if the predictions are damaged
     */
    Predictions distances() {
        ConfusionMatrix matrix = evaluation().confusionMatrix();
        Predictions distances;
        try {
            distances = PackedPredictions.unpack(
                    predicted, Labels.of(new int[Math.toIntExact(matrix.total())]), confusionMatrix.size());
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
        if (distances.confusionMatrix().correct() != matrix.correct()) {
            throw damaged();
        }
        return distances;
    }

    private DataException unreadable(IllegalArgumentException e) {
        return new DataException("the lock's predictions of " + id + " cannot be read: " + e.getMessage(), e);
    }

    private DataException damaged() {
        return new DataException("the lock's predictions of " + id
                + " are not those of its confusion matrix: the lock is damaged; restore it from git");
    }

    private static Map<String, BigDecimal> metrics(Evaluation evaluation) {
        Map<String, BigDecimal> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            metric.of(evaluation)
                    .asDouble()
                    .ifPresent(value -> metrics.put(metric.toString(), CanonicalJson.shortest(value)));
        }
        return metrics;
    }

    private static Evaluation evaluation(Map<String, BigDecimal> metrics, List<String> rows) {
        ConfusionMatrix matrix = new ConfusionMatrix(rows.stream()
                .map(row -> Arrays.stream(row.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toArray(long[][]::new));
        if (OF_PROBABILITIES.stream().noneMatch(metric -> metrics.containsKey(metric.toString()))) {
            return new Evaluation(matrix, Optional.empty());
        }
        return new Evaluation(
                matrix,
                Math.round(value(metrics, Metric.TOP_2_ACCURACY) * matrix.total()),
                value(metrics, Metric.LOG_LOSS),
                value(metrics, Metric.BRIER),
                metrics.containsKey(Metric.ROC_AUC.toString())
                        ? OptionalDouble.of(value(metrics, Metric.ROC_AUC))
                        : OptionalDouble.empty(),
                value(metrics, Metric.ECE));
    }

    private static double value(Map<String, BigDecimal> metrics, Metric metric) {
        BigDecimal value = metrics.get(metric.toString());
        if (value == null) {
            throw new IllegalArgumentException("the metric " + metric + " is missing");
        }
        return value.doubleValue();
    }
}
