package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Results that are known, accepted, compared and had again, in builds one after another as a user makes them. */
@Execution(ExecutionMode.CONCURRENT)
class AcceptedResultsIT {
    private static final String EXPERIMENT = """
            name: long
            dataset: {source: generated-digits, training: 600, test: 200}
            model: {hidden: [32]}
            training: {epochs: 2, batchSize: 32}
            """;

    private Path folder;

    @BeforeEach
    void makeProject() throws IOException {
        Path work = Files.createDirectories(Path.of(MavenBuild.property("it.work")));
        folder = Files.createTempDirectory(work, "accepted");
    }

    @Test
    void runAcceptChangeSeeTheDifferenceAndReproduce() throws Exception {
        assertThat(succeeds(EXPERIMENT, "mnist:experiment")).contains("long baseline-1: to be trained (new)");
        assertThat(fails(EXPERIMENT, "mnist:reproduce")).contains("long has no lock", "mnist:accept");
        git("init", "-q", "-b", "main");
        Files.writeString(folder.resolve(".gitignore"), "target\ncache\n*.log\n");
        commit();
        assertThat(fails(EXPERIMENT, "mnist:diff")).contains("No experiment has a lock at HEAD (", "mvn mnist:accept");
        assertThat(succeeds(EXPERIMENT, "mnist:accept"))
                .contains("long: accepted. Commit it: git add experiments/long.lock.yaml");
        commit();
        String accepted = Files.readString(lock());
        assertThat(accepted).doesNotContain(folder.toString(), System.getProperty("user.name") + ":");
        assertThat(succeeds(EXPERIMENT, "mnist:experiment", "mnist:accept"))
                .contains("long baseline-1: taken from the run cache", "these results are accepted already");
        assertThat(lock()).hasContent(accepted);

        String changed = EXPERIMENT.replace("epochs: 2", "epochs: 3");
        for (String goal : List.of("mnist:check", "mnist:accept", "mnist:diff")) {
            assertThat(fails(changed, goal))
                    .as(goal)
                    .contains("are not of the present long; since then changed:")
                    .contains("training.epochs: 2 -> 3 (baseline-1)");
        }
        assertThat(succeeds(changed, "mnist:experiment", "mnist:diff", "-Dmnist.against=main"))
                .contains("long baseline-1: to be trained (training.epochs: 2 -> 3)")
                .contains("the present results against those accepted at main (")
                .contains("training.epochs: 2 -> 3 (baseline-1)")
                .contains("environment: unchanged")
                .containsPattern("baseline-1: \\d+ test rows? now correct, \\d+ now wrong");
        assertThat(fails(changed, "mnist:diff", "-Dmnist.against=no-such-branch"))
                .contains("mnist.against: 'no-such-branch' is no revision of this git repository.");
        assertThat(fails(changed, "mnist:reproduce"))
                .contains("long.lock.yaml is not of the present long", "training.epochs: 2 -> 3 (baseline-1)");

        assertThat(succeeds(EXPERIMENT, "mnist:reproduce"))
                .contains("long baseline-1: done in")
                .contains("long: identical to the bit, 1 run");
    }

    @Test
    void aModelThatWasMadeElsewhereIsComparedWithTheOneBeforeIt() throws Exception {
        String judged = """
                name: long
                dataset: {source: labels, file: truth.csv}
                model: {source: predictions, file: predicted.csv}
                gates: [{metric: accuracy, variant: baseline, notBelow: accepted, margin: 0.2}]
                """;
        Path experiments = Files.createDirectories(folder.resolve("experiments"));
        Files.writeString(experiments.resolve("truth.csv"), "label\n" + "cat\ndog\n".repeat(50));
        Files.writeString(experiments.resolve("predicted.csv"), "predicted\ncat\ncat\n" + "cat\ndog\n".repeat(49));
        assertThat(succeeds(judged, "mnist:experiment", "mnist:accept"))
                .contains("long baseline-1: judged in ", "long: accepted");
        git("init", "-q", "-b", "main");
        Files.writeString(folder.resolve(".gitignore"), "target\ncache\n*.log\n");
        commit();

        Files.writeString(experiments.resolve("predicted.csv"), "predicted\ndog\ndog\n" + "cat\ndog\n".repeat(49));
        assertThat(fails(judged, "mnist:check")).contains("model.file: ", "(baseline-1)");
        assertThat(succeeds(judged, "mnist:experiment", "mnist:diff"))
                .contains("gates: 1 of 1 passed")
                .containsPattern("model\\.file: \\w{8} -> \\w{8} \\(baseline-1\\)")
                .contains("baseline-1: 1 test row now correct, 1 now wrong");
    }

