package io.github.mnistlab.evaluate;

import io.github.mnistlab.evaluate.MetricValue.Fraction;
import io.github.mnistlab.evaluate.MetricValue.Undefined;

/** Scores of all classes together as exact fractions; in means, a class whose score would divide by zero counts as 0, as in the report. */
final class ExactScores {
    private ExactScores() {}

    static MetricValue macro(ClassMetric metric, ConfusionMatrix matrix) {
        Rational sum = Rational.ZERO;
        for (int label = 0; label < matrix.classes(); label++) {
            sum = sum.plus(scoreOrZero(metric, matrix, label));
        }
        return new Fraction(sum.dividedBy(Rational.of(matrix.classes(), 1)));
    }

    static MetricValue weighted(ClassMetric metric, ConfusionMatrix matrix) {
        Rational sum = Rational.ZERO;
        for (int label = 0; label < matrix.classes(); label++) {
            sum = sum.plus(scoreOrZero(metric, matrix, label).times(Rational.of(matrix.support(label), 1)));
        }
        return new Fraction(sum.dividedBy(Rational.of(matrix.total(), 1)));
    }

    /** Unlike the macro recall, over the classes that have rows. */
    static MetricValue balancedAccuracy(ConfusionMatrix matrix) {
        Rational sum = Rational.ZERO;
        int classesWithRows = 0;
        for (int label = 0; label < matrix.classes(); label++) {
            if (matrix.support(label) > 0) {
                sum = sum.plus(scoreOrZero(ClassMetric.RECALL, matrix, label));
                classesWithRows++;
            }
        }
        return new Fraction(sum.dividedBy(Rational.of(classesWithRows, 1)));
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
        return new Fraction(Rational.ONE.minus(Rational.of((rows - matrix.correct()) * rows, disagreementByChance)));
    }

    private static Rational scoreOrZero(ClassMetric metric, ConfusionMatrix matrix, int label) {
        return metric.of(matrix, label).exact().orElse(Rational.ZERO);
    }
}
