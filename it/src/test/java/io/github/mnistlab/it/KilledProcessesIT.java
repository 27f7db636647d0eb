package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Builds and workers that are ended from outside, in the middle of training. */
class KilledProcessesIT {
    private static final int FOR_EVER = 100_000;

    private Path folder;

    @BeforeEach
    void makeFolder(TestInfo test) throws IOException {
        Path work = Files.createDirectories(Path.of(MavenBuild.property("it.work")));
        folder = Files.createTempDirectory(
                work, test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void aKilledWorkerFailsTheBuildWithItsRunAndTheEndOfItsLog() throws Exception {
        MavenBuild build = MavenBuild.train(folder, FOR_EVER);
        build.awaitTraining().destroyForcibly();

        assertThat(build.awaitEnd()).isEqualTo(1);
        assertThat(build.log())
                .contains("1 run failed", "long baseline-1", "ended unexpectedly", "exit code")
                .containsPattern(MavenBuild.WORKER_LOG)
                .contains("MojoExecutionException");
        assertThat(build.results()).doesNotExist();
    }

    @Test
    void aKilledMavenLeavesNoWorkerAndNoHalfResults() throws Exception {
        MavenBuild build = MavenBuild.train(folder, FOR_EVER);
        ProcessHandle worker = build.awaitTraining();
        build.process().destroyForcibly().waitFor();

        worker.onExit().get(20, TimeUnit.SECONDS);
        assertThat(build.results()).doesNotExist();

        // What it left behind is in nobody's way.
        MavenBuild again = MavenBuild.train(folder, 2);
        assertThat(again.awaitEnd()).as(again.log()).isZero();
        assertThat(again.results().resolve("result.json")).exists();
        assertThat(leftovers(folder.resolve("target/mnist"))).isEmpty();
    }

    @Test
    void anInterruptedMavenEndsItsWorkers() throws Exception {
        MavenBuild build = MavenBuild.train(folder, FOR_EVER);
        ProcessHandle worker = build.awaitTraining();
        // What Ctrl-C and a CI system's cancel come down to: hooks run.
        build.process().destroy();

        build.awaitEnd();
        worker.onExit().get(20, TimeUnit.SECONDS);
        assertThat(build.results()).doesNotExist();
        assertThat(build.log()).contains("kept: the same command goes on from here.");
    }

    private static Object[] leftovers(Path results) throws IOException {
        try (Stream<Path> files = Files.walk(results)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(part|new|old)"))
                    .toArray();
        }
    }
}
