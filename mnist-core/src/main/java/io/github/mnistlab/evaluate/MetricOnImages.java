package io.github.mnistlab.evaluate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A metric as a mean over test images, for intervals: each image has a score, and the mean of the scores is the metric.
 * Accuracy, recall, log loss, Brier score and calibration error are such means. Of the others the score is the
 * influence function (F. R. Hampel, "The Influence Curve and Its Role in Robust Estimation", JASA 69, 1974): the
 * metric, plus what a little more weight of such an image changes it by, divided by that share of the whole. Their intervals are
 * right as images become many.
 */
public final class MetricOnImages {
    private static final double[] NO_BINS = {};

    /** Of so many images, each as often as among the few, one more is as good as an infinitely small part of them. */
    private static final long FINE = 10_000_000;

    private final double[] scores;
    private final Ends ends;
    private final boolean proportion;
    private final boolean onProbabilities;
    private final double[] binErrors;
    private final double bias;
    private final ToDoubleFunction<int[]> resampled;

    private MetricOnImages(
            double[] scores,
            Ends ends,
            boolean proportion,
            boolean onProbabilities,
            double[] binErrors,
            double bias,
            ToDoubleFunction<int[]> resampled) {
        this.scores = scores;
        this.ends = ends;
        this.proportion = proportion;
        this.onProbabilities = onProbabilities;
        this.binErrors = binErrors;
        this.bias = bias;
        this.resampled = resampled;
    }

    /**
     * Between what the score of any image lies, one that was not among the test images included.
     *
     * @param least that of the worst mistake, or of the best answer where lower is better
     * @param most the other way round
     */
    public record Ends(double least, double most) {
        /** Those that hold these scores too. */
        private Ends with(double... scores) {
            double lower = least;
            double upper = most;
            for (double score : scores) {
                lower = Math.min(lower, score);
                upper = Math.max(upper, score);
            }
            return new Ends(lower, upper);
        }
    }

    /** Whether a metric needs probabilities, and not only the predicted classes. */
    public static boolean needsProbabilities(MetricExpression metric) {
        if (metric instanceof SlicedMetric sliced) {
            return needsProbabilities(sliced.metric());
        }
        if (!(metric instanceof MetricExpression.Overall overall)) {
            return false;
        }
        return switch (overall.metric()) {
            case LOG_LOSS, BRIER, TOP_2_ACCURACY, ROC_AUC, ECE -> true;
            default -> false;
        };
    }

    /**
     * @param metric of all classes or of one, not the lowest of all; defined for these predictions
     * @throws IllegalArgumentException if it is of another kind, undefined, or needs probabilities and there are none
     */
    public static MetricOnImages of(MetricExpression metric, Predictions predictions) {
        if (metric instanceof MetricExpression.OfClass ofClass) {
            return ofClass.metric() == ClassMetric.RECALL
                    ? recall(ofClass.label(), predictions)
                    : counts(metric, predictions);
        }
        if (!(metric instanceof MetricExpression.Overall overall)) {
            throw new IllegalArgumentException(metric + " is no metric of single images; take each class for itself");
        }
        if (!needsProbabilities(metric)) {
            return switch (overall.metric()) {
                case ACCURACY, WEIGHTED_RECALL ->
                    proportion(predictions.rows(), false, row -> predictions.label(row) == predictions.predicted(row));
                default -> counts(metric, predictions);
            };
        }
        Probabilities probabilities = predictions
                .probabilities()
                .orElseThrow(() -> new IllegalArgumentException(metric + " needs probabilities, but there are none"));
        int[] labels = predictions.labels();
        return switch (overall.metric()) {
            case LOG_LOSS ->
                mean(
                        labels.length,
                        new Ends(0, -Math.log(leastProbability(probabilities))),
                        row -> ProbabilityScores.logLoss(labels[row], probabilities, row));
            case BRIER ->
                mean(labels.length, new Ends(0, 2), row -> ProbabilityScores.brier(labels[row], probabilities, row));
            case TOP_2_ACCURACY ->
                proportion(labels.length, true, row -> probabilities.isAmongTopTwo(row, labels[row]));
            case ECE -> calibrationError(predictions, probabilities);
            default -> rocAuc(labels, probabilities);
        };
    }

    /** How many images it is about: for a recall, those of the class. */
    public int images() {
        return scores.length;
    }

    /** A score for each image; a copy. */
    public double[] scores() {
        return scores.clone();
    }

    /** Between what a score can lie. */
    public Ends ends() {
        return ends;
    }

    /**
     * Of the calibration error, the standard error of each bin's part; empty for other metrics. It is the larger of what
     * was seen and of what there would be if the probabilities were right, with one more image that is wrong: where no
     * image of a bin was, nothing would be seen.
     */
    public double[] binErrors() {
        return binErrors.clone();
    }

    /**
     * By how much more (less, if below 0) the metric is on so few images than on very many, on average: half the mean of its
     * second derivative over the images, divided by their number (F. R. Hampel et al., "Robust Statistics", 1986, chapter
     * 2). 0 where the metric is a mean over images. Of the calibration error, {@link #binErrors} tell.
     */
    public double bias() {
        return bias;
    }

