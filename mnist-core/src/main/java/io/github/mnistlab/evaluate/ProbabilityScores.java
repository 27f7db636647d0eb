package io.github.mnistlab.evaluate;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Scores of the probabilities themselves. Callers have checked that labels and rows fit. */
final class ProbabilityScores {
    /** Of the calibration error. */
    static final int BINS = 15;

    private ProbabilityScores() {}

    /**
     * Mean negative logarithm of the true class's probability, each clipped to [eps, 1 − eps] and each row then divided
     * by its sum: scikit-learn 1.2's {@code log_loss}.
     */
    static double logLoss(int[] labels, Probabilities probabilities) {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            sum += logLoss(labels[row], probabilities, row);
        }
        return sum / labels.length;
    }

    /** Of one row. */
    static double logLoss(int label, Probabilities probabilities, int row) {
        double eps = probabilities.epsilon();
        double rowSum = 0;
        for (int other = 0; other < probabilities.classes(); other++) {
            rowSum += clip(probabilities.get(row, other), eps);
        }
        return -StrictMath.log(clip(probabilities.get(row, label), eps) / rowSum);
    }

    private static double clip(double value, double eps) {
        return Math.min(Math.max(value, eps), 1 - eps);
    }

    /** Mean over rows of the sum over classes of the squared error: Brier (1950), 0 to 2. */
    static double brier(int[] labels, Probabilities probabilities) {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            sum += brier(labels[row], probabilities, row);
        }
        return sum / labels.length;
    }

    /** Of one row. */
    static double brier(int label, Probabilities probabilities, int row) {
        double sum = 0;
        for (int other = 0; other < probabilities.classes(); other++) {
            double error = probabilities.get(row, other) - (other == label ? 1 : 0);
            sum += error * error;
        }
        return sum;
    }

    /** Rows whose class is among their two most probable. */
    static long topTwoCorrect(int[] labels, Probabilities probabilities) {
        long correct = 0;
        for (int row = 0; row < labels.length; row++) {
            if (probabilities.isAmongTopTwo(row, labels[row])) {
                correct++;
            }
        }
        return correct;
    }

    /**
     * Expected calibration error: over {@value #BINS} equal bins (lower, upper] of the highest probability, the mean
     * distance between that probability and the accuracy, weighted by rows. Naeini, Cooper, Hauskrecht, "Obtaining Well
     * Calibrated Probabilities Using Bayesian Binning", AAAI 2015.
     */
    static double calibrationError(int[] labels, Probabilities probabilities) {
        double[] confidence = new double[BINS];
        long[] correct = new long[BINS];
        for (int row = 0; row < labels.length; row++) {
            int predicted = probabilities.predicted(row);
            double top = probabilities.get(row, predicted);
            int bin = bin(top);
            confidence[bin] += top;
            if (predicted == labels[row]) {
                correct[bin]++;
            }
        }
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(correct[bin] - confidence[bin]);
        }
        return sum / labels.length;
    }

    /** The bin of a highest probability. */
    static int bin(double probability) {
        // The quotient is a bin's edge; the product of what is above one never rounds to less than its number.
        int bin = Math.min((int) (probability * BINS), BINS - 1);
        return bin > 0 && probability <= bin / (double) BINS ? bin - 1 : bin;
    }

    /**
     * Area under the ROC curve of each class against the rest, by rank (ties count half: Mann–Whitney), and its plain
     * mean over classes. Empty if a class has no rows, for its curve is then undefined.
     */
    static OptionalDouble rocAuc(int[] labels, Probabilities probabilities, ConfusionMatrix matrix) {
        if (matrix.classWithoutRows().isPresent()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int label = 0; label < probabilities.classes(); label++) {
            sum += rocAuc(labels, probabilities, label, (int) matrix.support(label));
        }
        return OptionalDouble.of(sum / probabilities.classes());
    }

    private static double rocAuc(int[] labels, Probabilities probabilities, int label, int positiveRows) {
        double[] positives = new double[positiveRows];
        double[] negatives = new double[labels.length - positiveRows];
        int positive = 0;
        int negative = 0;
        for (int row = 0; row < labels.length; row++) {
            double score = probabilities.get(row, label);
            if (labels[row] == label) {
                positives[positive++] = score;
            } else {
                negatives[negative++] = score;
            }
        }
        Arrays.sort(positives);
        Arrays.sort(negatives);
        long halves = 0;
        int below = 0;
        int notAbove = 0;
        for (double score : positives) {
            while (below < negatives.length && negatives[below] < score) {
                below++;
            }
            while (notAbove < negatives.length && negatives[notAbove] <= score) {
                notAbove++;
            }
            halves += below + (long) notAbove;
        }
        return halves / (2.0 * positives.length * negatives.length);
    }
}
