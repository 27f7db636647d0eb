package io.github.mnistlab.evaluate;

import java.util.Arrays;
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

    /** Of a score of each class; every class counts the same. */
    static double mean(ConfusionMatrix matrix, IntToDoubleFunction score) {
        return sum(classes(matrix, score)) / matrix.classes();
    }

    /** Of a score of each class, which counts by its rows. */
    static double weightedMean(ConfusionMatrix matrix, IntToDoubleFunction score) {
        return sum(classes(matrix, label -> score.applyAsDouble(label) * matrix.support(label))) / matrix.total();
    }

    private static double[] classes(ConfusionMatrix matrix, IntToDoubleFunction term) {
        double[] terms = new double[matrix.classes()];
        Arrays.setAll(terms, term);
        return terms;
    }

    /**
     * A sum in NumPy's order, for up to 15 terms: the first eight, if there are as many, by pairs. Another order can
     * differ in the last bit, and so from metrics that were stored.
     */
    static double sum(double[] terms) {
        double sum = 0;
        int next = 0;
        if (terms.length >= 8) {
            sum = ((terms[0] + terms[1]) + (terms[2] + terms[3])) + ((terms[4] + terms[5]) + (terms[6] + terms[7]));
            next = 8;
        }
        for (; next < terms.length; next++) {
            sum += terms[next];
        }
        return sum;
    }
}
