package io.github.mnistlab.run;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The runs of an experiment.
 *
 * @param runs in the order of the file, variant by variant and seed by seed, but parents before their children, and
 *     members before ensembles
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

    /**
     * The runs that an ensemble joins: all of its variant, or of each of its variants the one of the same seed, or the only
     * one of a variant that is one model.
     *
     * @return in the order of the file; none of a run that is no ensemble
     */
    public List<RunId> membersOf(PlannedRun run) {
        Optional<RunSpec.Ensemble> ensemble = run.spec().ensemble();
        if (ensemble.isEmpty()) {
            return List.of();
        }
        boolean all = ensemble.get().isOfSeeds();
        return ensemble.get().of().stream()
                .flatMap(name -> runs.stream()
                        .filter(other -> other.id().variant().equals(name))
                        .filter(other -> all
                                || other.spec().isOneModel()
                                || other.id().seed() == run.id().seed()))
                .map(PlannedRun::id)
                .toList();
    }

    /** Ends, since an experiment's variants form no cycle. */
    private static void addAfterParent(Variant variant, ExperimentSpec experiment, Set<Variant> ordered) {
        variant.needed().stream().map(experiment::variant).forEach(other -> addAfterParent(other, experiment, ordered));
        ordered.add(variant);
    }
}
