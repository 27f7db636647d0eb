package io.github.mnistlab.gate.finding;

import io.github.mnistlab.data.Slice;
import io.github.mnistlab.data.Slices;
import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.TestPredictions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The runs of one side of a comparison, by seed. Predictions are read where they are needed, a run at a time, and not kept,
 * but for the predicted classes of accepted runs: a byte an image.
 */
public final class Side {
    private final List<Run> runs;
    private final boolean oneModel;
    private final Optional<Slices> slices;
    private final List<String> classNames;

    private Side(List<Run> runs, boolean oneModel, Optional<Slices> slices, List<String> classNames) {
        this.runs = runs.stream().sorted(Comparator.comparingLong(Run::seed)).toList();
        this.oneModel = oneModel;
        this.slices = slices;
        this.classNames = classNames;
    }

    /**
     * @param runs of one variant
     * @param oneModel whether that is one model, whatever the seed
     * @param metric for which they are read, without probabilities if it needs none
     */
    public static Side of(
            List<RunResult> runs, boolean oneModel, TestPredictions predictions, MetricExpression metric) {
        boolean whole = MetricOnImages.needsProbabilities(metric);
        List<Run> sides = runs.stream()
                .map(run -> new Run(
                        run.id().seed(),
                        wanted -> Optional.of(value(wanted, run.evaluation())),
                        () -> Optional.of(whole ? predictions.of(run) : predictions.classesOf(run))))
                .toList();
        return new Side(sides, oneModel, predictions.slices(), List.of());
    }

    /** All runs of a variant. */
    public static Side of(
            ExperimentResult result, String variant, TestPredictions predictions, MetricExpression metric) {
        Side side = of(result.runsOf(variant), result.isOneModel(variant), predictions, metric);
        return side.named(result.classNamesOf(variant));
    }

    /** The same runs, whose classes are called so. */
    public Side named(List<String> names) {
        return new Side(runs, oneModel, slices, names);
    }

    /**
     * @param metric for which they are read: without probabilities, if it needs none, they are read once and kept
     * @param slices of the present test rows
     */
    public static Side of(List<AcceptedResults.Run> runs, MetricExpression metric, Optional<Slices> slices) {
        boolean whole = MetricOnImages.needsProbabilities(metric);
        List<Run> sides = runs.stream()
                .map(run -> new Run(
                        run.seed(),
                        run::value,
                        whole
                                ? run::predictions
                                : new Once<>(() -> run.predictions().map(Predictions::withoutProbabilities))))
                .toList();
        return new Side(sides, runs.stream().anyMatch(AcceptedResults.Run::isOneModel), slices, List.of());
    }

    /** Without slices. */
    public static Side of(List<AcceptedResults.Run> runs, MetricExpression metric) {
        return of(runs, metric, Optional.empty());
    }

    private record Run(
            long seed, Function<MetricExpression, Optional<MetricValue>> values, Supplier<Optional<Predictions>> read) {
        /** On some rows alone, where predictions are known; evaluated once. */
        Run on(int[] rows) {
            Supplier<Optional<Predictions>> some = () -> read.get().map(all -> all.only(rows));
            Supplier<Optional<Evaluation>> evaluation =
                    new Once<>(() -> some.get().map(Evaluation::of));
            return new Run(seed, metric -> evaluation.get().map(found -> value(metric, found)), some);
        }
    }

    /** Works out when first asked. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> supplier;
        private T value;

        Once(Supplier<T> supplier) {
            this.supplier = supplier;
        }

        @Override
        public synchronized T get() {
            if (value == null) {
                value = supplier.get();
            }
            return value;
        }
    }

    /** A file may ask for any digit; which classes its own data has is known only now. */
    static MetricValue value(MetricExpression metric, Evaluation run) {
        if (metric.classLabel().orElse(0) >= run.classes()) {
            return new MetricValue.Undefined(
                    "there is no class " + metric.classLabel().getAsInt() + ", only 0 to " + (run.classes() - 1));
        }
        return metric.of(run);
    }

    /** What a class is called: its number where no name is known. */
    String className(int label) {
        return label < classNames.size() ? classNames.get(label) : Integer.toString(label);
    }

    /** The same runs on the rows of a slice. */
    Side on(Slice slice) {
        int[] rows = slices().rowsOf(slice);
        return new Side(runs.stream().map(run -> run.on(rows)).toList(), oneModel, Optional.empty(), classNames);
    }

    /** Likewise. */
    Side on(SlicedMetric.OfSlice metric) {
        return on(slice(metric));
    }

    static Slice slice(SlicedMetric.OfSlice metric) {
        return new Slice(metric.column(), metric.value());
    }

    /** @throws IllegalStateException if the test rows have none, which was asked before */
    Slices slices() {
        return slices.orElseThrow(() -> new IllegalStateException("there are no slices"));
    }

    /** How many rows a plain metric rests on: for a recall, those of the class. */
    int rowsFor(MetricExpression metric) {
        Predictions first = predictions(0);
        return metric instanceof MetricExpression.OfClass one && one.metric() == ClassMetric.RECALL
                ? (int) IntStream.range(0, first.rows())
                        .filter(row -> first.label(row) == one.label())
                        .count()
                : first.rows();
    }

    /** Whether this is one model, whatever the seed: then no chance of training is in it. */
    public boolean isOneModel() {
        return oneModel;
    }

    public int size() {
        return runs.size();
    }

    public List<Long> seeds() {
        return runs.stream().map(Run::seed).toList();
    }

    /** Nothing if a value of any run of this plain metric is not known. */
    Optional<List<MetricValue>> values(MetricExpression metric) {
        List<Optional<MetricValue>> values =
                runs.stream().map(run -> run.values().apply(metric)).toList();
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(values.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    /** Whether every run says of every present test row what it made of it. */
    public boolean isOnTheseImages() {
        return runs.stream().allMatch(run -> run.read().get().isPresent());
    }

    /** Whether the metric can be taken apart image by image. What was kept of one run was kept of all. */
    boolean knows(MetricExpression metric) {
        return !MetricOnImages.needsProbabilities(metric)
                || runs.get(0).read().get().flatMap(Predictions::probabilities).isPresent();
    }

    int classes() {
        return predictions(0).classes();
    }

    /** The metric of the one run, or of the first. */
    MetricOnImages first(MetricExpression metric) {
        return MetricOnImages.of(metric, predictions(0));
    }

    /** The metric's of every image, by seed. */
    SeedScores scores(MetricExpression metric) {
        return new SeedScores(runs.size(), run -> MetricOnImages.of(metric, predictions(run)));
    }

    Predictions predictions(int run) {
        return runs.get(run).read().get().orElseThrow();
    }
}
