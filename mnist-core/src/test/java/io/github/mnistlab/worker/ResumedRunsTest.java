package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.cache.RunCacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose workers were ended, or could not keep them, seen from the parent. */
class ResumedRunsTest {
    private static final int EPOCHS = 20;
    private static final String ONE = """
            name: trial
            dataset: {source: generated-digits, training: 300, test: 100}
            model: {hidden: [256], dropout: 0.1}
            training: {epochs: %d, batchSize: 32}
            """.formatted(EPOCHS);
    private static final String THREE = ONE + """
            acknowledge: [warm-start]
            variants:
              parent: {}
              child: {startFrom: parent}
              survivor: {balancing: {method: random-over}}
            """;

    @TempDir
    Path folder;

    private Path checkpoints;

    @BeforeEach
    void nameFolder() {
        checkpoints = folder.resolve("checkpoints");
    }

    @Test
    void theNextCallGoesOnAndEndsWithTheSameBits() throws Exception {
        Recording uninterrupted = new Recording();
        trial("uninterrupted").run(THREE, 2, uninterrupted);

        AtomicBoolean killed = new AtomicBoolean();
        Map<String, Integer> heard = new ConcurrentHashMap<>();
        Recording first = new Recording(run -> {
            if (heard.merge(run.run().variant(), 1, Integer::sum) == 2
                    && run.run().variant().equals("child")
                    && killed.compareAndSet(false, true)) {
                ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            }
        });
        trial("killed").withCheckpoints(checkpoints).run(THREE, 1, first);
        assertThat(first.failures).containsOnlyKeys("child-1");
        assertThat(first.outcomes).containsOnlyKeys("parent-1", "survivor-1");
        assertThat(first.resumed).isEmpty();
        // Of finished runs too, for their results were not taken.
        assertThat(kept()).hasSize(3);

        Recording second = new Recording();
        ExperimentOutcome outcome = trial("killed").withCheckpoints(checkpoints).run(THREE, 1, second);
        assertThat(outcome).isInstanceOf(ExperimentOutcome.Completed.class);
        assertThat(second.resumed).containsOnlyKeys("parent-1", "child-1", "survivor-1");
        assertThat(second.resumed.get("parent-1")).isEqualTo(EPOCHS);
        assertThat(second.resumed.get("child-1")).isBetween(2, EPOCHS - 1);
        assertThat(second.digests).containsOnlyKeys("child-1");
        assertThat(second.warnings).isEmpty();
        assertThat(bits(second)).isEqualTo(bits(uninterrupted)).hasSize(3);
        assertThat(kept()).isEmpty();
        // The time of the epochs before counts.
        double trained = second.outcomes.get("parent-1").history().stream()
                .mapToDouble(epoch -> epoch.seconds())
                .sum();
        assertThat(second.outcomes.get("parent-1").seconds().get(RunPhase.TRAIN))
                .isGreaterThanOrEqualTo(trained);
    }

    @Test
    void aRunThatIsInTheRunCacheNeedsNoCheckpoint() throws Exception {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Recording heard = new Recording(run -> {
            if (run.run().variant().equals("child")) {
                seen.add(checkpoints.toFile().list((parent, name) -> name.endsWith(".checkpoint")).length);
            }
        });
        trial("kept")
                .withCheckpoints(checkpoints)
                .withCache(new RunCacheFolder(folder.resolve("runs"), Long.MAX_VALUE))
                .run(THREE, 1, heard);
        assertThat(heard.failures).isEmpty();
        // Its own: that of its parent is gone, though the experiment is not over.
        assertThat(seen).hasSize(EPOCHS).containsOnly(1);
    }

    @Test
    void aCheckpointThatIsDamagedIsToldAndTheRunBeginsAfresh() throws Exception {
        Recording killed =
                new Recording(run -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly));
        trial("damaged").withCheckpoints(checkpoints).run(ONE, 1, killed);
        Path file = kept().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Recording heard = new Recording();
        trial("damaged").withCheckpoints(checkpoints).run(ONE, 1, heard);
        assertThat(heard.resumed).isEmpty();
        assertThat(heard.warnings.get("baseline-1"))
                .singleElement()
                .asString()
                .contains(file.toString(), "damaged", "afresh");
        assertThat(heard.digests.get("baseline-1")).hasSize(EPOCHS);
    }

    /** Needs no rights, unlike a small disk: the system refuses to let a file of the worker's grow. */
    @Test
    void aCheckpointThatCannotBeWrittenIsToldOnceAndTheRunFinishes() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell to limit the size of files");
        Recording unlimited = new Recording();
        trial("unlimited").run(ONE, 1, unlimited);

        // 1 or 2 MB, as the shell counts; a checkpoint has 2.4 MB, the model 0.8.
        Path java = Files.writeString(
                folder.resolve("java"),
                "#!/bin/sh\nulimit -f 2048\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Recording limited = new Recording();
        trial("limited").withCheckpoints(checkpoints).withJava(java).run(ONE, 1, limited);
        assertThat(limited.failures).isEmpty();
        assertThat(limited.warnings.get("baseline-1"))
                .singleElement()
                .asString()
                .contains("no checkpoint could be written after epoch 1", "File too large");
        assertThat(bits(limited)).isEqualTo(bits(unlimited));
        assertThat(checkpoints).isEmptyDirectory();
    }

    private Trial trial(String name) throws Exception {
        return new Trial(Files.createDirectories(folder.resolve(name)));
    }

    /** Whole checkpoints; a killed worker may have left one half written besides. */
    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.filter(file -> file.toString().endsWith(".checkpoint")).toList();
        }
    }

    /** Of each run: history, parameters and predictions. */
    private static Map<String, String> bits(Recording recording) {
        return recording.outcomes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        run -> run.getValue().history().stream()
                                        .map(epoch -> epoch.trainingLoss() + " " + epoch.parameterDigest())
                                        .collect(Collectors.joining("\n"))
                                + "\n"
                                + run.getValue().parameterDigest()
                                + "\n"
                                + run.getValue().predictionDigest()));
    }
}