    @Test
    void resultsSayWhereTheyComeFromButNotWhose() throws Exception {
        git("init", "-q", "-b", "main");
        Files.writeString(folder.resolve(".gitignore"), "target\ncache\n*.log\n");
        succeeds(EXPERIMENT, "mnist:validate");
        commit();
        String commit = git("rev-parse", "HEAD").strip();

        succeeds(EXPERIMENT, "mnist:experiment");
        assertThat(folder.resolve("target/mnist/long/result.json"))
                .content()
                .contains("\"commit\" : \"" + commit + "\"", "\"branch\" : \"main\"", "\"dirty\" : false")
                .contains("\"OPENBLAS_CORETYPE\"", "\"libc\"", "\"features\"", "openblas-0.3.19")
                .doesNotContain(folder.toString(), "\"machine\"", "\"" + System.getProperty("user.name") + "\"");
        assertThat(folder.resolve("target/mnist/long/summary.md"))
                .content()
                .contains("commit: " + commit + " on main", "computed by: Deeplearning4j")
                .doesNotContain(folder.toString());

        Files.writeString(folder.resolve("notes.txt"), "not committed");
        succeeds(EXPERIMENT, "mnist:experiment", "-Dmnist.recordMachine");
        assertThat(folder.resolve("target/mnist/long/result.json"))
                .content()
                .contains("\"dirty\" : true", "\"changes\" : \"", "\"machine\"")
                .contains("\"user\" : \"" + System.getProperty("user.name") + "\"");
    }

    @Test
    void anotherKernelIsToldFromADefect() throws Exception {
        succeeds(EXPERIMENT, "mnist:experiment", "mnist:accept", "-Dkernel=HASWELL");
        assertThat(succeeds(EXPERIMENT, "mnist:reproduce", "-Dkernel=SANDYBRIDGE"))
                .contains("long: not identical, but neither is the environment:")
                .contains("environment.OPENBLAS_CORETYPE: HASWELL -> SANDYBRIDGE")
                .contains("baseline, accepted")
                .contains("difference");

        String text = Files.readString(lock());
        List<String> lines = new ArrayList<>(text.lines().toList());
        int second = lines.indexOf("    epochs:") + 2;
        lines.set(second, "    - " + "0".repeat(64));
        Files.write(lock(), lines);

        assertThat(fails(EXPERIMENT, "mnist:reproduce", "-Dkernel=HASWELL"))
                .contains("MojoFailureException")
                .contains("long is not reproducible: in the same environment, the parameters at the end of epoch 2 of"
                        + " baseline-1 are not those that were accepted.");
    }

    @Test
    void portableResultsPinTheirKernels() throws Exception {
        String portable = EXPERIMENT + "reproducibility: portable\n";
        succeeds(portable, "mnist:experiment", "mnist:accept");
        assertThat(lock()).content().contains("OPENBLAS_CORETYPE: HASWELL");
        assertThat(fails(portable, "mnist:experiment", "-Dkernel=SANDYBRIDGE"))
                .contains("long has reproducibility: portable, which pins backend, kernels and threads; remove"
                        + " OPENBLAS_CORETYPE");
    }

    @Test
    void aMissedGateIsAcceptedOnlyWithAReason() throws Exception {
        String demanding =
                EXPERIMENT + "gates: [{metric: accuracy, variant: baseline, atLeast: 0.999, confidence: none}]\n";
        fails(demanding, "mnist:experiment");
        assertThat(fails(demanding, "mnist:accept"))
                .contains("MojoFailureException", "accuracy of baseline at least 0.999")
                .contains("say why: mvn mnist:accept -Dmnist.experiment=long -Dmnist.accept.reason=");
        assertThat(lock()).doesNotExist();

        succeeds(demanding, "mnist:accept", "-Dmnist.accept.reason=a small network is enough for this test");
        assertThat(lock()).content().contains("reason: a small network is enough for this test");
    }

