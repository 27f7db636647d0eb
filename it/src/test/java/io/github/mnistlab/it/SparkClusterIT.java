package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs on a real Spark cluster have the bits of local ones, whatever happens to its processes. */
@Order(1)
class SparkClusterIT {
    private static final String EXPERIMENT = """
            name: long
            dataset: {source: generated-digits, training: 3000, test: 300}
            split: {validation: 300}
            model: {hidden: [256, 64]}
            training: {epochs: 12, batchSize: 32}
            acknowledge: [warm-start]
            seeds: [1, 2]
            variants:
              baseline: {}
              longer: {startFrom: baseline, balancing: {method: smote}}
            """;

    private static final Pattern DEBUGGED = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

    /** Executors that live for seconds are spared the thorough compiler, unless a test says otherwise. */
    private static final String QUICK_EXECUTORS = "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1";

    private static Path folder;
    private static StandaloneCluster cluster;
    private static Map<String, String> expected;

    @BeforeAll
    static void startClusterAndRunLocally() throws Exception {
        Path work = Files.createDirectories(Path.of(MavenBuild.property("it.work")));
        folder = Files.createTempDirectory(work, "cluster");
        cluster = new StandaloneCluster(folder.resolve("spark"));
        Path local = folder.resolve("local");
        MavenBuild build = MavenBuild.start(local, EXPERIMENT, arguments(local));
        assertThat(build.awaitEnd()).as(build.log()).isZero();
        expected = digests(build);
        assertThat(expected).hasSize(4);
    }

    @AfterAll
    static void stopCluster() throws InterruptedException {
        if (cluster != null) {
            cluster.stop();
        }
    }

    /** Nor does it matter that machines' own names lead nowhere. */
    @Test
    void runsHaveTheSameBits() throws Exception {
        String noNames = "-Djdk.net.hosts.file="
                + Files.createFile(Files.createTempDirectory(folder, "names").resolve("hosts"));
        MavenBuild build = onCluster(
                "same", "-Dmnist.argLine=" + noNames, "-Dspark.executor.extraJavaOptions=-verbose:class " + noNames);

        assertThat(build.awaitEnd()).as(build.log()).isZero();
        assertThat(digests(build)).isEqualTo(expected);
        assertThat(build.log()).contains("4 runs on spark://", "longer-2: epoch 12,", "(4 of 4 runs)");
        assertThat(cluster.executorLogs("stdout").stream()
                        .flatMap(String::lines)
                        .filter(line -> line.contains("] org.apache.commons.math3.")))
                .as("a library of which Spark has another version beside it")
                .isNotEmpty()
                .noneMatch(line -> line.contains("/spark/jars/"));

        // There is nothing to be executed any more: nobody asks for the cluster.
        MavenBuild cached = MavenBuild.start(
                folder.resolve("same"),
                EXPERIMENT,
                Stream.concat(
                                Stream.of(arguments(folder.resolve("same"))),
                                Stream.of("-Dmnist.master=spark://127.0.0.1:1"))
                        .toArray(String[]::new));
        assertThat(cached.awaitEnd()).as(cached.log()).isZero();
        assertThat(digests(cached)).isEqualTo(expected);
    }

    @Test
    void aModelInOnnxIsJudgedHereWhileOthersTrainThere() throws Exception {
        Path results = folder.resolve("local/target/mnist/long");
        Path kept;
        try (Stream<Path> files = Files.list(results)) {
            kept = files.filter(file -> file.getFileName().toString().matches("model-baseline-\\d\\.onnx"))
                    .findFirst()
                    .orElseThrow();
        }
        String seed = kept.getFileName().toString().replaceAll("\\D", "");
        Path project = folder.resolve("onnx");
        Files.copy(kept, Files.createDirectories(project.resolve("experiments")).resolve("kept.onnx"));
        MavenBuild build = MavenBuild.start(
                project,
                """
                name: long
                dataset: {source: generated-digits, training: 3000, test: 300}
                variants:
                  trained:
                    split: {validation: 300}
                    model: {hidden: [256, 64]}
                    training: {epochs: 12, batchSize: 32}
                  onnx: {model: {source: onnx, file: kept.onnx}}
                """,
                Stream.concat(Stream.of(arguments(project)), Stream.of("-Dmnist.master=" + cluster.master()))
                        .toArray(String[]::new));

        assertThat(build.awaitEnd()).as(build.log()).isZero();
        assertThat(build.log()).contains("2 runs on spark://");
        assertThat(digests(build)).containsEntry("trained-1", expected.get("baseline-1"));
        assertThat(confusion(build.results(), "onnx", "1")).isEqualTo(confusion(results, "baseline", seed));
    }

