package io.github.mnistlab.evaluate;

import java.util.function.IntToDoubleFunction;

/**
 * Means over all classes, those without rows included, of scores that are 0 where they would divide by zero.
 *
 * @param precision mean precision: 0 to 1
 * @param recall mean recall: 0 to 1
 * @param f1 mean F1: 0 to 1
 */
public record AverageScores(double precision, double recall, double f1) {
    /** Every class counts the same. */
    static AverageScores macro(ConfusionMatrix matrix) {
        return new AverageScores(
                mean(matrix, matrix::precision), mean(matrix, matrix::recall), mean(matrix, matrix::f1));
    }

    /** Every class counts by its rows. */
    static AverageScores weighted(ConfusionMatrix matrix) {
        return new AverageScores(
                weightedMean(matrix, matrix::precision),
                weightedMean(matrix, matrix::recall),
                weightedMean(matrix, matrix::f1));
    }

    private static double mean(ConfusionMatrix matrix, IntToDoubleFunction score) {
        return NumpySum.of(matrix.classes(), score) / matrix.classes();
    }

    private static double weightedMean(ConfusionMatrix matrix, IntToDoubleFunction score) {
        return NumpySum.of(matrix.classes(), label -> score.applyAsDouble(label) * matrix.support(label))
                / matrix.total();
    }
}
