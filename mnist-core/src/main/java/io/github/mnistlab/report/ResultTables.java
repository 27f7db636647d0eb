package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.ReportTable.Row;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.run.RunOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What there is to be seen of an experiment's results, as tables: one row a variant, in the order of the file. */
public final class ResultTables {
    private static final List<String> TRAINING =
            List.of("rows trained", "validation rows", "epochs", "kept epoch", "time");

    private final List<Variant> variants;
    private final ExperimentResult result;
    private final Intervals intervals;

    /** Tables of all variants. */
    public ResultTables(ExperimentResult result, Intervals intervals) {
        this(result, intervals, result.specification());
    }

    /**
     * @param variants those that are shown, with their seeds; those of a matrix are not compared with the first
     */
    public ResultTables(ExperimentResult result, Intervals intervals, List<Variant> variants) {
        this.result = result;
        this.intervals = intervals;
        this.variants = variants;
    }

    /** The variants that are not of a matrix, which has tables of its own. */
    static List<Variant> byHand(ExperimentResult result) {
        return result.specification().stream()
                .filter(variant -> !variant.isFromMatrix())
                .toList();
    }

    /** Metrics on the test images; how they scatter over seeds; how they differ from the first variant's. */
    public ReportTable testMetrics() {
        List<Row> rows = new ArrayList<>();
        Variant first = variants.get(0);
        for (Variant variant : variants) {
            addMeans(result, variant, rows);
            if (result.runsOf(variant.name()).size() > 1) {
                rows.add(detail(
                        Intervals.PERCENT + " % interval, lower",
                        metric -> Spread.lower(intervals.of(variant.name(), metric))));
                rows.add(detail(
                        Intervals.PERCENT + " % interval, upper",
                        metric -> Spread.upper(intervals.of(variant.name(), metric))));
                rows.add(detail("lowest", metric -> Spread.lowest(values(variant, metric))));
                rows.add(detail("highest", metric -> Spread.highest(values(variant, metric))));
            }
            if (!variant.equals(first)) {
                rows.add(detail(
                        "vs. " + PlainText.oneLine(first.name()),
                        metric -> Numbers.difference(MetricValue.mean(values(variant, metric))
                                .minus(MetricValue.mean(values(first, metric))))));
            }
        }
        return new ReportTable(TestRows.of(result), ShownMetrics.names(), rows);
    }

    /** Metrics on the test images, without intervals: a row a variant, and the standard deviation over several seeds. */
    public static ReportTable means(ExperimentResult result) {
        List<Row> rows = new ArrayList<>();
        for (Variant variant : result.specification()) {
            if (result.runsOf(variant.name()).isEmpty()) {
                rows.add(new Row(
                        PlainText.oneLine(variant.name()),
                        false,
                        Collections.nCopies(ShownMetrics.BY_NAME.size(), "not applicable")));
            } else {
                addMeans(result, variant, rows);
            }
        }
        return new ReportTable(TestRows.of(result), ShownMetrics.names(), rows);
    }

    private static void addMeans(ExperimentResult result, Variant variant, List<Row> rows) {
        int seeds = result.runsOf(variant.name()).size();
        String name = PlainText.oneLine(variant.name());
        rows.add(new Row(
                seeds == 1 ? name : name + ", mean of " + seeds + " seeds",
                false,
                cells(metric -> Numbers.metric(MetricValue.mean(ShownMetrics.values(result, variant, metric))))));
        if (seeds > 1) {
            rows.add(detail(
                    "standard deviation",
                    metric -> Spread.standardDeviation(ShownMetrics.values(result, variant, metric))));
        }
    }

    /** With how many of its seeds it could be trained, where that is not all. */
    private String name(Variant variant) {
        int seeds = result.runsOf(variant.name()).size();
        String name = PlainText.oneLine(variant.name());
        return seeds == 0 || seeds == variant.seeds().size()
                ? name
                : name + " (" + seeds + " of " + variant.seeds().size() + " seeds)";
    }

    private Row notApplicable(Variant variant, int columns) {
        return new Row(name(variant), false, Collections.nCopies(columns, "n/a"));
    }

    private static Row detail(String label, Function<MetricExpression, String> cell) {
        return new Row(label, true, cells(cell));
    }

    private static List<String> cells(Function<MetricExpression, String> cell) {
        return ShownMetrics.BY_NAME.values().stream().map(cell).toList();
    }

    private List<MetricValue> values(Variant variant, MetricExpression metric) {
        return ShownMetrics.values(result, variant, metric);
    }

    private Stream<Evaluation> evaluations(Variant variant) {
        return result.runsOf(variant.name()).stream().map(RunResult::evaluation);
    }

    private List<RunOutcome> outcomes(Variant variant) {
        return result.runsOf(variant.name()).stream().map(RunResult::outcome).toList();
    }

    /** Whether any of these variants was trained, so that there is something to say of training. */
    public boolean isAnyTrained() {
        return variants.stream().anyMatch(variant -> variant.spec().trained().isPresent());
    }

