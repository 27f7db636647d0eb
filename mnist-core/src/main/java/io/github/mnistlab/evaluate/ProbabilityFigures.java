package io.github.mnistlab.evaluate;

import java.util.OptionalDouble;

/**
 * The figures of a test set's probabilities that do not follow from its confusion matrix.
 *
 * @param top2Correct rows whose class is among their two most probable; ties as in {@code top_k_accuracy_score}
 * @param logLoss mean of −ln of the true class's probability: 0 or more
 * @param brier mean over rows of the sum over classes of the squared error: 0 to 2
 * @param rocAuc mean over classes of the area under the ROC curve of that class against the rest, 0 to 1; empty if a
 *     class has no rows
 * @param ece expected calibration error over 15 equal bins of the highest probability: 0 to 1
 */
public record ProbabilityFigures(long top2Correct, double logLoss, double brier, OptionalDouble rocAuc, double ece) {
    /** @throws IllegalArgumentException if a figure cannot be, as a log loss below 0 */
    public ProbabilityFigures {
        requireFrom0("logLoss", logLoss, Double.MAX_VALUE);
        // Sums of a row may be off by the tolerance, and these two with them.
        requireFrom0("brier", brier, 2 + 4 * Probabilities.SUM_TOLERANCE);
        requireFrom0("ece", ece, 1 + Probabilities.SUM_TOLERANCE);
        if (rocAuc.isPresent()) {
            requireFrom0("rocAuc", rocAuc.getAsDouble(), 1);
        }
    }

    static ProbabilityFigures of(int[] labels, Probabilities probabilities, ConfusionMatrix matrix) {
        return new ProbabilityFigures(
                ProbabilityScores.topTwoCorrect(labels, probabilities),
                ProbabilityScores.logLoss(labels, probabilities),
                ProbabilityScores.brier(labels, probabilities),
                ProbabilityScores.rocAuc(labels, probabilities, matrix),
                ProbabilityScores.calibrationError(labels, probabilities));
    }

    /** @throws IllegalArgumentException if a figure does not fit the counts */
    void requireFitting(ConfusionMatrix matrix) {
        if (top2Correct < 0 || top2Correct > matrix.total()) {
            throw new IllegalArgumentException(
                    "top2Correct must be 0 to the number of rows, " + matrix.total() + ", but is " + top2Correct);
        }
        if (rocAuc.isPresent() != matrix.classWithoutRows().isEmpty()) {
            throw new IllegalArgumentException(
                    "rocAuc must be present if every class has rows and absent otherwise, but is " + rocAuc + " with "
                            + matrix);
        }
    }

    private static void requireFrom0(String name, double value, double highest) {
        if (!(value >= 0 && value <= highest)) {
            throw new IllegalArgumentException(name + " must be 0 to " + highest + ", but is " + value);
        }
    }
}
