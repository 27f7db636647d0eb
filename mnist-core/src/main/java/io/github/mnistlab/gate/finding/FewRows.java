package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Bounds of a mean of recalls, precisions or F1s where several classes have hardly any rows, or were hardly ever predicted. One or two
 * rows scatter less than what they stand for, and one more row that is misclassified makes up for a single such class: of
 * several no more is taken for known than their own bounds say, all at once (Bonferroni), with half of the error.
 *
 * @param bounds by other methods, with the other half
 * @param rare such classes of all models
 */
record FewRows(ConfidenceBounds bounds, List<Share> rare) implements ConfidenceBounds {
    private static final Set<Metric> MEANS = EnumSet.of(
            Metric.BALANCED_ACCURACY,
            Metric.MACRO_RECALL,
            Metric.MACRO_PRECISION,
            Metric.WEIGHTED_PRECISION,
            Metric.MACRO_F1);

    /** Of so many rows the usual methods hold. */
    private static final int ENOUGH = 5;

    /** Likewise of an F1, where one row that is misclassified is wrong of two classes. */
    private static final int ENOUGH_FOR_F1 = 3;

    private static final ConfidenceBounds ANYTHING = new Anything();

    /**
     * The score of a class.
     *
     * @param weight in the mean over classes and models
     * @param bounds of it alone
     */
    record Share(double weight, double value, ConfidenceBounds bounds) {
        /** What of the mean hangs on how much lower it may be. */
        double below(double alpha) {
            return weight * (value - bounds.lower(alpha));
        }

        /** Likewise, higher. */
        double above(double alpha) {
            return weight * (bounds.upper(alpha) - value);
        }
    }

    /** Of a score that no rows tell of. */
    private record Anything() implements ConfidenceBounds {
        @Override
        public double lower(double alpha) {
            return 0;
        }

        @Override
        public double upper(double alpha) {
            return 1;
        }
    }

    /** The bounds themselves where, with each model, all classes but one have rows enough, or the metric is another one. */
    static ConfidenceBounds among(Side side, MetricExpression metric, ConfidenceBounds bounds) {
        if (!(metric instanceof MetricExpression.Overall overall) || !MEANS.contains(overall.metric())) {
            return bounds;
        }
        List<Share> rare = new ArrayList<>();
        for (int model = 0; model < side.size(); model++) {
            List<Share> ofModel = rare(overall.metric(), side.predictions(model).confusionMatrix(), side.size());
            if (ofModel.size() > 1) {
                rare.addAll(ofModel);
            }
        }
        return rare.isEmpty() ? bounds : new FewRows(bounds, rare);
    }

    private static List<Share> rare(Metric metric, ConfusionMatrix matrix, int models) {
        double each = 1.0 / matrix.classes() / models;
        return switch (metric) {
            // Of equal classes it is the accuracy, and no class stands for more than its rows.
            case BALANCED_ACCURACY, MACRO_RECALL ->
                classes(matrix).mapToLong(matrix::support).distinct().count() == 1
                        ? List.of()
                        : rare(matrix, matrix::support, label -> each);
            case MACRO_PRECISION -> rare(matrix, matrix::predicted, label -> each);
            case WEIGHTED_PRECISION ->
                rare(matrix, matrix::predicted, label -> matrix.support(label) / (double) matrix.total() / models);
            case MACRO_F1 ->
                classes(matrix)
                        .filter(label -> matrix.support(label) < ENOUGH_FOR_F1)
                        .mapToObj(label -> new Share(each, matrix.f1(label), ANYTHING))
                        .toList();
            default -> throw new IllegalArgumentException(metric + " is no mean of recalls, precisions or F1s");
        };
    }

    private static List<Share> rare(ConfusionMatrix matrix, IntToLongFunction rows, IntToDoubleFunction weight) {
        return classes(matrix)
                .filter(label -> rows.applyAsLong(label) < ENOUGH)
                .mapToObj(label ->
                        share(weight.applyAsDouble(label), matrix.count(label, label), rows.applyAsLong(label)))
                .toList();
    }

    private static Share share(double weight, long right, long rows) {
        return rows == 0
                ? new Share(weight, 0, ANYTHING)
                : new Share(weight, right / (double) rows, new ClopperPearson(right, rows));
    }

    private static IntStream classes(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes());
    }

    @Override
    public double lower(double alpha) {
        double ofEach = alpha / 2 / rare.size();
        return bounds.lower(alpha / 2)
                - rare.stream().mapToDouble(share -> share.below(ofEach)).sum();
    }

    @Override
    public double upper(double alpha) {
        double ofEach = alpha / 2 / rare.size();
        return bounds.upper(alpha / 2)
                + rare.stream().mapToDouble(share -> share.above(ofEach)).sum();
    }
}
