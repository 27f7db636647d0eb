package io.github.mnistlab.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows whose highest probability lies in one of the equal bins that the expected calibration error is taken over:
 * what a reliability diagram and a histogram of confidence show.
 *
 * @param lower end of the bin, excluded but for 0
 * @param upper end of the bin, included
 * @param rows how many there are
 * @param correct how many of them were predicted rightly
 * @param confidence the mean of their highest probabilities; 0 where there are none
 */
public record ConfidenceBin(double lower, double upper, long rows, long correct, double confidence) {
    /**
     * All bins, from the lowest.
     *
     * @throws IllegalArgumentException if no probabilities were kept
     */
    public static List<ConfidenceBin> of(Predictions predictions) {
        Probabilities probabilities = predictions
                .probabilities()
                .orElseThrow(() -> new IllegalArgumentException("there are no probabilities"));
        int bins = ProbabilityScores.BINS;
        long[] rows = new long[bins];
        long[] correct = new long[bins];
        double[] sums = new double[bins];
        for (int row = 0; row < predictions.rows(); row++) {
            double top = probabilities.get(row, predictions.predicted(row));
            int bin = ProbabilityScores.bin(top);
            rows[bin]++;
            sums[bin] += top;
            if (predictions.predicted(row) == predictions.label(row)) {
                correct[bin]++;
            }
        }
        List<ConfidenceBin> all = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            all.add(new ConfidenceBin(
                    bin / (double) bins,
                    (bin + 1) / (double) bins,
                    rows[bin],
                    correct[bin],
                    rows[bin] == 0 ? 0 : sums[bin] / rows[bin]));
        }
        return List.copyOf(all);
    }

    /** The share that was predicted rightly: 0 to 1; 0 where there are no rows. */
    public double accuracy() {
        return rows == 0 ? 0 : correct / (double) rows;
    }
}
