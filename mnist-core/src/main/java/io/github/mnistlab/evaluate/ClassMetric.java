package io.github.mnistlab.evaluate;

import io.github.mnistlab.evaluate.MetricValue.Fraction;
import io.github.mnistlab.evaluate.MetricValue.Proportion;
import io.github.mnistlab.evaluate.MetricValue.Undefined;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The metrics that every class has: from 0 to 1, higher is better. In files they appear as {@code recall[8]} and
 * {@code min(recall)}. Where a report shows 0 for want of a divisor, the value here is undefined: a gate must not take
 * the absence of rows for a measurement.
 */
public enum ClassMetric {
    /** Of the rows predicted as the class, the share that are of it. */
    PRECISION {
        @Override
        MetricValue of(ConfusionMatrix matrix, int label, String name) {
            return matrix.predicted(label) == 0
                    ? new Undefined("class " + name + " was never predicted")
                    : new Proportion(matrix.count(label, label), matrix.predicted(label));
        }
    },
    /** Of the rows of the class, the share predicted as it. */
    RECALL {
        @Override
        MetricValue of(ConfusionMatrix matrix, int label, String name) {
            return matrix.support(label) == 0
                    ? noRows(name)
                    : new Proportion(matrix.count(label, label), matrix.support(label));
        }
    },
    /** Harmonic mean of both. */
    F1 {
        @Override
        MetricValue of(ConfusionMatrix matrix, int label, String name) {
            long rows = matrix.support(label) + matrix.predicted(label);
            return rows == 0
                    ? new Undefined("class " + name + " has no test rows and was never predicted")
                    : new Fraction(BigFraction.of(2 * matrix.count(label, label), rows));
        }
    };

    /**
     * Its value for one class.
     *
     * @param label 0 to {@code matrix.classes() - 1}
     */
    public MetricValue of(ConfusionMatrix matrix, int label) {
        return of(matrix, label, Integer.toString(label));
    }

    /** Likewise, of a class that is called so where it has no value. */
    abstract MetricValue of(ConfusionMatrix matrix, int label, String name);

    static Undefined noRows(String name) {
        return new Undefined("class " + name + " has no test rows");
    }

    /** Its name in files, as {@code recall}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