    /** The metric: the mean of the scores. */
    public double value() {
        return Arrays.stream(scores).sum() / scores.length;
    }

    /** Whether each score is 0 or 1, so that it is a share of the images. */
    public boolean isProportion() {
        return proportion;
    }

    /** Whether it moves in steps of whole images, so that two classifiers may never differ. */
    public boolean countsImages() {
        return !onProbabilities;
    }

    /**
     * Its value where each image is there so many times.
     *
     * @param times as many as there are images
     * @return NaN where it is undefined
     */
    public double ofResample(int[] times) {
        return resampled.applyAsDouble(times);
    }

    private static MetricOnImages recall(int label, Predictions predictions) {
        int[] rows = IntStream.range(0, predictions.rows())
                .filter(row -> predictions.label(row) == label)
                .toArray();
        return proportion(rows.length, false, i -> predictions.predicted(rows[i]) == label);
    }

    private static MetricOnImages proportion(int images, boolean onProbabilities, IntPredicate isRight) {
        double[] scores = IntStream.range(0, images)
                .mapToDouble(i -> isRight.test(i) ? 1 : 0)
                .toArray();
        return new MetricOnImages(
                scores, new Ends(0, 1), true, onProbabilities, NO_BINS, 0, times -> weightedMean(scores, times));
    }

    private static MetricOnImages mean(int images, Ends ends, IntToDoubleFunction score) {
        double[] scores = IntStream.range(0, images).mapToDouble(score).toArray();
        return new MetricOnImages(
                scores, ends.with(scores), false, true, NO_BINS, 0, times -> weightedMean(scores, times));
    }

