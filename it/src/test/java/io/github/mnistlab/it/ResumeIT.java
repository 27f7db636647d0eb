package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A build that is ended at any moment goes on at the next call, and its results are those of one that was not. */
@Order(Integer.MAX_VALUE)
class ResumeIT {
    private static final int EPOCHS = 24;

    private static Path work;
    private static JsonNode uninterrupted;

    @BeforeAll
    static void trainWithoutInterruption() throws Exception {
        work = Files.createTempDirectory(Files.createDirectories(Path.of(MavenBuild.property("it.work"))), "resume");
        MavenBuild build = new ResumableRun(work.resolve("uninterrupted"), EPOCHS).start();
        assertThat(build.awaitEnd()).as(build.log()).isZero();
        uninterrupted = ResumableRun.bits(build);
        assertThat(uninterrupted.get("history")).hasSize(EPOCHS);
    }

    private enum Moment {
        /** At any time after Maven was started. */
        ANY,
        /** While a worker trains. */
        TRAINING,
        /** While a worker writes a checkpoint. */
        WRITING
    }

    /**
     * An end of a process.
     *
     * @param moment by what it left behind
     * @param resumedAfter as {@link ResumableRun#resumedAfter} of its build
     * @param heard the last epoch that its build told of
     */
    private record Kill(String victim, Moment moment, int resumedAfter, int heard) {}

    @Test
    void tenKillsAtRandomMomentsChangeNoBit() throws Exception {
        long seed = Long.getLong("it.seed", System.nanoTime());
        System.out.println("ResumeIT: -Dit.seed=" + seed);
        Random random = new Random(seed);
        List<Kill> kills = new ArrayList<>();
        // Two runs, each ended again and again: now a worker and now Maven.
        for (int chain = 1; chain <= 2; chain++) {
            ResumableRun run = new ResumableRun(work.resolve("chain-" + chain), EPOCHS);
            List<Kill> ofRun = new ArrayList<>(List.of(kill(run, Moment.ANY, "maven", 0, random)));
            while (count(ofRun, Moment.TRAINING) < 3 || count(ofRun, Moment.WRITING) < 1 || ofRun.size() < 5) {
                assertThat(ofRun)
                        .as("kills that were not when they should have been")
                        .hasSizeLessThan(12);
                Moment moment = count(ofRun, Moment.TRAINING) < 3 ? Moment.TRAINING : Moment.WRITING;
                Kill kill = kill(run, moment, ofRun.size() % 2 == chain % 2 ? "maven" : "worker", heard(ofRun), random);
                assertThat(kill.resumedAfter())
                        .as("an epoch that was heard of is lost")
                        .isGreaterThanOrEqualTo(heard(ofRun));
                ofRun.add(kill);
            }
            finish(run, heard(ofRun));
            kills.addAll(ofRun);
        }
        kills.forEach(kill -> System.out.println("ResumeIT: " + kill));

        assertThat(kills).hasSizeGreaterThanOrEqualTo(10);
        assertThat(count(kills, Moment.TRAINING)).isGreaterThanOrEqualTo(6);
        assertThat(count(kills, Moment.WRITING)).isPositive();
        assertThat(kills).extracting(Kill::victim).contains("maven", "worker");
    }

    @Test
    void ctrlCLeavesNoProcessAndTheRunGoesOn() throws Exception {
        ResumableRun run = new ResumableRun(work.resolve("ctrl-c"), EPOCHS);
        MavenBuild build = run.start();
        ProcessHandle worker = build.awaitTraining();
        List<ProcessHandle> children = build.process().descendants().toList();
        // A terminal sends it to all that was started from it.
        interrupt(build.process().toHandle());
        interrupt(worker);

        assertThat(build.awaitEnd()).isNotZero();
        for (ProcessHandle child : children) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(build.results()).doesNotExist();
        finish(run, 1);
    }

