package io.github.mnistlab.report;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.SplitSpec;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.experiment.CanonicalJson;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Plan;
import io.github.mnistlab.experiment.PlannedRun;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an experiment would do, for people. */
public final class PlanReport {
    private PlanReport() {}

    /** The variants, then the runs in the order in which they may begin. */
    public static List<String> lines(ExperimentSpec experiment) {
        Plan plan = Plan.of(experiment);
        List<String> lines = new ArrayList<>();
        lines.add(ConsoleReport.title(experiment.name(), experiment.description()));
        for (Variant variant : experiment.variants()) {
            lines.add("  variant " + variant.name());
            describe(variant.spec()).forEach(line -> lines.add("    " + line));
        }
        lines.add("  " + plan.runs().size() + (plan.runs().size() == 1 ? " run" : " runs"));
        for (PlannedRun run : plan.runs()) {
            lines.add("    " + run.id() + (run.parent() == null ? "" : ", after " + run.parent()));
        }
        experiment.warnings().forEach(warning -> lines.add("  warning: " + warning));
        return lines;
    }

    private static List<String> describe(RunSpec spec) {
        return List.of(
                "data       " + dataset(spec.dataset(), spec.split()),
                "model      " + CanonicalJson.write(spec.model()),
                "training   " + CanonicalJson.write(spec.training()),
                "balancing  " + CanonicalJson.write(spec.balancing()));
    }

    /** Which rows a run is about. */
    static String dataset(DatasetSpec dataset, SplitSpec split) {
        return CanonicalJson.write(dataset) + ", validation " + validation(split.validation());
    }

    private static String validation(Validation validation) {
        if (validation instanceof Validation.Rows rows) {
            return String.format(Locale.ROOT, "%,d rows", rows.rows());
        }
        return CanonicalJson.write(validation);
    }
}
