package io.github.mnistlab.worker.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An Apache Spark cluster, and how runs are executed there.
 *
 * @param master as Spark takes it: {@code spark://host:7077}, {@code yarn}, {@code k8s://…}, or {@code local[2]}
 * @param sparkConf further settings of Spark's, which win over ours; secrets may be among them
 * @param jars what executors need to execute runs, the native backend for their platform included; Spark itself is there
 * @param dataDirectory a folder or URL with the data set's files that all executors can read; empty to send the files
 * @param checkpointDirectory a folder that all executors share, for runs to go on elsewhere; empty for none
 * @param timeoutSeconds for how long no executor may come and no run move before the cluster is given up; 0 for ever
 */
public record ClusterSettings(
        String master,
        Map<String, String> sparkConf,
        List<Path> jars,
        Optional<String> dataDirectory,
        Optional<Path> checkpointDirectory,
        int timeoutSeconds) {

    /** Copies what can be copied. */
    public ClusterSettings {
        sparkConf = Map.copyOf(sparkConf);
        jars = List.copyOf(jars);
        if (timeoutSeconds < 0) {
            throw new IllegalArgumentException(
                    "the cluster's timeout must not be negative, but is " + timeoutSeconds + " s");
        }
    }

    /** Does not name what may be secret. */
    @Override
    public String toString() {
        return "ClusterSettings[" + master + ", " + new TreeMap<>(sparkConf).keySet() + "]";
    }
}
