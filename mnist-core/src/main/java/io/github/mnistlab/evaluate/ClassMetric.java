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
        public MetricValue of(ConfusionMatrix matrix, int label) {
            return matrix.predicted(label) == 0
                    ? new Undefined("class " + label + " was never predicted")
                    : new Proportion(matrix.count(label, label), matrix.predicted(label));
        }
    },
    /** Of the rows of the class, the share predicted as it. */
    RECALL {
        @Override
        public MetricValue of(ConfusionMatrix matrix, int label) {
            return matrix.support(label) == 0
                    ? noRows(label)
                    : new Proportion(matrix.count(label, label), matrix.support(label));
        }
    },
    /** Harmonic mean of both. */
    F1 {
        @Override
        public MetricValue of(ConfusionMatrix matrix, int label) {
            long rows = matrix.support(label) + matrix.predicted(label);
            return rows == 0
                    ? new Undefined("class " + label + " has no test rows and was never predicted")
                    : new Fraction(BigFraction.of(2 * matrix.count(label, label), rows));
        }
    };

    /**
     * Its value for one class.
     *
     * @param label 0 to {@code matrix.classes() - 1}
     */
    public abstract MetricValue of(ConfusionMatrix matrix, int label);

    static Undefined noRows(int label) {
        return new Undefined("class " + label + " has no test rows");
    }

    /** Its name in files, as {@code recall}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