    /** What was trained on, for how long, and which epoch's parameters were tested; only of variants that were trained. */
    public ReportTable training() {
        List<Row> rows = new ArrayList<>();
        boolean severalSeeds = false;
        for (Variant variant : variants) {
            Optional<RunSpec.Trained> spec = variant.spec().trained();
            if (spec.isEmpty()) {
                continue;
            }
            List<RunOutcome> runs = outcomes(variant);
            if (runs.isEmpty()) {
                rows.add(notApplicable(variant, TRAINING.size()));
                continue;
            }
            severalSeeds |= runs.size() > 1;
            String before = range(runs, run -> sum(run.trainingCounts()));
            String after = range(runs, run -> sum(run.balancedCounts()));
            double seconds =
                    runs.stream().mapToDouble(ResultTables::totalSeconds).sum() / runs.size();
            rows.add(new Row(
                    name(variant),
                    false,
                    List.of(
                            before.equals(after) ? before : before + " -> " + after,
                            range(runs, RunOutcome::validationRows),
                            range(runs, run -> run.history().size()) + " of "
                                    + spec.get().training().epochs(),
                            range(runs, RunOutcome::chosenEpoch),
                            Numbers.seconds(seconds))));
        }
        List<String> columns = new ArrayList<>(TRAINING);
        if (severalSeeds) {
            columns.set(columns.size() - 1, "time per run");
        }
        return new ReportTable("training", columns, rows);
    }

    static double totalSeconds(RunOutcome run) {
        return run.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static long sum(List<Integer> counts) {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }

    /** The one number, or the lowest and the highest of all seeds. */
    private static String range(List<RunOutcome> runs, ToLongFunction<RunOutcome> number) {
        long lowest = runs.stream().mapToLong(number).min().orElseThrow();
        long highest = runs.stream().mapToLong(number).max().orElseThrow();
        return Numbers.count(lowest) + (lowest == highest ? "" : "-" + Numbers.count(highest));
    }

    /**
     * Recall of each class: the mean over seeds, and how it differs from the first variant's. Of more classes than one reads,
     * those whose recall is lowest in any variant.
     */
    public ReportTable recalls() {
        List<Row> rows = new ArrayList<>();
        Variant first = variants.get(0);
        List<Integer> shown = fewest(label -> variants.stream()
                .filter(variant -> !outcomes(variant).isEmpty())
                .mapToDouble(variant -> recall(variant, label).asDouble().orElse(1))
                .min()
                .orElse(1));
        for (Variant variant : variants) {
            if (outcomes(variant).isEmpty()) {
                rows.add(notApplicable(variant, shown.size()));
                continue;
            }
            rows.add(new Row(name(variant), false, classCells(shown, label -> Numbers.metric(recall(variant, label)))));
            if (!variant.equals(first) && !variant.isFromMatrix()) {
                rows.add(new Row(
                        "vs. " + PlainText.oneLine(first.name()),
                        true,
                        classCells(
                                shown,
                                label -> Numbers.difference(
                                        recall(variant, label).minus(recall(first, label))))));
            }
        }
        return new ReportTable("recall of class", classNames(shown), rows);
    }

    /** Of each variant but the first, the classes whose recall is lower, the worst first. */
    public List<String> worse() {
        List<String> sentences = new ArrayList<>();
        Variant first = variants.get(0);
        for (Variant variant : variants.subList(1, variants.size())) {
            String lost = LostRecall.between(
                    evaluations(first).toList(), evaluations(variant).toList(), result.classNamesOf(variant.name()));
            if (!lost.isEmpty()) {
                sentences.add(variant.name() + " has lower recall than " + first.name() + " on " + lost);
            }
        }
        return sentences;
    }

    private MetricValue recall(Variant variant, int label) {
        return LostRecall.mean(evaluations(variant).toList(), label);
    }

    /** Training rows of each class before and after balancing, with the first seed; of variants that were trained. */
    ReportTable classDistribution() {
        List<Row> rows = new ArrayList<>();
        List<Integer> shown = fewest(label -> variants.stream()
                .flatMap(variant -> outcomes(variant).stream())
                .filter(RunOutcome::isTrained)
                .mapToDouble(run -> label < run.trainingCounts().size()
                        ? run.trainingCounts().get(label)
                        : 0)
                .min()
                .orElse(0));
        for (Variant variant : variants) {
            if (variant.spec().trained().isEmpty()) {
                continue;
            }
            if (outcomes(variant).isEmpty()) {
                rows.add(notApplicable(variant, shown.size()));
                continue;
            }
            RunOutcome run = outcomes(variant).get(0);
            rows.add(new Row(name(variant), false, counts(shown, run.trainingCounts())));
            if (!run.balancedCounts().equals(run.trainingCounts())) {
                rows.add(new Row("balanced", true, counts(shown, run.balancedCounts())));
            }
        }
        return new ReportTable("rows of class", classNames(shown), rows);
    }

    private List<String> counts(List<Integer> shown, List<Integer> counts) {
        return classCells(shown, label -> label < counts.size() ? Numbers.count(counts.get(label)) : "");
    }

    private List<String> classNames(List<Integer> shown) {
        List<String> names = result.classNames();
        return classCells(
                shown, label -> label < names.size() ? PlainText.oneLine(names.get(label)) : Integer.toString(label));
    }

    private static List<String> classCells(List<Integer> shown, IntFunction<String> cell) {
        return shown.stream().map(cell::apply).toList();
    }

    private int classes() {
        return result.runs().stream()
                .mapToInt(run -> run.evaluation().classes())
                .max()
                .orElseThrow();
    }

    /** All classes, or those with the lowest numbers where there are more than one reads; in ascending order. */
    private List<Integer> fewest(IntToDoubleFunction number) {
        Stream<Integer> all = IntStream.range(0, classes()).boxed();
        return Confusions.areTooMany(classes())
                ? all.sorted(Comparator.comparingDouble(number::applyAsDouble))
                        .limit(Confusions.MANY)
                        .sorted()
                        .toList()
                : all.toList();
    }

    /** Of how many classes some are shown in {@link #recalls}; empty where all are. */
    String leftOut() {
        return Confusions.areTooMany(classes())
                ? "Of " + Numbers.count(classes()) + " classes the " + Confusions.MANY + " with the lowest numbers."
                : "";
    }
}
