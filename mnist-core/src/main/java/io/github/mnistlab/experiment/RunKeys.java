package io.github.mnistlab.experiment;

import io.github.mnistlab.data.DatasetFiles;
import io.github.mnistlab.data.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of an experiment's runs. A key is a digest of what determines a run's bits and of nothing else: not of names,
 * descriptions, gates, other runs, or where files lie.
 */
public final class RunKeys {
    private RunKeys() {}

    /**
     * The key of each run.
     *
     * @param files the data set of each specification in the plan
     */
    public static Map<RunId, String> of(Plan plan, Map<RunSpec, DatasetFiles> files, Computation computation) {
        Map<RunId, String> keys = new HashMap<>();
        for (PlannedRun run : plan.runs()) {
            // A parent stands before its children in a plan.
            String parentKey = run.parent() == null ? null : keys.get(run.parent());
            keys.put(run.id(), key(run, files.get(run.spec()), parentKey, computation));
        }
        return keys;
    }

    private static String key(PlannedRun run, DatasetFiles files, String parentKey, Computation computation) {
        RunSpec spec = run.spec();
        Map<String, Object> parts = new TreeMap<>();
        parts.put("files", files.digests());
        parts.put("training", spec.dataset().training());
        parts.put("test", spec.dataset().test());
        parts.put("datasetSeed", spec.dataset().seed());
        parts.put("imbalance", spec.dataset().imbalance());
        parts.put("split", spec.split());
        parts.put("seed", run.id().seed());
        parts.put("model", spec.model());
        parts.put("trainingSpec", spec.training());
        parts.put("balancing", spec.balancing());
        parts.put("parent", parentKey);
        parts.put("computation", computation);
        return Sha256.of(CanonicalJson.write(parts));
    }
}
