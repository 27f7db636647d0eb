package io.github.mnistlab.worker.cluster;

import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.ScheduledRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the driver of an application must know of its runs, which have one environment.
 *
 * @param cluster where they go
 * @param environment the variables that choose kernels and threads in executors
 * @param memory what a run needs at most
 * @param sideBySide how many of the runs can go on at a time, wherever there is room
 * @param stallSeconds after how long without a sign of life a run is taken for hung; 0 for never
 */
public record ClusterJob(
        ClusterSettings cluster, Map<String, String> environment, RunMemory memory, int sideBySide, long stallSeconds) {

    /** Copies what can be copied. */
    public ClusterJob {
        environment = Map.copyOf(environment);
    }

    static ClusterJob of(
            ClusterSettings cluster, Map<String, String> environment, List<ScheduledRun> runs, long stallSeconds) {
        return new ClusterJob(cluster, environment, RunMemory.of(runs), sideBySide(runs), stallSeconds);
    }

    /** Those that no other one waits for: of each chain, one run goes on at a time. */
    private static int sideBySide(List<ScheduledRun> runs) {
        Set<RunRef> waitedFor = runs.stream()
                .map(ScheduledRun::awaits)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return (int) runs.stream().filter(run -> !waitedFor.contains(run.ref())).count();
    }
}
