package io.github.mnistlab.run;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The runs of an experiment.
 *
 * @param runs in the order of the file, variant by variant and seed by seed, but parents before their children
 */
public record Plan(List<PlannedRun> runs) {
    /** Copies. */
    public Plan {
        runs = List.copyOf(runs);
    }

    /** One run for each variant and seed. */
    public static Plan of(ExperimentSpec experiment) {
        Set<Variant> ordered = new LinkedHashSet<>();
        experiment.variants().forEach(variant -> addAfterParent(variant, experiment, ordered));
        List<PlannedRun> runs = new ArrayList<>();
        for (Variant variant : ordered) {
            for (long seed : variant.seeds()) {
                RunId parent =
                        variant.parent().map(name -> new RunId(name, seed)).orElse(null);
                runs.add(new PlannedRun(new RunId(variant.name(), seed), variant.spec(), parent));
            }
        }
        return new Plan(runs);
    }

    /** Ends, since an experiment's variants form no cycle. */
    private static void addAfterParent(Variant variant, ExperimentSpec experiment, Set<Variant> ordered) {
        variant.parent().map(experiment::variant).ifPresent(parent -> addAfterParent(parent, experiment, ordered));
        ordered.add(variant);
    }
}
