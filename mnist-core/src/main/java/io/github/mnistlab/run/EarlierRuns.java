package io.github.mnistlab.run;

import java.util.Comparator;
import java.util.List;

/** Runs that an experiment had at an earlier time, to say what is new of one that must be trained. */
@FunctionalInterface
public interface EarlierRuns {
    /** Knows of none. */
    EarlierRuns NONE = experiment -> List.of();

    /** More make no better reason: runs are compared one by one. */
    int COMPARED = 200;

    /** Those of an experiment, by its name; none if it had none. Asked for only where something must be trained. */
    List<RunIdentity> of(String experiment);

    /** Why a run is not known, for people: what is different from the earlier run most like it, of the same seed if there is one. */
    default String reason(String experiment, RunIdentity run) {
        List<RunIdentity> all = of(experiment);
        List<RunIdentity> ofSeed =
                all.stream().filter(earlier -> seed(earlier).equals(seed(run))).toList();
        List<RunIdentity> candidates = ofSeed.isEmpty() ? all : ofSeed;
        return candidates.stream()
                .limit(COMPARED)
                .map(run::differencesFrom)
                .min(Comparator.comparingInt(List::size))
                .map(differences -> differences.isEmpty()
                        ? "its result is no longer in the run cache"
                        : String.join(", ", differences))
                .orElse("new");
    }

    private static String seed(RunIdentity run) {
        return String.valueOf(run.parts().get("seed"));
    }
}