    @Test
    void whatGatesCompareWithRisesWithBetterResultsAndFallsOnlyWithAReasonAndHistoryTellsIt() throws Exception {
        git("init", "-q", "-b", "main");
        Files.writeString(folder.resolve(".gitignore"), "target\ncache\n*.log\n");
        String roomy = "gates: [{metric: accuracy, variant: baseline, notBelow: accepted, margin: 0.5}]\n";
        String first = ofWidth(12) + roomy;
        assertThat(succeeds(first, "mnist:experiment", "mnist:accept")).contains("no lock yet: mnist:accept");
        assertThat(lock()).content().doesNotContain("references:");
        commit("twelve units");

        String within = ofWidth(8) + roomy;
        assertThat(succeeds(within, "mnist:experiment", "mnist:accept"))
                .contains("1 of 1 passed", "gates go on comparing baseline with results accepted earlier");
        assertThat(lock()).content().contains("references:\n  baseline:");
        commit("eight units");

        String better = ofWidth(64) + "gates: [{metric: accuracy, variant: baseline, better: accepted}]\n";
        assertThat(succeeds(better, "mnist:experiment", "mnist:accept"))
                .contains(
                        "1 of 1 passed",
                        "long baseline-1000001: done in",
                        "are better too; from now on gates compare with them")
                .doesNotContain("gates go on comparing");
        assertThat(lock()).content().contains("references:\n  baseline:", "seed: 1000001");
        commit("64 units, better than any before");

        String lower = ofWidth(8) + "gates: [{metric: accuracy, variant: baseline, notBelow: accepted}]\n";
        assertThat(fails(lower, "mnist:experiment")).contains("accuracy of baseline not below accepted");
        assertThat(fails(lower, "mnist:accept")).contains("say why: mvn mnist:accept");
        succeeds(lower, "mnist:accept", "-Dmnist.accept.reason=an eighth of the parameters");
        assertThat(lock())
                .content()
                .contains("reason: an eighth of the parameters")
                .doesNotContain("references:");
        commit("eight units again");
        assertThat(succeeds(lower, "mnist:check", "mnist:history"))
                .contains("1 of 1 passed", "accepted because: an eighth of the parameters")
                .containsPattern("accuracy +mean +lower +upper +change +limit")
                .containsPattern(" \\+0\\.\\d{4} +better than accepted\n(.*) -0\\.\\d{4} +not below accepted\n");
        assertThat(folder.resolve("target/mnist/long/history.csv"))
                .content()
                .containsPattern("(?s),twelve units\\R.*,eight units\\R.*,\"64 units, better than any before\"\\R")
                .containsPattern(
                        "baseline,accuracy,5,.*,not below accepted,an eighth of the parameters,eight units again\\R");
        assertThat(folder.resolve("target/mnist/long/history.html"))
                .content()
                .contains("Results were accepted 4 times");
    }

    /** Five seeds of networks so small that their width is what decides. */
    private static String ofWidth(int units) {
        return EXPERIMENT.replace("hidden: [32]", "hidden: [" + units + "]") + "seeds: 5\n";
    }

