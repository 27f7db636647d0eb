package io.github.mnistlab.external;

import io.github.mnistlab.data.Faults;
import io.github.mnistlab.experiment.JudgedModel.Values;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The numbers of a file, row after row, as they come: checked, and made into probabilities whose sum is 1.
 *
 * <p>A row of probabilities is divided by its sum, which must be near 1 already; of a row of logits the softmax is taken.
 */
final class Scores {
    /** How far a row's sum may be from 1. */
    private static final double SUM_TOLERANCE = 1e-3;

    private final Values values;
    private final TestRows rows;
    private final Faults faults;
    private final double[] scores;

    Scores(Values values, TestRows rows, Faults faults) {
        this.values = values;
        this.rows = rows;
        this.faults = faults;
        this.scores = new double[Math.multiplyExact(rows.count(), rows.classes().size())];
    }

    /**
     * Takes one row.
     *
     * @param row its number
     * @param numbers of each class
     * @param place names the row and a class's column in a message
     * @return whether nothing is wrong with it
     */
    boolean add(int row, double[] numbers, IntFunction<String> place) {
        int classes = numbers.length;
        for (int label = 0; label < classes; label++) {
            double number = numbers[label];
            if (!Double.isFinite(number)) {
                faults.add(place.apply(label) + " is " + number + ", but must be a finite number");
                return false;
            }
            if (values == Values.PROBABILITIES && number < 0) {
                faults.add(place.apply(label) + " is " + number
                        + ", but a probability is 0 or more; are these logits? Then say values: logits");
                return false;
            }
        }
        double sum = values == Values.LOGITS ? exponentiate(numbers) : sum(numbers);
        if (values == Values.PROBABILITIES && Math.abs(sum - 1) > SUM_TOLERANCE) {
            faults.add(String.format(
                    Locale.ROOT, "row %d sums to %s, but probabilities sum to 1 (within %s)", row, sum, SUM_TOLERANCE));
            return false;
        }
        for (int label = 0; label < classes; label++) {
            scores[row * classes + label] = numbers[label] / sum;
        }
        return true;
    }

    /** Whether no class of a row that was taken is more probable than this one. */
    boolean isMostProbable(int row, int label) {
        int classes = rows.classes().size();
        double own = scores[row * classes + label];
        return IntStream.range(0, classes).noneMatch(other -> scores[row * classes + other] > own);
    }

    RowPredictions.OfProbabilities probabilities(boolean orderChecked) {
        return new RowPredictions.OfProbabilities(scores, rows.classes().size(), orderChecked);
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }

    /** Puts an exponential in the place of each logit. Returns their sum. */
    private static double exponentiate(double[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            highest = Math.max(highest, logit);
        }
        for (int label = 0; label < logits.length; label++) {
            logits[label] = StrictMath.exp(logits[label] - highest);
        }
        return sum(logits);
    }
}
