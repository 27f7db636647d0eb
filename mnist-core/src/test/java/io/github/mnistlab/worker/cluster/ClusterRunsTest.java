package io.github.mnistlab.worker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.worker.Recording;
import io.github.mnistlab.worker.ScheduledRun;
import io.github.mnistlab.worker.Trial;
import io.github.mnistlab.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterRunsTest {
    private static final String EXPERIMENT = """
            name: trial
            dataset: {source: generated-digits, training: 600, test: 200}
            acknowledge: [warm-start]
            seeds: [1, 2]
            variants:
              baseline: {}
              longer: {startFrom: baseline}
            """;

    @TempDir
    Path folder;

    @Test
    void aDriverThatCannotBeStartedFailsEveryRunAndIsExplainedOnce() throws Exception {
        Recording heard = new Recording();
        // The core alone is on its class path: there is no driver.
        WorkerSettings driver = new WorkerSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of(folder),
                List.of(),
                Duration.ofMinutes(1),
                folder);

        new ClusterRuns(driver, cluster("local[2]")).execute(runs(), heard);

        assertThat(heard.failures).containsOnlyKeys("baseline-1", "baseline-2", "longer-1", "longer-2");
        assertThat(heard.failures.get("baseline-1"))
                .contains(
                        "the cluster cannot be used: the worker ended while it started", "SparkDriver", "cluster.log");
        assertThat(heard.failures).containsEntry("baseline-2", "for the same reason as trial baseline-1");
        assertThat(heard.failures.get("longer-2")).contains("not run", "trial baseline-2");
    }

    @Test
    void aMasterThatDoesNotAnswerIsNamedWithTheReason() throws Exception {
        Recording heard = new Recording();
        WorkerSettings driver =
                new WorkerSettings(Path.of("java"), List.of(), List.of(), Duration.ofMinutes(1), folder);

        new ClusterRuns(driver, cluster("spark://127.0.0.1:1")).execute(runs(), heard);

        assertThat(heard.failures.get("baseline-1"))
                .startsWith("the cluster cannot be used: no master answers at spark://127.0.0.1:1 (127.0.0.1:1: ");
    }

    @Test
    void runsThatStartFromOneAnotherGoOnOneAfterTheOther() throws Exception {
        ClusterSettings cluster = cluster("yarn");
        List<ScheduledRun> runs = runs();
        assertThat(runs).hasSize(4);
        assertThat(ClusterJob.of(cluster, Map.of(), runs, 600).sideBySide()).isEqualTo(2);
        assertThat(ClusterJob.of(cluster, Map.of(), runs.subList(0, 1), 600).sideBySide())
                .isEqualTo(1);
    }

    private static ClusterSettings cluster(String master) {
        return new ClusterSettings(master, Map.of(), List.of(), Optional.empty(), Optional.empty(), 600);
    }

    private List<ScheduledRun> runs() throws Exception {
        PreparedExperiment experiment = new Trial(folder).prepare(EXPERIMENT);
        List<ScheduledRun> runs = new ArrayList<>();
        for (PlannedRun run : experiment.plan().runs()) {
            RunRequest request = new RunRequest(
                    run.id().seed(),
                    run.spec().trained().orElseThrow(),
                    experiment.files().get(run.spec()).images().orElseThrow(),
                    Optional.empty(),
                    folder,
                    "key",
                    Optional.empty());
            Optional<ScheduledRun.Parent> parent = Optional.ofNullable(run.parent())
                    .map(id -> new ScheduledRun.Parent(new RunRef("trial", id), folder));
            runs.add(new ScheduledRun(new RunRef("trial", run.id()), request, Map.of(), parent, true, 0, 1));
        }
        return runs;
    }
}
