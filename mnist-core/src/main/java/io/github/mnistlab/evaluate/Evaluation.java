package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A classifier's results on a test set. Holds the counts and the few figures that do not follow from them; every other
 * metric is computed from these, so that a stored evaluation, read again, answers every {@link MetricExpression}
 * exactly as the first one did.
 *
 * <p>Definitions are scikit-learn's (1.2) with {@code zero_division=0}. What is undefined is absent, never NaN.
 *
 * @param confusionMatrix rows by true and predicted class
 * @param probabilityFigures those of the probabilities; empty where a classifier gave classes alone
 */
public record Evaluation(ConfusionMatrix confusionMatrix, Optional<ProbabilityFigures> probabilityFigures) {

    /** @throws IllegalArgumentException if a figure does not fit the counts */
    public Evaluation {
        probabilityFigures.ifPresent(figures -> figures.requireFitting(confusionMatrix));
    }

    /**
     * Of a classifier that gave probabilities.
     *
     * @throws IllegalArgumentException if a figure cannot be, as a log loss below 0
     */
    public Evaluation(
            ConfusionMatrix confusionMatrix,
            long top2Correct,
            double logLoss,
            double brier,
            OptionalDouble rocAuc,
            double ece) {
        this(confusionMatrix, Optional.of(new ProbabilityFigures(top2Correct, logLoss, brier, rocAuc, ece)));
    }

    /** Of predictions with probabilities, or of the predicted classes alone. */
    public static Evaluation of(Predictions predictions) {
        return predictions
                .probabilities()
                .map(probabilities -> of(predictions.labels(), probabilities))
                .orElseGet(() -> new Evaluation(predictions.confusionMatrix(), Optional.empty()));
    }

