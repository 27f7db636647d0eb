package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Bounds of a mean of independent values that lie between two known ends, for any number of values: the mean where the
 * sample has one more value at the end that is worse, and chance gives each value a weight (those of a Dirichlet
 * distribution, all 1). N. Gaffke, "Three Test Statistics for a Nonparametric One-Sided Hypothesis on the Mean of a
 * Nonnegative Variable", Mathematical Methods of Statistics 14, 2005. Where values are at the ends alone these are the
 * bounds of {@link ClopperPearson}; where values are many, those of a normal mean. A bound that is proven for every
 * distribution, by betting or by Hoeffding's inequality, is half again as far away; that this one holds as well is a
 * conjecture, for which no counterexample is known (E. Learned-Miller, P. S. Thomas, arXiv:1905.06208; M. Phan, P. S.
 * Thomas, E. Learned-Miller, ICML 2021, prove a bound that was the same in all their samples).
 *
 * <p>The distribution of the weighted mean is found by its saddle point: R. Lugannani, S. Rice, "Saddle Point
 * Approximation for the Distribution of the Sum of Independent Random Variables", Advances in Applied Probability 12,
 * 1980. It is right to less than a hundredth of each tail.
 */
public final class BoundedMean implements ConfidenceBounds {
    private static final int HALVINGS = 60;

    private static final int NEWTON_STEPS = 60;

    private final double[] values;
    private final double[] times;
    private final int count;
    private final double mean;
    private final double least;
    private final double most;
    private final Memory lower = new Memory();
    private final Memory upper = new Memory();

    private BoundedMean(double[] sorted, double least, double most) {
        if (sorted.length == 0 || !(least <= sorted[0]) || !(sorted[sorted.length - 1] <= most)) {
            throw new IllegalArgumentException("there must be values, all from " + least + " to " + most);
        }
        values = Arrays.stream(sorted).distinct().toArray();
        times = new double[values.length];
        double sum = 0;
        int place = 0;
        for (double value : sorted) {
            place = value == values[place] ? place : place + 1;
            times[place]++;
            sum += value;
        }
        count = sorted.length;
        mean = sum / count;
        this.least = least;
        this.most = most;
    }

    /**
     * @param values one or more; copied
     * @param least what each is at least
     * @param most what each is at most
     * @throws IllegalArgumentException if there are none, or one is beyond the ends
     */
    public static BoundedMean of(double[] values, double least, double most) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new BoundedMean(sorted, least, most);
    }

    /** Of the values. */
    public double mean() {
        return mean;
    }

    @Override
    public double lower(double alpha) {
        return lower.at(
                alpha, () -> isAtTheEnds() ? share(ClopperPearson.lower(hits(), count, alpha)) : fromBelow(alpha));
    }

    @Override
    public double upper(double alpha) {
        return upper.at(
                alpha, () -> isAtTheEnds() ? share(ClopperPearson.upper(hits(), count, alpha)) : fromAbove(alpha));
    }

    private boolean isAtTheEnds() {
        return values.length <= 2 && Arrays.stream(values).allMatch(value -> value == least || value == most);
    }

    private double hits() {
        return values[values.length - 1] == most && most > least ? times[values.length - 1] : 0;
    }

    private double share(double ofOne) {
        return least + (most - least) * ofOne;
    }

    private double fromBelow(double alpha) {
        double below = least;
        double above = mean;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (below + above) / 2;
            if (probabilityBelow(middle, least) < alpha) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    private double fromAbove(double alpha) {
        double below = mean;
        double above = most;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (below + above) / 2;
            if (1 - probabilityBelow(middle, most) < alpha) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    /** That the weighted mean of the values and one more is below a limit. */
    private double probabilityBelow(double limit, double oneMore) {
        double lowest = Math.min(values[0], oneMore) - limit;
        double highest = Math.max(values[values.length - 1], oneMore) - limit;
        if (lowest >= 0) {
            return 0;
        }
        if (highest <= 0) {
            return 1;
        }
        double low = 1 / lowest;
        double high = 1 / highest;
        double at = 0;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double slope = derivative(at, limit, oneMore, 1);
            if (slope > 0) {
                high = at;
            } else {
                low = at;
            }
            double next = at - slope / derivative(at, limit, oneMore, 2);
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.abs(next - at) <= 1e-13 * Math.abs(next)) {
                break;
            }
            at = next;
        }
        double curvature = derivative(at, limit, oneMore, 2);
        double root = Math.signum(at) * Math.sqrt(Math.max(0, -2 * derivative(at, limit, oneMore, 0)));
        if (Math.abs(root) < 1e-4) {
            // At the mean both terms grow beyond all bounds; their difference is this.
            return 0.5 + derivative(0, limit, oneMore, 3) / (6 * Math.sqrt(2 * Math.PI) * Math.pow(curvature, 1.5));
        }
        double other = at * Math.sqrt(curvature);
        double probability = Quantiles.normalCumulative(root) + Quantiles.normalDensity(root) * (1 / root - 1 / other);
        return Math.min(1, Math.max(0, probability));
    }

    /** Of the cumulant generating function of the sum of exponential variables, each times its distance. */
    private double derivative(double at, double limit, double oneMore, int order) {
        double sum = term(at, oneMore - limit, order);
        for (int i = 0; i < values.length; i++) {
            sum += times[i] * term(at, values[i] - limit, order);
        }
        return sum;
    }

    private static double term(double at, double distance, int order) {
        double rest = 1 - at * distance;
        double ratio = distance / rest;
        return switch (order) {
            case 0 -> -Math.log(rest);
            case 1 -> ratio;
            case 2 -> ratio * ratio;
            default -> 2 * ratio * ratio * ratio;
        };
    }

    /** The last bound that was asked for: it is often asked for again. */
    private static final class Memory {
        private double alpha = Double.NaN;
        private double bound;

        double at(double level, DoubleSupplier find) {
            if (level != alpha) {
                bound = find.getAsDouble();
                alpha = level;
            }
            return bound;
        }
    }
}