    private static JsonNode confusion(Path results, String variant, String seed) throws IOException {
        for (JsonNode run : new ObjectMapper()
                .readTree(results.resolve("result.json").toFile())
                .get("runs")) {
            if (run.at("/id/variant").asText().equals(variant)
                    && run.at("/id/seed").asText().equals(seed)) {
                return run.at("/evaluation/confusionMatrix");
            }
        }
        throw new AssertionError("no run " + variant + "-" + seed + " in " + results);
    }

    @Test
    void whereExecutorsEndAsTheyStartTheTimeoutEndsTheBuild() throws Exception {
        MavenBuild build = onCluster(
                "no-start",
                "-Dmnist.cluster.timeout=20",
                "-Dspark.executor.extraJavaOptions=-XX:-IgnoreUnrecognizedVMOptions -XX:NoSuchFlag");

        assertThat(build.awaitEnd()).as(build.log()).isEqualTo(1);
        assertThat(build.log())
                .contains("for 20 s (mnist.cluster.timeout) no executor has come and no run has moved")
                .contains("https://spark.apache.org/", "cluster.log", "for the same reason as long baseline-1");
        awaitNoExecutors();
        assertThat(cluster.applications())
                .as("applications of a build that is gone")
                .isZero();
    }

    @Test
    void aRunThatHangsIsEndedWithItsExecutorAndStartedAgain() throws Exception {
        MavenBuild build =
                onCluster("hung", "-Dmnist.timeout=20", "-Dspark.executor.extraJavaOptions=" + HungRun.JVM_OPTION);
        HungRun.in(awaitPort(build));

        assertThat(build.awaitEnd()).as(build.log()).isZero();
        assertThat(build.log())
                .contains("it gave no sign of life for 20 s (mnist.timeout) on executor", "it is started again");
        assertThat(digests(build)).isEqualTo(expected);
    }

