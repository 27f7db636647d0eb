package io.github.mnistlab.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes of one class against the rest when a row is called of it if its probability reaches a threshold, for every
 * threshold there is: what ROC and precision-recall curves show. Points go from the highest threshold to the lowest.
 *
 * @param label the class
 * @param positives rows of it
 * @param negatives all other rows
 * @param points for each different probability, how many rows reach it
 */
public record ThresholdCurve(int label, long positives, long negatives, List<Point> points) {
    /**
     * @param threshold the probability
     * @param truePositives rows of the class that reach it
     * @param falsePositives other rows that reach it
     */
    public record Point(double threshold, long truePositives, long falsePositives) {}

    /** Copies. */
    public ThresholdCurve {
        points = List.copyOf(points);
    }

    /**
     * The curve of a class.
     *
     * @throws IllegalArgumentException if no probabilities were kept
     */
    public static ThresholdCurve of(Predictions predictions, int label) {
        Probabilities probabilities = predictions
                .probabilities()
                .orElseThrow(() -> new IllegalArgumentException("there are no probabilities"));
        int rows = predictions.rows();
        double[] positives = new double[rows];
        double[] all = new double[rows];
        int positive = 0;
        for (int row = 0; row < rows; row++) {
            // Adding zero turns -0.0, which would sort below 0.0, into 0.0.
            all[row] = probabilities.get(row, label) + 0.0;
            if (predictions.label(row) == label) {
                positives[positive++] = all[row];
            }
        }
        positives = Arrays.copyOf(positives, positive);
        Arrays.sort(positives);
        Arrays.sort(all);
        List<Point> points = new ArrayList<>();
        int nextPositive = positive - 1;
        for (int i = rows - 1; i >= 0; i--) {
            if (i > 0 && all[i - 1] == all[i]) {
                continue;
            }
            while (nextPositive >= 0 && positives[nextPositive] >= all[i]) {
                nextPositive--;
            }
            long hits = positive - 1L - nextPositive;
            points.add(new Point(all[i], hits, rows - i - hits));
        }
        return new ThresholdCurve(label, positive, rows - (long) positive, points);
    }

    /** Whether there are rows of the class and others: otherwise there is no curve. */
    public boolean isDefined() {
        return positives > 0 && negatives > 0;
    }

    /**
     * The ROC curve from (0, 0) to (1, 1): false positive rate, true positive rate. As scikit-learn's {@code roc_curve}
     * with {@code drop_intermediate=False}.
     */
    public List<double[]> roc() {
        List<double[]> curve = new ArrayList<>();
        curve.add(new double[] {0, 0});
        for (Point point : points) {
            curve.add(new double[] {falsePositiveRate(point), recall(point)});
        }
        return curve;
    }

    /** Recall and precision at each threshold, from the highest: as scikit-learn's {@code precision_recall_curve}. */
    public List<double[]> precisionRecall() {
        List<double[]> curve = new ArrayList<>();
        for (Point point : points) {
            curve.add(new double[] {recall(point), precision(point)});
        }
        return curve;
    }

    /** The area under the ROC curve: 0 to 1. As scikit-learn's {@code roc_auc_score}. */
    public double area() {
        double area = 0;
        double lastX = 0;
        double lastY = 0;
        for (Point point : points) {
            double x = falsePositiveRate(point);
            double y = recall(point);
            area += (x - lastX) * (y + lastY) / 2;
            lastX = x;
            lastY = y;
        }
        return area;
    }

    /** The precision at each threshold, weighted by how much it adds to recall: scikit-learn's average precision. */
    public double averagePrecision() {
        double sum = 0;
        double lastRecall = 0;
        for (Point point : points) {
            double recall = recall(point);
            sum += (recall - lastRecall) * precision(point);
            lastRecall = recall;
        }
        return sum;
    }

    private double falsePositiveRate(Point point) {
        return point.falsePositives() / (double) negatives;
    }

    private double recall(Point point) {
        return point.truePositives() / (double) positives;
    }

    private static double precision(Point point) {
        return point.truePositives() / (double) (point.truePositives() + point.falsePositives());
    }
}
