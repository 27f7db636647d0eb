package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A classifier's results on a test set. Holds the counts and the few figures that do not follow from them; every other
 * metric is computed from these, so that a stored evaluation, read again, answers every {@link MetricExpression}
 * exactly as the first one did.
 *
 * <p>Definitions are scikit-learn's (1.2) with {@code zero_division=0}. What is undefined is absent, never NaN.
 *
 * @param confusionMatrix rows by true and predicted class
 * @param top2Correct rows whose class is among their two most probable; ties as in {@code top_k_accuracy_score}
 * @param logLoss mean of −ln of the true class's probability: 0 or more
 * @param brier mean over rows of the sum over classes of the squared error: 0 to 2
 * @param rocAuc mean over classes of the area under the ROC curve of that class against the rest, 0 to 1; empty if a
 *     class has no rows
 * @param ece expected calibration error over 15 equal bins of the highest probability: 0 to 1
 */
public record Evaluation(
        ConfusionMatrix confusionMatrix,
        long top2Correct,
        double logLoss,
        double brier,
        OptionalDouble rocAuc,
        double ece) {

    /** @throws IllegalArgumentException if a figure cannot be, as a log loss below 0 */
    public Evaluation {
        if (top2Correct < 0 || top2Correct > confusionMatrix.total()) {
            throw new IllegalArgumentException("top2Correct must be 0 to the number of rows, " + confusionMatrix.total()
                    + ", but is " + top2Correct);
        }
        requireFrom0("logLoss", logLoss, Double.MAX_VALUE);
        // Sums of a row may be off by the tolerance, and these two with them.
        requireFrom0("brier", brier, 2 + 4 * Probabilities.SUM_TOLERANCE);
        requireFrom0("ece", ece, 1 + Probabilities.SUM_TOLERANCE);
        if (rocAuc.isPresent() != confusionMatrix.classWithoutRows().isEmpty()) {
            throw new IllegalArgumentException(
                    "rocAuc must be present if every class has rows and absent otherwise, but is " + rocAuc + " with "
                            + confusionMatrix);
        }
        if (rocAuc.isPresent()) {
            requireFrom0("rocAuc", rocAuc.getAsDouble(), 1);
        }
    }

    private static void requireFrom0(String name, double value, double highest) {
        if (!(value >= 0 && value <= highest)) {
            throw new IllegalArgumentException(name + " must be 0 to " + highest + ", but is " + value);
        }
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
        return new Evaluation(
                matrix,
                ProbabilityScores.topTwoCorrect(labels, probabilities),
                ProbabilityScores.logLoss(labels, probabilities),
                ProbabilityScores.brier(labels, probabilities),
                ProbabilityScores.rocAuc(labels, probabilities, matrix),
                ProbabilityScores.calibrationError(labels, probabilities));
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

    /** Share of rows whose class is among their two most probable: 0 to 1. */
    public double top2Accuracy() {
        return top2Correct / (double) total();
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
                logLoss,
                brier,
                top2Accuracy(),
                gMean(),
                boxed(rocAuc),
                ece,
                perClass(),
                confusionMatrix,
                correct(),
                total(),
                top2Correct);
    }

    /** @throws IllegalArgumentException if something is missing, cannot be, or disagrees with the confusion matrix */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Evaluation fromJson(EvaluationJson json) {
        json.checkComplete();
        Evaluation evaluation = new Evaluation(
                json.confusionMatrix(),
                json.top2Correct(),
                json.logLoss(),
                json.brier(),
                json.rocAuc() == null ? OptionalDouble.empty() : OptionalDouble.of(json.rocAuc()),
                json.ece());
        // People read the other figures and gates read these: a file in which they differ would deceive one of them.
        if (!evaluation.toJson().equals(json)) {
            throw new IllegalArgumentException("a stored metric disagrees with the stored confusion matrix: stored "
                    + json + ", but the matrix gives " + evaluation.toJson());
        }
        return evaluation;
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