    @Test
    void fullDisksCostNoBit() throws Exception {
        assumeTrue(SmallDisk.canBeMounted(), "needs the right to mount a tmpfs, as root has on Linux");
        ResumableRun run = new ResumableRun(work.resolve("full-disk"), EPOCHS);
        // A checkpoint has 38 MB: the first fits, the second does not beside it.
        try (SmallDisk checkpoints = SmallDisk.mount(run.checkpoints(), 60);
                SmallDisk results = SmallDisk.mount(run.results(), 4)) {
            MavenBuild first = run.start();
            await(first, build -> build.log().contains("long baseline-1: epoch 4,"));
            first.workers().forEach(ProcessHandle::destroyForcibly);
            assertThat(first.awaitEnd()).isEqualTo(1);
            assertThat(first.log())
                    .containsOnlyOnce("[WARNING] long baseline-1: no checkpoint could be written after epoch 2")
                    .contains("No space left on device");

            checkpoints.grow(200);
            // The model has 9 MB.
            MavenBuild second = run.start();
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(ResumableRun.resumedAfter(second)).isEqualTo(1);
            assertThat(second.log())
                    .contains("long baseline-1: failed: No space left on device", "the end of its log, ")
                    .containsPattern(MavenBuild.WORKER_LOG);

            results.grow(100);
            finish(run, EPOCHS);
        }
    }

    /** Starts a build, ends a process of it, and says when that was by what is left of it. */
    private static Kill kill(ResumableRun run, Moment moment, String victim, int heard, Random random)
            throws Exception {
        List<Path> before = run.unfinished();
        MavenBuild build = run.start();
        if (moment == Moment.ANY) {
            Thread.sleep(random.nextInt(6000));
        } else {
            // Some epochs on, but so few that the last ones are left for the others.
            int ahead = random.nextInt(Math.max(1, Math.min(5, (EPOCHS - heard) / 4)));
            await(build, any -> ResumableRun.trains(any) && ResumableRun.lastEpoch(any) >= heard + ahead);
            Thread.sleep(random.nextInt(300));
        }
        if (moment == Moment.WRITING) {
            await(build, any -> !before.containsAll(run.unfinished()));
        }
        List<ProcessHandle> workers = build.workers().toList();
        if (victim.equals("worker") && !workers.isEmpty()) {
            workers.forEach(ProcessHandle::destroyForcibly);
            assertThat(build.awaitEnd()).as(build.log()).isEqualTo(1);
            assertThat(build.log())
                    .contains("1 run failed", "long baseline-1", "ended unexpectedly")
                    .containsPattern(MavenBuild.WORKER_LOG);
        } else {
            build.process().destroyForcibly().waitFor();
        }
        for (ProcessHandle worker : workers) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(build.results()).doesNotExist();
        boolean writing = !before.containsAll(run.unfinished());
        Moment found = writing ? Moment.WRITING : ResumableRun.trains(build) ? Moment.TRAINING : Moment.ANY;
        return new Kill(
                workers.isEmpty() ? "maven" : victim,
                found,
                ResumableRun.resumedAfter(build),
                ResumableRun.lastEpoch(build));
    }

    /** The last build: it goes on, it tidies up, and nothing tells that there were others. */
    private static void finish(ResumableRun run, int atLeastAfter) throws Exception {
        assertThat(run.files(".checkpoint")).hasSize(1);
        for (Path unfinished : run.unfinished()) {
            Files.setLastModifiedTime(unfinished, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        MavenBuild build = run.start();
        assertThat(build.awaitEnd()).as(build.log()).isZero();
        assertThat(ResumableRun.resumedAfter(build)).isBetween(atLeastAfter, EPOCHS);
        assertThat(ResumableRun.bits(build)).isEqualTo(uninterrupted);
        assertThat(run.checkpoints()).isEmptyDirectory();
    }

    private static int heard(List<Kill> kills) {
        return kills.stream().mapToInt(Kill::heard).max().orElseThrow();
    }

    private static long count(List<Kill> kills, Moment moment) {
        return kills.stream().filter(kill -> kill.moment() == moment).count();
    }

    private static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds(MavenBuild build) throws IOException;
    }

    private static void await(MavenBuild build, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.holds(build)) {
            if (!build.process().isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("what was waited for did not come:\n" + build.log());
            }
            Thread.sleep(1);
        }
    }
}
