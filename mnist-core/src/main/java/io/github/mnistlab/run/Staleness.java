package io.github.mnistlab.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands between stored results and an experiment as it is now. */
public final class Staleness {
    private Staleness() {}

    /**
     * @param stored the runs that results are of, and their identities
     * @param present the runs that the experiment would have now
     * @return such as {@code training.epochs: 10 -> 12 (baseline-1, smote-1)}; empty if the results are of this very
     *     experiment, data and computation
     */
    public static List<String> of(Map<RunId, RunIdentity> stored, Map<RunId, RunIdentity> present) {
        Map<String, List<String>> runsOf = new LinkedHashMap<>();
        Map<String, RunId> inOrder = new TreeMap<>();
        stored.keySet().forEach(run -> inOrder.put(run.toString(), run));
        present.keySet().forEach(run -> inOrder.put(run.toString(), run));
        inOrder.forEach((name, run) -> {
            if (!stored.containsKey(run)) {
                add(runsOf, "not run", name);
            } else if (!present.containsKey(run)) {
                add(runsOf, "no longer a run of the experiment", name);
            } else {
                present.get(run).differencesFrom(stored.get(run)).forEach(difference -> add(runsOf, difference, name));
            }
        });
        List<String> sentences = new ArrayList<>();
        runsOf.forEach((what, runs) -> sentences.add(what + " (" + String.join(", ", runs) + ")"));
        return sentences;
    }

    private static void add(Map<String, List<String>> runsOf, String what, String run) {
        runsOf.computeIfAbsent(what, key -> new ArrayList<>()).add(run);
    }
}