    @Test
    void ctrlCGivesTheClusterBackAndKeepsWhatHadFinished() throws Exception {
        MavenBuild build = onCluster("ended");
        await(build, "(1 of 4 runs)");
        List<ProcessHandle> driver = build.process().descendants().toList();
        new ProcessBuilder("kill", "-INT", Long.toString(build.process().pid()))
                .start()
                .waitFor();

        assertThat(build.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        awaitNoExecutors();
        assertThat(cluster.applications())
                .as("applications of a build that is gone")
                .isZero();
        assertThat(cluster.executors()).as("executors of a build that is gone").isEmpty();
        assertThat(driver).as("the driver").isNotEmpty().noneMatch(ProcessHandle::isAlive);
        try (Stream<Path> runs = Files.list(folder.resolve("ended/cache/runs"))) {
            assertThat(runs).isNotEmpty();
        }
    }

    @Test
    void whereExecutorsShareAFolderALostRunGoesOnAfterItsLastEpoch() throws Exception {
        Path abandoned = Files.createDirectories(folder.resolve("shared")).resolve("0123abcd.checkpoint");
        Files.createFile(abandoned);
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        MavenBuild build = onCluster("checkpoint", "-Dmnist.cluster.checkpointDirectory=" + folder.resolve("shared"));
        // Of two runs, for one alone could have ended in the meantime.
        await(build, Pattern.compile("(long \\S+): epoch 3,.*(?!\\1)long \\S+: epoch 3,", Pattern.DOTALL));
        cluster.executors().toList().forEach(ProcessHandle::destroyForcibly);

        assertThat(build.awaitEnd()).as(build.log()).isZero();
        assertThat(build.log()).contains("it is started again", "(checkpoint)");
        assertThat(digests(build)).isEqualTo(expected);
        assertThat(folder.resolve("shared"))
                .as("checkpoints of runs that are done, or were given up")
                .isEmptyDirectory();
    }

    @Test
    void runsSideBySideInOneJvmHaveTheSameBits() throws Exception {
        Path project = folder.resolve("one-jvm");
        MavenBuild build = MavenBuild.start(
                project,
                EXPERIMENT,
                Stream.concat(Stream.of(arguments(project)), Stream.of("-Dmnist.master=local[2]"))
                        .toArray(String[]::new));

        assertThat(build.awaitEnd()).as(build.log()).isZero();
        assertThat(digests(build)).isEqualTo(expected);
    }

    @Test
    void aBuildThatWasKilledGoesOnFromWhatHadFinishedThoughExecutorsAreKilledToo() throws Exception {
        MavenBuild build = onCluster("killed");
        await(build, "(1 of 4 runs)");
        build.process().destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        for (int i = 0; i < 300 && cluster.executors().findAny().isPresent(); i++) {
            Thread.sleep(100);
        }
        assertThat(cluster.executors()).as("executors of a driver that is gone").isEmpty();

        MavenBuild again = onCluster("killed");
        await(again, "epoch 3,");
        cluster.executors().toList().forEach(ProcessHandle::destroyForcibly);
        assertThat(again.awaitEnd()).as(again.log()).isZero();
        assertThat(again.log()).contains("taken from the run cache", "it is started again");
        assertThat(digests(again)).isEqualTo(expected);
    }

    @Test
    void aMasterThatDoesNotAnswerIsNamed() throws Exception {
        Path project = folder.resolve("nobody");
        MavenBuild build = MavenBuild.start(
                project,
                EXPERIMENT,
                Stream.concat(Stream.of(arguments(project)), Stream.of("-Dmnist.master=spark://127.0.0.1:1"))
                        .toArray(String[]::new));

        assertThat(build.awaitEnd()).isEqualTo(1);
        assertThat(build.log()).contains("no master answers at spark://127.0.0.1:1");
    }

    private static void awaitNoExecutors() throws Exception {
        for (int i = 0;
                i < 100
                        && (cluster.applications() > 0
                                || cluster.executors().findAny().isPresent());
                i++) {
            Thread.sleep(50);
        }
    }

    private static MavenBuild onCluster(String name, String... more) throws IOException {
        Path project = folder.resolve(name);
        return MavenBuild.start(
                project,
                EXPERIMENT,
                Stream.of(
                                Stream.of(arguments(project)),
                                Stream.of("-Dmnist.master=" + cluster.master(), QUICK_EXECUTORS),
                                Stream.of(more))
                        .flatMap(options -> options)
                        .toArray(String[]::new));
    }

    private static String[] arguments(Path project) {
        return Stream.concat(MavenBuild.ownCache(project), Stream.of("mnist:experiment"))
                .toArray(String[]::new);
    }

    /** The port that the first executor to train prints. */
    private static String awaitPort(MavenBuild build) throws IOException, InterruptedException {
        await(build, ": started");
        return cluster.executorLogs("stdout").stream()
                .map(DEBUGGED::matcher)
                .filter(Matcher::find)
                .map(port -> port.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static void await(MavenBuild build, String text) throws IOException, InterruptedException {
        await(build, Pattern.compile(Pattern.quote(text)));
    }

    private static void await(MavenBuild build, Pattern text) throws IOException, InterruptedException {
        for (int i = 0; i < 1200 && !text.matcher(build.log()).find(); i++) {
            assertThat(build.process().isAlive()).as(build.log()).isTrue();
            Thread.sleep(100);
        }
        assertThat(build.log()).containsPattern(text);
    }

    private static Map<String, String> digests(MavenBuild build) throws IOException {
        JsonNode result = new ObjectMapper()
                .readTree(build.results().resolve("result.json").toFile());
        Map<String, String> digests = new TreeMap<>();
        for (JsonNode run : result.get("runs")) {
            JsonNode outcome = run.get("outcome");
            digests.put(
                    run.at("/id/variant").asText() + "-" + run.at("/id/seed").asText(),
                    outcome.get("parameterDigest").asText() + " "
                            + outcome.get("predictionDigest").asText());
        }
        return digests;
    }
}
