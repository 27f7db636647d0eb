package io.github.mnistlab.evaluate;

import io.github.mnistlab.evaluate.MetricValue.Fraction;
import io.github.mnistlab.evaluate.MetricValue.Undefined;
import org.apache.commons.numbers.fraction.BigFraction;

/** Scores of all classes together as exact fractions; in means, a class whose score would divide by zero counts as 0, as in the report. */
final class ExactScores {
    private ExactScores() {}

    static MetricValue macro(ClassMetric metric, ConfusionMatrix matrix) {
        BigFraction sum = BigFraction.ZERO;
        for (int label = 0; label < matrix.classes(); label++) {
            sum = sum.add(scoreOrZero(metric, matrix, label));
        }
        return new Fraction(sum.divide(matrix.classes()));
    }

    static MetricValue weighted(ClassMetric metric, ConfusionMatrix matrix) {
        BigFraction sum = BigFraction.ZERO;
        for (int label = 0; label < matrix.classes(); label++) {
            sum = sum.add(scoreOrZero(metric, matrix, label).multiply(matrix.support(label)));
        }
        return new Fraction(sum.divide(matrix.total()));
    }

    /** Unlike the macro recall, over the classes that have rows. */
    static MetricValue balancedAccuracy(ConfusionMatrix matrix) {
        BigFraction sum = BigFraction.ZERO;
        int classesWithRows = 0;
        for (int label = 0; label < matrix.classes(); label++) {
            if (matrix.support(label) > 0) {
                sum = sum.add(scoreOrZero(ClassMetric.RECALL, matrix, label));
                classesWithRows++;
            }
        }
        return new Fraction(sum.divide(classesWithRows));
    }

    /**
     * Cohen, "A coefficient of agreement for nominal scales", 1960. Undefined if chance agrees everywhere, which it does
     * if all rows are of one class and predicted as it.
     */
    static MetricValue cohenKappa(ConfusionMatrix matrix) {
        long rows = matrix.total();
        long agreementByChance = 0;
        for (int label = 0; label < matrix.classes(); label++) {
            agreementByChance += matrix.support(label) * matrix.predicted(label);
        }
        long disagreementByChance = rows * rows - agreementByChance;
        if (disagreementByChance == 0) {
            return new Undefined("all test rows are of one class and predicted as it");
        }
        return new Fraction(
                BigFraction.ONE.subtract(BigFraction.of((rows - matrix.correct()) * rows, disagreementByChance)));
    }

    private static BigFraction scoreOrZero(ClassMetric metric, ConfusionMatrix matrix, int label) {
        return metric.of(matrix, label).exact().orElse(BigFraction.ZERO);
    }
}