    /**
     * @param labels the true class of each row, 0 to {@code probabilities.classes() - 1}
     * @throws IllegalArgumentException if there are not as many labels as rows, or a label is out of range
     */
    public static Evaluation of(int[] labels, Probabilities probabilities) {
        if (labels.length != probabilities.rows()) {
            throw new IllegalArgumentException("there must be a label for each row of probabilities, but there are "
                    + labels.length + " labels and " + probabilities.rows() + " rows");
        }
        int classes = probabilities.classes();
        long[][] counts = new long[classes][classes];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= classes) {
                throw new IllegalArgumentException(
                        "label of row " + row + " must be 0 to " + (classes - 1) + ", but is " + labels[row]);
            }
            counts[labels[row]][probabilities.predicted(row)]++;
        }
        ConfusionMatrix matrix = new ConfusionMatrix(counts);
        return new Evaluation(matrix, Optional.of(ProbabilityFigures.of(labels, probabilities, matrix)));
    }

    /**
     * @param labels the true class of each row as an unsigned byte, as IDX files hold them
     * @throws IllegalArgumentException if there are not as many labels as rows, or a label is out of range
     */
    public static Evaluation of(byte[] labels, Probabilities probabilities) {
        return of(
                IntStream.range(0, labels.length).map(row -> labels[row] & 0xff).toArray(), probabilities);
    }

    /** How many classes there are, those without rows included. */
    public int classes() {
        return confusionMatrix.classes();
    }

    /** Rows in all. */
    public long total() {
        return confusionMatrix.total();
    }

    /** Rows whose class was predicted. */
    public long correct() {
        return confusionMatrix.correct();
    }

    /** Share of rows whose class was predicted: 0 to 1. */
    public double accuracy() {
        return confusionMatrix.accuracy();
    }

    private ProbabilityFigures figures() {
        return probabilityFigures.orElseThrow(
                () -> new IllegalStateException("there are no probabilities, only predicted classes"));
    }

    /**
     * Rows whose class is among their two most probable.
     *
     * @throws IllegalStateException if there are no probabilities; so do all that need them
     */
    public long top2Correct() {
        return figures().top2Correct();
    }

    /** Share of rows whose class is among their two most probable: 0 to 1. */
    public double top2Accuracy() {
        return top2Correct() / (double) total();
    }

    /** Mean of −ln of the true class's probability: 0 or more. */
    public double logLoss() {
        return figures().logLoss();
    }

    /** Mean over rows of the sum over classes of the squared error: 0 to 2. */
    public double brier() {
        return figures().brier();
    }

    /** Mean area under the ROC curve of each class against the rest; empty if a class has no rows. */
    public OptionalDouble rocAuc() {
        return figures().rocAuc();
    }

    /** Expected calibration error: 0 to 1. */
    public double ece() {
        return figures().ece();
    }

    /** Mean recall of the classes that have rows: 0 to 1. */
    public double balancedAccuracy() {
        double[] recalls = recallsOfClassesWithRows();
        return AverageScores.sum(recalls) / recalls.length;
    }

    /** Geometric mean of the recalls of the classes that have rows: 0 to 1. */
    public double gMean() {
        double logarithms = 0;
        double[] recalls = recallsOfClassesWithRows();
        for (double recall : recalls) {
            // The logarithm of 0 is minus infinity, and its exponential 0 again.
            logarithms += StrictMath.log(recall);
        }
        return StrictMath.exp(logarithms / recalls.length);
    }

    private double[] recallsOfClassesWithRows() {
        return IntStream.range(0, classes())
                .filter(label -> confusionMatrix.support(label) > 0)
                .mapToDouble(confusionMatrix::recall)
                .toArray();
    }

    /**
     * Matthews' correlation coefficient for several classes: Gorodkin, "Comparing two K-category assignments by a
     * K-category correlation coefficient", 2004. −1 to 1; 0, as in scikit-learn, where it would divide by zero.
     */
    public double mcc() {
        long rows = total();
        long chance = 0;
        long predictedSquares = 0;
        long trueSquares = 0;
        for (int label = 0; label < classes(); label++) {
            long predicted = confusionMatrix.predicted(label);
            long support = confusionMatrix.support(label);
            chance += predicted * support;
            predictedSquares += predicted * predicted;
            trueSquares += support * support;
        }
        double predictedVariance = rows * rows - predictedSquares;
        double trueVariance = rows * rows - trueSquares;
        double product = predictedVariance * trueVariance;
        return product == 0 ? 0 : (correct() * rows - chance) / Math.sqrt(product);
    }

    /**
     * Cohen's kappa: agreement beyond that of chance, −1 to 1. Empty if all rows are of one class and predicted as it,
     * where chance agrees as well.
     */
    public OptionalDouble cohenKappa() {
        return ExactScores.cohenKappa(confusionMatrix).asDouble();
    }

    /** Scores of each class, at the class's index. */
    public List<ClassScores> perClass() {
        return IntStream.range(0, classes())
                .mapToObj(label -> new ClassScores(
                        confusionMatrix.precision(label),
                        confusionMatrix.recall(label),
                        confusionMatrix.f1(label),
                        confusionMatrix.support(label)))
                .toList();
    }

    /** Means over classes in which every class counts the same. */
    public AverageScores macro() {
        return AverageScores.macro(confusionMatrix);
    }

    /** Means over classes in which every class counts by its rows. */
    public AverageScores weighted() {
        return AverageScores.weighted(confusionMatrix);
    }

    @JsonValue
    EvaluationJson toJson() {
        return new EvaluationJson(
                accuracy(),
                balancedAccuracy(),
                macro(),
                weighted(),
                mcc(),
                boxed(cohenKappa()),
                orNull(ProbabilityFigures::logLoss),
                orNull(ProbabilityFigures::brier),
                orNull(figures -> figures.top2Correct() / (double) total()),
                gMean(),
                orNull(figures -> boxed(figures.rocAuc())),
                orNull(ProbabilityFigures::ece),
                perClass(),
                confusionMatrix,
                correct(),
                total(),
                orNull(ProbabilityFigures::top2Correct));
    }

    /** @throws IllegalArgumentException if something is missing, cannot be, or disagrees with the confusion matrix */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Evaluation fromJson(EvaluationJson json) {
        json.checkComplete();
        Evaluation evaluation = new Evaluation(json.confusionMatrix(), json.probabilityFigures());
        // People read the other figures and gates read these: a file in which they differ would deceive one of them.
        if (!evaluation.toJson().equals(json)) {
            throw new IllegalArgumentException("a stored metric disagrees with the stored confusion matrix: stored "
                    + json + ", but the matrix gives " + evaluation.toJson());
        }
        return evaluation;
    }

    private <T> T orNull(Function<ProbabilityFigures, T> figure) {
        return probabilityFigures.map(figure).orElse(null);
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
