package io.github.mnistlab.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.SplitSpec;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.report.text.FlowYaml;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlanEstimate;
import io.github.mnistlab.run.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What an experiment would do: its variants, its runs, and how long they may take. */
public final class PlanReport {
    /** More runs than one reads, one by one. */
    private static final int MANY = 20;

    private static final int WIDTH = 100;

    private static final String RULE = String.format(
            Locale.ROOT,
            "%.0f s per run, plus %.0f us per row and epoch, and %.0f us more for each million parameters",
            PlanEstimate.SECONDS_A_RUN,
            PlanEstimate.SECONDS_A_ROW * 1e6,
            PlanEstimate.SECONDS_A_PARAMETER * 1e12);

    private PlanReport() {}

    /**
     * The variants, those of a matrix by its axes, then the runs in the order in which they may begin.
     *
     * @param classNames what a run's data set calls its classes; none where that is not known
     */
    public static List<String> lines(ExperimentSpec experiment, Function<RunSpec, List<String>> classNames) {
        Plan plan = Plan.of(experiment);
        List<String> lines = new ArrayList<>();
        lines.add(ConsoleReport.title(experiment.name(), experiment.description()));
        for (Variant variant : experiment.variants()) {
            if (!variant.isFromMatrix()) {
                lines.add("  variant " + variant.name());
                describe(variant.spec(), classNames.apply(variant.spec())).forEach(line -> lines.add("    " + line));
            }
        }
        experiment
                .matrix()
                .ifPresent(matrix -> addMatrix(matrix, Matrix.cells(experiment.variants()), classNames, lines));
        lines.add("  " + Numbers.count(plan.runs().size(), "run"));
        if (plan.runs().size() <= MANY) {
            for (PlannedRun run : plan.runs()) {
                lines.add("    " + run.id() + (run.parent() == null ? "" : ", after " + run.parent()));
            }
        }
        experiment.warnings().forEach(warning -> lines.add("  warning: " + warning));
        return lines;
    }

    /**
     * How long it will take, and how that is known.
     *
     * @param workers how many runs are executed side by side
     */
    public static String estimate(PlanEstimate estimate, int workers) {
        if (estimate.runs() == 0) {
            return "nothing to train";
        }
        String cached = estimate.cached() == 0 ? "" : estimate.cached() + " in the run cache, ";
        String runs = Numbers.count(estimate.runs(), "run") + ": " + cached;
        if (estimate.toTrain() == 0) {
            return runs + "none to train";
        }
        String basis = estimate.measuredBy() == 0
                ? "by rule of thumb for one core: " + RULE
                : "by " + Numbers.count(estimate.measuredBy(), "earlier run") + " of "
                        + (estimate.sameNetwork() ? "the same network" : "other networks") + " in the run cache";
        return runs + estimate.toTrain() + " to train, in " + (estimate.stopsEarly() ? "at most " : "") + "about "
                + duration(estimate.secondsOn(workers)) + " on " + Numbers.count(workers, "worker") + " (" + basis
                + (estimate.reading() < 1 ? "" : ", with " + duration(estimate.reading()) + " of reading tables") + ")";
    }

    /** No more exact than it is. */
    private static String duration(double seconds) {
        if (seconds < 90) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static void addMatrix(
            Matrix matrix, List<Variant> cells, Function<RunSpec, List<String>> classNames, List<String> lines) {
        lines.add("  " + Numbers.count(cells.size(), "variant") + " of the matrix, such as "
                + cells.get(cells.size() - 1).name());
        for (Matrix.Axis axis : matrix.axes()) {
            lines.addAll(
                    PlainText.wrap("    " + axis.field() + ": " + String.join(", ", axis.values()), WIDTH, "      "));
        }
        long combinations =
                matrix.axes().stream().mapToLong(axis -> axis.values().size()).reduce(1, (one, other) -> one * other);
        if (combinations > cells.size()) {
            lines.add("    " + (combinations - cells.size()) + " of " + Numbers.count(combinations, "combination")
                    + " left out");
        }
        lines.add("    common to all:");
        List<List<String>> names =
                cells.stream().map(Variant::spec).map(classNames).distinct().toList();
        describe(Matrix.common(cells), names.size() == 1 ? names.get(0) : List.of())
                .forEach(line -> lines.add("      " + line));
        List<String> seeds =
                cells.stream().map(cell -> cell.seeds().toString()).distinct().toList();
        lines.add("      seeds      " + (seeds.size() == 1 ? seeds.get(0) : "vary"));
    }

    private static List<String> describe(JsonNode common, List<String> classNames) {
        List<String> lines = new ArrayList<>();
        common.properties()
                .forEach(part -> lines.add(String.format(
                        Locale.ROOT, "%-10s %s", part.getKey(), FlowYaml.of(part.getValue(), classNames))));
        return lines;
    }

    private static List<String> describe(RunSpec run, List<String> classNames) {
        if (run instanceof RunSpec.Judged judged) {
            return List.of(
                    "data       " + FlowYaml.of(judged.dataset(), classNames),
                    "model      " + FlowYaml.of(judged.model(), classNames));
        }
        if (run instanceof RunSpec.Ensemble ensemble) {
            return List.of("ensemble   " + joined(ensemble));
        }
        RunSpec.Trained spec = (RunSpec.Trained) run;
        List<String> lines = new ArrayList<>(List.of(
                "data       " + dataset(spec.dataset(), spec.split(), classNames),
                "model      " + FlowYaml.of(spec.model(), classNames),
                "training   " + FlowYaml.of(spec.training(), classNames),
                "balancing  " + FlowYaml.of(spec.balancing(), classNames)));
        if (spec.preparation() != null) {
            lines.add("prepared   " + FlowYaml.of(spec.preparation(), classNames));
        }
        if (spec.augmentation() != null) {
            lines.add("distorted  " + FlowYaml.of(spec.augmentation(), classNames));
        }
        return lines;
    }

    private static String joined(RunSpec.Ensemble ensemble) {
        return ensemble.isOfSeeds()
                ? "the mean of all seeds of " + ensemble.of().get(0) + ", one model"
                : "for each seed the mean of " + String.join(" and ", ensemble.of());
    }

    /** Which rows a run is about. */
    static String dataset(DatasetSpec dataset, SplitSpec split, List<String> classNames) {
        return FlowYaml.of(dataset, classNames) + ", validation " + validation(split.validation());
    }

    private static String validation(Validation validation) {
        if (validation instanceof Validation.Rows rows) {
            return String.format(Locale.ROOT, "%,d rows", rows.rows());
        }
        return FlowYaml.of(validation, List.of());
    }
}
