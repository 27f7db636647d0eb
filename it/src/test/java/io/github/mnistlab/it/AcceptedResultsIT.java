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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Results that are known, accepted, compared and had again, in builds one after another as a user makes them. */
@Order(2)
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
    void variablesReachWorkersAndArePublicWhereThePomSaysSo() throws Exception {
        succeeds(EXPERIMENT, "mnist:experiment", "mnist:accept", "-Dkernel=HASWELL");
        assertThat(succeeds(EXPERIMENT, "mnist:reproduce", "-Dkernel=SANDYBRIDGE"))
                .contains("long: not identical, but neither is the environment:")
                .contains("environment.OPENBLAS_CORETYPE: HASWELL -> SANDYBRIDGE");
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
        assertThat(fails(lower, "mnist:accept")).contains("MojoFailureException", "say why: mvn mnist:accept");
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