    @Test
    void locksAndResultsOfAnotherSchemaAreRefusedWithTheCommandThatMakesThemAnew() throws Exception {
        succeeds(EXPERIMENT, "mnist:experiment", "mnist:accept");
        Files.writeString(lock(), Files.readString(lock()).replace("schemaVersion: 1", "schemaVersion: 0"));
        assertThat(fails(EXPERIMENT, "mnist:accept"))
                .contains("has schema version 0, but this version of mnist-lab reads 1")
                .contains("mvn mnist:accept -Dmnist.experiment=long -Dmnist.accept.reason=");
        succeeds(EXPERIMENT, "mnist:accept", "-Dmnist.accept.reason=a new schema");
        assertThat(lock()).content().contains("schemaVersion: 1", "reason: a new schema");

        Path result = folder.resolve("target/mnist/long/result.json");
        Files.writeString(result, Files.readString(result).replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 1"));
        assertThat(fails(EXPERIMENT, "mnist:check"))
                .contains("has schema version 1", "mvn mnist:experiment -Dmnist.experiment=long");
    }

    @Test
    void whatWasEditedByHandIsRefusedByEveryGoalThatReliesOnIt() throws Exception {
        String gated =
                EXPERIMENT + "gates: [{metric: accuracy, variant: baseline, notBelow: accepted, confidence: none}]\n";
        assertThat(succeeds(gated, "mnist:experiment", "mnist:accept")).contains("no lock yet: mnist:accept");
        assertThat(succeeds(gated, "mnist:check")).contains("1 of 1 passed");
        String lock = Files.readString(lock());

        Files.writeString(lock(), lock.replaceFirst("predicted: .{8}", "predicted: AAAAAAAA"));
        for (String goal : List.of("mnist:check", "mnist:accept", "mnist:reproduce")) {
            assertThat(fails(gated, goal))
                    .as(goal)
                    .contains("the lock's predictions of baseline-1")
                    .doesNotContain("defect of the plugin");
        }
        Files.writeString(lock(), lock.replace("experiment: long", "experiment: short"));
        assertThat(fails(gated, "mnist:experiment"))
                .contains("long.lock.yaml is the lock of the experiment short, not of long")
                .doesNotContain("to be trained");
        Files.writeString(lock(), lock);

        Path result = folder.resolve("target/mnist/long/result.json");
        String text = Files.readString(result);
        Files.writeString(result, text.replaceFirst("\"logLoss\" : \\d\\.\\d", "\"logLoss\" : 0.0"));
        assertThat(fails(gated, "mnist:check"))
                .contains("The metrics of baseline-1", "are not those of its predictions");
        Files.writeString(result, text.replaceFirst("\"key\" : \"....", "\"key\" : \"0000"));
        assertThat(fails(gated, "mnist:check"))
                .contains("result.json is damaged: the key of baseline-1")
                .doesNotContain("defect of the plugin");
    }

    @Test
    void aDamagedCacheEntryIsTrainedAgain() throws Exception {
        succeeds(EXPERIMENT, "mnist:experiment", "mnist:accept");
        Path entry = entries(folder.resolve("cache")).get(0);
        byte[] predictions = Files.readAllBytes(entry.resolve("predictions.bin"));
        predictions[100] ^= 1;
        Files.write(entry.resolve("predictions.bin"), predictions);

        assertThat(succeeds(EXPERIMENT, "mnist:experiment", "mnist:accept"))
                .contains("its entry in the run cache was damaged and has been removed: predictions.bin")
                .contains("long baseline-1: done in")
                .contains("these results are accepted already");
        assertThat(succeeds(EXPERIMENT, "mnist:experiment")).contains("taken from the run cache");
        assertThat(succeeds(EXPERIMENT, "mnist:experiment", "-Dmnist.rerun"))
                .contains("long baseline-1: to be trained (everything is to be trained again)")
                .contains("long baseline-1: done in");
    }

    @Test
    void twoBuildsMayUseOneCacheAtOnce() throws Exception {
        Path cache = folder.resolve("shared cache");
        List<MavenBuild> builds = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            builds.add(MavenBuild.start(
                    folder.resolve(name),
                    EXPERIMENT + "seeds: 3\n",
                    Stream.concat(MavenBuild.cache(cache), Stream.of("mnist:experiment", "mnist:accept"))
                            .toArray(String[]::new)));
        }
        for (MavenBuild build : builds) {
            assertThat(build.awaitEnd()).as(build.log()).isZero();
        }

        assertThat(folder.resolve("two/experiments/long.lock.yaml"))
                .hasSameTextualContentAs(folder.resolve("one/experiments/long.lock.yaml"));
        assertThat(entries(cache)).hasSize(3);
        try (Stream<Path> checkpoints = Files.list(cache.resolve("checkpoints"))) {
            assertThat(checkpoints).isEmpty();
        }
    }

    private String succeeds(String experiment, String... arguments) throws Exception {
        return build(0, experiment, arguments);
    }

    private String fails(String experiment, String... arguments) throws Exception {
        return build(1, experiment, arguments);
    }

    private String build(int exitCode, String experiment, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(MavenBuild.ownCache(folder).toList());
        all.addAll(List.of(arguments));
        // The class of the exception is part of what is promised.
        all.add("-e");
        MavenBuild build = MavenBuild.start(folder, experiment, all.toArray(String[]::new));
        int found = build.awaitEnd();
        assertThat(found).as(build.log()).isEqualTo(exitCode);
        return build.log();
    }

    private Path lock() {
        return folder.resolve("experiments/long.lock.yaml");
    }

    private static List<Path> entries(Path cache) throws IOException {
        try (Stream<Path> entries = Files.list(cache.resolve("runs"))) {
            return entries.toList();
        }
    }

    private void commit() throws Exception {
        commit("a commit");
    }

    private void commit(String subject) throws Exception {
        git("add", "-A");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", subject);
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
