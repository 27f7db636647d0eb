package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkersTest {
    private static final String SMALL = """
            name: trial
            dataset: {source: generated-digits, training: 600, test: 200}
            model: {hidden: [32]}
            training: {epochs: 3, batchSize: 32}
            """;

    @TempDir
    Path folder;

    @Test
    void runsEveryVariantWithEverySeedAndStoresWhatCameOut() throws Exception {
        Recording heard = new Recording();
        ExperimentOutcome outcome = new Trial(folder).run(SMALL + """
                                acknowledge: [warm-start]
                                seeds: [1, 2]
                                variants:
                                  baseline: {}
                                  longer: {startFrom: baseline}
                                """, 2, heard);

        assertThat(heard.failures).isEmpty();
        assertThat(heard.phases.get("longer-2"))
                .containsExactly(RunPhase.LOAD, RunPhase.BALANCE, RunPhase.TRAIN, RunPhase.PREDICT);
        ExperimentResult result = ((ExperimentOutcome.Completed) outcome).result();
        assertThat(result.runs())
                .extracting(run -> run.id().toString())
                .containsExactly("baseline-1", "baseline-2", "longer-1", "longer-2");
        Path results = folder.resolve("results/trial");
        for (RunResult run : result.runs()) {
            assertThat(Sha256.of(results.resolve(run.predictions())))
                    .isEqualTo(run.outcome().predictionDigest());
            assertThat(results.resolve(run.model())).isNotEmptyFile();
            assertThat(heard.digests.get(run.id().toString()))
                    .hasSize(3)
                    .last()
                    .isEqualTo(run.outcome().parameterDigest());
        }
        // Training on is not training afresh.
        assertThat(result.runs().get(2).parent()).isEqualTo(result.runs().get(0).id());
        assertThat(heard.digests.get("longer-1")).doesNotContainAnyElementsOf(heard.digests.get("baseline-1"));
    }

    @Test
    void theSameRunGivesTheSameBitsAloneAndBesideAnother() throws Exception {
        String defaultNetwork = """
                name: trial
                dataset: {source: generated-digits, training: 4000, test: 500}
                training: {epochs: 2, batchSize: 128}
                variants:
                  one: {}
                  two: {dataset: {test: 400}}
                """;
        // The two are trained alike, but are not the same run, which would be trained once.
        Recording alone = new Recording();
        new Trial(Files.createDirectory(folder.resolve("alone"))).run(defaultNetwork, 1, alone);
        Recording together = new Recording();
        new Trial(Files.createDirectory(folder.resolve("together"))).run(defaultNetwork, 2, together);

        assertThat(alone.digests.get("one-1")).hasSize(2).doesNotHaveDuplicates();
        assertThat(together.digests.get("one-1")).isEqualTo(alone.digests.get("one-1"));
        assertThat(together.digests.get("two-1")).isEqualTo(alone.digests.get("one-1"));
        assertThat(alone.digests.get("two-1")).isEqualTo(alone.digests.get("one-1"));
        assertThat(together.outcomes.get("one-1").predictionDigest())
                .isEqualTo(alone.outcomes.get("one-1").predictionDigest());
    }

    @Test
    void theLastRunIsSharedByAllCoresAndGivesTheSameBits() throws Exception {
        String yaml = """
                name: trial
                dataset: {source: generated-digits, training: 5000, test: 500}
                model: {hidden: [700, 300]}
                training: {epochs: 3, batchSize: 128}
                """;
        Recording alone = new Recording();
        new Trial(Files.createDirectory(folder.resolve("alone"))).run(yaml, 1, alone);
        Recording shared = new Recording();
        new Trial(Files.createDirectory(folder.resolve("shared"))).run(yaml, 3, shared);

        assertThat(alone.cores).isEmpty();
        assertThat(shared.cores).containsExactly(Map.entry("baseline-1", 3));
        assertThat(shared.digests).isEqualTo(alone.digests);
        assertThat(shared.outcomes.get("baseline-1").predictionDigest())
                .isEqualTo(alone.outcomes.get("baseline-1").predictionDigest());
    }

    @Test
    void aRunThatCannotBeDoneFailsAloneAndSaysWhy() throws Exception {
        Recording heard = new Recording();
        ExperimentOutcome outcome = new Trial(folder).run(SMALL + """
                                acknowledge: [warm-start]
                                variants:
                                  impossible:
                                    dataset: {imbalance: {type: counts, counts: {3: 4}}}
                                    balancing: {method: smote, kNeighbors: 5}
                                  child: {startFrom: impossible}
                                  fine: {}
                                """, 1, heard);

        assertThat(outcome).isInstanceOf(ExperimentOutcome.Failed.class);
        assertThat(heard.outcomes).containsOnlyKeys("fine-1");
        assertThat(heard.failures).containsOnlyKeys("impossible-1", "child-1");
        assertThat(heard.failures.get("impossible-1")).contains("class 3", "4", "5", "3");
        Path log = folder.resolve("logs/worker-1.log");
        assertThat(heard.failures.get("impossible-1")).contains(log.toString());
        assertThat(log).content().contains("NotApplicableException", "at io.github.mnistlab");
        assertThat(heard.failures.get("child-1")).contains("not run", "impossible-1");
        assertThat(folder.resolve("results/trial")).doesNotExist();
    }

    @Test
    void aCellOfAMatrixThatCannotBeIsToldOfAndTheOthersGoOn() throws Exception {
        String matrix = SMALL + """
                seeds: [1, 2]
                matrix:
                  axes:
                    dataset.imbalance: {even: null, rare: {type: counts, counts: {3: 4}}}
                    balancing.method: [none, smote]
                """;
        Recording heard = new Recording();

        ExperimentOutcome outcome = new Trial(folder).run(matrix, 2, heard);

        assertThat(heard.failures).isEmpty();
        assertThat(heard.inapplicable).containsOnlyKeys("rare-smote-1", "rare-smote-2");
        assertThat(heard.outcomes)
                .containsOnlyKeys(
                        "even-none-1", "even-none-2", "even-smote-1", "even-smote-2", "rare-none-1", "rare-none-2");
        ExperimentResult result = ((ExperimentOutcome.Completed) outcome).result();
        assertThat(result.runs()).hasSize(6);
        assertThat(result.runsOf("rare-smote")).isEmpty();
        assertThat(result.notApplicableOf("rare-smote"))
                .extracting(run -> run.id().toString())
                .containsExactly("rare-smote-1", "rare-smote-2");
        assertThat(result.notApplicable().get(0).reason()).contains("class 3").doesNotContain(folder.toString());
        PreparedExperiment present = new Trial(folder).prepare(matrix);
        assertThat(result.changesTo(present)).isEmpty();
        assertThat(store().load("trial")).contains(result);
    }

    @Test
    void whatIsNotApplicableFailsWhereItWasWrittenByHandThoughACellIsTheSameRun() throws Exception {
        Recording heard = new Recording();

        ExperimentOutcome outcome = new Trial(folder).run(SMALL + """
                balancing: {method: smote}
                variants:
                  mine: {dataset: {imbalance: {type: counts, counts: {3: 4}}}}
                matrix:
                  axes:
                    dataset.imbalance: {even: null, rare: {type: counts, counts: {3: 4}}}
                """, 1, heard);

        assertThat(heard.outcomes).containsOnlyKeys("even-1");
        assertThat(((ExperimentOutcome.Failed) outcome).failures())
                .containsOnlyKeys(new RunId("mine", 1))
                .hasEntrySatisfying(
                        new RunId("mine", 1),
                        reason -> assertThat(reason)
                                .contains(
                                        "class 3",
                                        folder.resolve("logs/worker-1.log").toString()));
    }

    @Test
    void aMatrixOfWhichNothingCanBeFails() throws Exception {
        Recording heard = new Recording();

        ExperimentOutcome outcome = new Trial(folder).run("""
                name: trial
                dataset:
                  source: generated-digits
                  training: 600
                  test: 200
                  imbalance: {type: counts, counts: {3: 4}}
                matrix: {axes: {balancing.method: [smote, adasyn]}}
                """, 1, heard);

        assertThat(heard.inapplicable).containsOnlyKeys("smote-1", "adasyn-1");
        assertThat(((ExperimentOutcome.Failed) outcome).failures())
                .containsOnlyKeys(new RunId("smote", 1), new RunId("adasyn", 1));
    }

    private ResultStore store() {
        return new ResultStore(folder.resolve("results"), new Provenance("test", null, null));
    }

    @Test
    void aRunThatFailsWhereNobodyExpectedItIsNamedWithTheEndOfItsLog() throws Exception {
        Path inTheWay = folder.resolve("work/trial/baseline-1").resolve(RunRequest.PREDICTIONS);
        Recording heard = new Recording(run -> inTheWay.toFile().mkdir());

        new Trial(folder).run(SMALL, 1, heard);

        assertThat(heard.failures).containsOnlyKeys("baseline-1");
        assertThat(heard.failures.get("baseline-1"))
                .contains(inTheWay.toString(), "the end of its log, ", "worker-1.log:", "RunExecution.execute");
    }

    @Test
    void aWorkerThatIsKilledIsNamedWithItsExitAndTheOthersGoOn() throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        Recording heard = new Recording(run -> {
            if (run.run().variant().equals("victim") && killed.compareAndSet(false, true)) {
                workers().forEach(ProcessHandle::destroyForcibly);
            }
        });
        new Trial(folder).run(SMALL + """
                                variants:
                                  victim: {training: {epochs: 500}}
                                  survivor: {}
                                """, 1, heard);

        assertThat(heard.failures).containsOnlyKeys("victim-1");
        assertThat(heard.failures.get("victim-1")).contains("ended unexpectedly", "exit code", "worker-1.log");
        assertThat(heard.outcomes).containsOnlyKeys("survivor-1");
        assertThat(workers()).isEmpty();
    }

    @Test
    void aWorkerThatHangsIsEnded() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill to stop a process");
        AtomicBoolean stopped = new AtomicBoolean();
        Recording heard = new Recording(run -> {
            if (stopped.compareAndSet(false, true)) {
                workers().forEach(LocalWorkersTest::stop);
            }
        });
        new Trial(folder)
                .withStallTimeout(Duration.ofSeconds(4))
                .run(SMALL + "variants: {frozen: {training: {epochs: 500}}}\n", 1, heard);

        assertThat(heard.failures.get("frozen-1")).contains("no sign of life for 4 s");
        assertThat(workers()).isEmpty();
    }

    @Test
    void aWorkerThatCannotStartIsReportedWithTheEndOfItsLog() throws Exception {
        Recording heard = new Recording();
        new Trial(folder).withClasspath(List.of(folder)).run(SMALL, 1, heard);
        assertThat(heard.failures.get("baseline-1")).contains("ended while it started", "exit code 1", "WorkerMain");

        Recording heardOfOption = new Recording();
        new Trial(folder).withJvmOptions("-XX:NoSuchOption").run(SMALL, 1, heardOfOption);
        assertThat(heardOfOption.failures.get("baseline-1")).contains("NoSuchOption");
    }

    @Test
    void anInterruptLeavesNoProcessBehind() throws Exception {
        Thread caller = Thread.currentThread();
        Recording heard = new Recording(run -> caller.interrupt());
        boolean interrupted = false;
        try {
            new Trial(folder).run(SMALL + "variants: {long: {training: {epochs: 5000}}}\n", 1, heard);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        assertThat(interrupted).isTrue();
        for (int i = 0; i < 100 && !workers().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(workers()).isEmpty();
    }

    @Test
    void anObserverThatBreaksEndsTheWholeInsteadOfHangingIt() throws Exception {
        Recording broken = new Recording(run -> {
            throw new IllegalStateException("broken observer");
        });
        assertThatThrownBy(() -> new Trial(folder).run(SMALL + """
                                        acknowledge: [warm-start]
                                        variants:
                                          parent: {}
                                          child: {startFrom: parent}
                                        """, 2, broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken observer");
        assertThat(workers()).isEmpty();
    }

    @Test
    void aWorkerEndsWithItsParent() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanedWorker.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
        assertThat(worker.isAlive()).isTrue();

        // SIGKILL: no hook of the parent's runs.
        parent.destroyForcibly().waitFor();

        worker.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(worker.isAlive()).isFalse();
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    private static void stop(ProcessHandle process) {
        try {
            new ProcessBuilder("/bin/kill", "-STOP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