    private static double weightedMean(double[] scores, int[] times) {
        double sum = 0;
        long images = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += scores[i] * times[i];
            images += times[i];
        }
        return sum / images;
    }

    /** What follows from the confusion matrix: an image of the same cell has the same score. */
    private static MetricOnImages counts(MetricExpression metric, Predictions predictions) {
        ConfusionMatrix matrix = predictions.confusionMatrix();
        double value = value(metric, matrix);
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(metric + " is undefined for " + matrix);
        }
        ConfusionMatrix many = times(Math.max(1, FINE / matrix.total()), matrix);
        double valueOfMany = value(metric, many);
        double[][] oneMore = new double[matrix.classes()][matrix.classes()];
        double[][] influence = new double[matrix.classes()][matrix.classes()];
        Ends ends = new Ends(0, 0);
        for (int label = 0; label < matrix.classes(); label++) {
            for (int prediction = 0; prediction < matrix.classes(); prediction++) {
                double change =
                        matrix.support(label) == 0 ? Double.NaN : change(metric, matrix, value, label, prediction);
                if (!Double.isNaN(change)) {
                    oneMore[label][prediction] = change;
                    ends = ends.with(change);
                }
                if (matrix.count(label, prediction) > 0) {
                    influence[label][prediction] = change(metric, many, valueOfMany, label, prediction);
                }
            }
        }
        double[] scores = new double[predictions.rows()];
        double bias = 0;
        double mean = 0;
        for (int row = 0; row < scores.length; row++) {
            bias += oneMore[predictions.label(row)][predictions.predicted(row)] / scores.length;
            scores[row] = influence[predictions.label(row)][predictions.predicted(row)];
            mean += scores[row] / scores.length;
        }
        // What is left in the mean is rounding, and is taken out. What one more image leaves there is the bias.
        for (int row = 0; row < scores.length; row++) {
            scores[row] += value - mean;
        }
        Ends shifted = new Ends(ends.least() + value - bias, ends.most() + value - bias).with(scores);
        return new MetricOnImages(scores, shifted, false, false, NO_BINS, bias, times -> {
            long[][] counts = new long[matrix.classes()][matrix.classes()];
            for (int row = 0; row < times.length; row++) {
                counts[predictions.label(row)][predictions.predicted(row)] += times[row];
            }
            return value(metric, new ConfusionMatrix(counts));
        });
    }

    private static ConfusionMatrix times(long factor, ConfusionMatrix matrix) {
        long[][] counts = matrix.counts();
        for (long[] row : counts) {
            Arrays.setAll(row, prediction -> factor * row[prediction]);
        }
        return new ConfusionMatrix(counts);
    }

    /** By how much one more image of a cell changes the metric, times the number of images. */
    private static double change(
            MetricExpression metric, ConfusionMatrix matrix, double value, int label, int prediction) {
        return (matrix.total() + 1) * (value(metric, matrix.withOneMore(label, prediction)) - value);
    }

    /** Means over classes rounded: exact ones take several times as long, and this is asked thousands of times. */
    private static double value(MetricExpression metric, ConfusionMatrix matrix) {
        if (metric instanceof MetricExpression.OfClass ofClass) {
            return ofClass(ofClass.metric(), ofClass.label(), matrix);
        }
        Evaluation evaluation = new Evaluation(matrix, Optional.empty());
        if (!(metric instanceof MetricExpression.Overall overall)) {
            return metric.of(evaluation).asDouble().orElse(Double.NaN);
        }
        return switch (overall.metric()) {
            case MACRO_PRECISION -> AverageScores.mean(matrix, matrix::precision);
            case MACRO_RECALL -> AverageScores.mean(matrix, matrix::recall);
            case MACRO_F1 -> AverageScores.mean(matrix, matrix::f1);
            case WEIGHTED_PRECISION -> AverageScores.weightedMean(matrix, matrix::precision);
            case WEIGHTED_F1 -> AverageScores.weightedMean(matrix, matrix::f1);
            case BALANCED_ACCURACY -> evaluation.balancedAccuracy();
            default -> metric.of(evaluation).asDouble().orElse(Double.NaN);
        };
    }

    /** NaN where there is no row. */
    private static double ofClass(ClassMetric metric, int label, ConfusionMatrix matrix) {
        double right = matrix.count(label, label);
        return switch (metric) {
            case PRECISION -> right / matrix.predicted(label);
            case RECALL -> right / matrix.support(label);
            case F1 -> 2 * right / (matrix.support(label) + matrix.predicted(label));
        };
    }

    private static MetricOnImages calibrationError(Predictions predictions, Probabilities probabilities) {
        int rows = predictions.rows();
        double[] excess = new double[rows];
        int[] bins = new int[rows];
        double[] seen = new double[ProbabilityScores.BINS];
        double[] expected = new double[ProbabilityScores.BINS];
        for (int row = 0; row < rows; row++) {
            int predicted = predictions.predicted(row);
            double top = probabilities.get(row, predicted);
            bins[row] = ProbabilityScores.bin(top);
            excess[row] = (predicted == predictions.label(row) ? 1 : 0) - top;
            seen[bins[row]] += excess[row] * excess[row];
            expected[bins[row]] += Math.max(0, top * (1 - top));
        }
        int[] once = new int[rows];
        Arrays.fill(once, 1);
        double[] sums = sums(excess, bins, once);
        double[] scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            scores[row] = Math.signum(sums[bins[row]]) * excess[row];
        }
        double[] errors = IntStream.range(0, seen.length)
                .mapToDouble(bin -> seen[bin] == 0 ? 0 : Math.sqrt(Math.max(seen[bin], expected[bin]) + 1) / rows)
                .toArray();
        return new MetricOnImages(
                scores,
                new Ends(-1, 1).with(scores),
                false,
                true,
                errors,
                0,
                times -> Arrays.stream(sums(excess, bins, times)).map(Math::abs).sum()
                        / Arrays.stream(times).asLongStream().sum());
    }

    private static double[] sums(double[] excess, int[] bins, int[] times) {
        double[] sums = new double[ProbabilityScores.BINS];
        for (int row = 0; row < excess.length; row++) {
            sums[bins[row]] += excess[row] * times[row];
        }
        return sums;
    }

    private static MetricOnImages rocAuc(int[] labels, Probabilities probabilities) {
        AreaUnderCurve[] classes = IntStream.range(0, probabilities.classes())
                .mapToObj(label -> AreaUnderCurve.of(labels, probabilities, label))
                .toArray(AreaUnderCurve[]::new);
        double[] scores = new double[labels.length];
        double mean = 0;
        double asPositive = 0;
        double asNegative = 0;
        double gain = 0;
        for (int label = 0; label < classes.length; label++) {
            double[] ofClass = classes[label].scores();
            double area = Arrays.stream(ofClass).sum() / ofClass.length;
            double positives = share(labels, label);
            mean += area / classes.length;
            asPositive = Math.max(asPositive, area / positives / classes.length);
            asNegative = Math.max(asNegative, area / (1 - positives) / classes.length);
            gain += (1 - area) / Math.min(positives, 1 - positives) / classes.length;
            for (int row = 0; row < scores.length; row++) {
                scores[row] += ofClass[row] / classes.length;
            }
        }
        // At worst an image is surely taken for another class: the last of its own, and the first of that one.
        Ends ends = new Ends(mean - asPositive - asNegative, mean + gain).with(scores);
        return new MetricOnImages(scores, ends, false, true, NO_BINS, 0, times -> {
            double sum = 0;
            for (AreaUnderCurve area : classes) {
                sum += area.ofResample(times);
            }
            return sum / classes.length;
        });
    }

    /** That any class was given for any row: as unlikely one more row's true class may be held. */
    private static double leastProbability(Probabilities probabilities) {
        double least = 1;
        for (int row = 0; row < probabilities.rows(); row++) {
            for (int label = 0; label < probabilities.classes(); label++) {
                least = Math.min(least, probabilities.get(row, label));
            }
        }
        return Math.max(least, probabilities.epsilon());
    }

    private static double share(int[] labels, int label) {
        return Arrays.stream(labels).filter(other -> other == label).count() / (double) labels.length;
    }
}
