package io.github.mnistlab.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An Apache Spark cluster, and how runs are executed there.
 *
 * @param master as Spark takes it: {@code spark://host:7077}, {@code yarn}, {@code k8s://…}, or {@code local[2]}
 * @param sparkConf further settings of Spark's, which win over ours; secrets may be among them
 * @param jars what executors need to execute runs, the native backend for their platform included; Spark itself is there
 * @param environment the variables that choose kernels and threads in executors
 * @param memory what a run needs at most
 * @param sideBySide how many of the runs can go on at a time, wherever there is room
 * @param dataDirectory a folder or URL with the data set's files that all executors can read; null to send the files
 * @param checkpointDirectory a folder that all executors share, for runs to go on elsewhere; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterSettings(
        String master,
        Map<String, String> sparkConf,
        List<Path> jars,
        Map<String, String> environment,
        RunMemory memory,
        int sideBySide,
        String dataDirectory,
        Path checkpointDirectory) {

    /** Copies what can be copied. */
    public ClusterSettings {
        sparkConf = Map.copyOf(sparkConf);
        jars = List.copyOf(jars);
        environment = Map.copyOf(environment);
    }

    /** The same for these runs, of one environment. */
    ClusterSettings with(Map<String, String> variables, List<ScheduledRun> runs) {
        return new ClusterSettings(
                master,
                sparkConf,
                jars,
                variables,
                RunMemory.of(runs),
                sideBySide(runs),
                dataDirectory,
                checkpointDirectory);
    }

    /** Those that no other one waits for: of each chain, one run goes on at a time. */
    private static int sideBySide(List<ScheduledRun> runs) {
        Set<RunRef> waitedFor = runs.stream().map(ScheduledRun::parent).collect(Collectors.toSet());
        return (int) runs.stream().filter(run -> !waitedFor.contains(run.ref())).count();
    }

    /** Does not name what may be secret. */
    @Override
    public String toString() {
        return "ClusterSettings[" + master + ", " + new TreeMap<>(sparkConf).keySet() + "]";
    }
}
