package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.AcceptedRevision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git has of accepted results: a first model, a better one, and a worse one that somebody gave a reason for. */
class HistoryTest {
    private static final int ROWS = 1000;
    private static final String FILE = """
            name: pets
            dataset: {source: labels, file: labels.csv, label: label}
            seeds: 3
            variants:
              recipe: {model: {source: predictions, file: "seed-{seed}.csv"}}
            gates:
              - {metric: accuracy, variant: recipe, atLeast: %s, confidence: none}
              - {metric: accuracy, variant: recipe, notBelow: accepted, margin: 0.001, confidence: none}
            """;

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private Lab lab;

    @BeforeEach
    void prepare() throws Exception {
        lab = new Lab(
                LabSettings.in(folder.resolve("target"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("target/cache")))
                        .withOrigin(new Origin("test", folder, false)),
                (level, text) -> lines.add(text));
        Files.writeString(folder.resolve("labels.csv"), "label\n" + "cat\ndog\n".repeat(ROWS / 2));
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        git("init", "-q", "-b", "main");
        git("config", "user.email", "somebody@example.org");
        git("config", "user.name", "Somebody");
    }

    @Test
    void tellsWhatEachCommitAccepted() throws Exception {
        accept("0.9", 40, Optional.empty(), "first model");
        accept("0.95", 30, Optional.empty(), "better, limit raised");
        accept("0.95", 60, Optional.of("half the size, for phones"), "small model");
        lines.clear();

        Map<String, List<AcceptedRevision>> history = lab.history(List.of(experiment("0.95")));

        assertThat(history.get("pets"))
                .extracting(revision -> revision.change().subject())
                .containsExactly("first model", "better, limit raised", "small model");
        String table = String.join("\n", lines);
        // The interval is scipy.stats.t.interval(0.95, 2, loc=0.96, scale=0.01 / sqrt(3)).
        assertThat(table)
                .containsPattern("accuracy +mean +lower +upper +change +limit")
                .containsPattern(" 0\\.9600 +0\\.9352 +0\\.9848 +at least 0\\.9; accepted - 0\\.001\n")
                .containsPattern(" 0\\.9700 +0\\.9452 +0\\.9948 +\\+0\\.0100 +at least 0\\.95; accepted - 0\\.001\n")
                .containsPattern(" 0\\.9400 +0\\.9152 +0\\.9648 +-0\\.0300 +at least 0\\.95; accepted - 0\\.001\n")
                .containsPattern("[0-9a-f]{8} \\d{4}-\\d{2}-\\d{2} was accepted because: half the size, for phones");
    }

    @Test
    void writesAllMetricsAsCsvAndAPage() throws Exception {
        accept("0.9", 40, Optional.empty(), "first, \"quoted\" <b>model</b>");
        accept("0.9", 60, Optional.of("it is <i>smaller</i>"), "second");

        lab.history(List.of(experiment("0.9")));

        Path results = folder.resolve("target/pets");
        assertThat(Files.readAllLines(results.resolve("history.csv")))
                .first()
                .isEqualTo("experiment,commit,time,variant,metric,seeds,mean,lower,upper,limits,reason,subject");
        assertThat(Files.readString(results.resolve("history.csv")))
                .contains("pets," + git("rev-parse", "HEAD~1") + ",")
                .containsPattern(
                        "recipe,accuracy,3,0\\.96,0\\.9351\\d+,0\\.9848\\d+,at least 0\\.9; accepted - 0\\.001,,")
                .contains(",recipe,balanced-accuracy,3,0.96,", "\"first, \"\"quoted\"\" <b>model</b>\"");
        assertThat(Files.readString(results.resolve("history.html")))
                .contains("History of pets", "Results were accepted 2 times", "accuracy by commit")
                .contains("it is &lt;i&gt;smaller&lt;/i&gt;")
                .doesNotContain("<b>model", "<i>smaller");
    }

    @Test
    void aLockThatCannotBeReadHidesNoOthers() throws Exception {
        accept("0.9", 40, Optional.empty(), "first model");
        Path lock = folder.resolve("pets.lock.yaml");
        String whole = Files.readString(lock);
        Files.writeString(lock, "<<<<<<< ours\n" + whole);
        commit("merged badly");
        Files.writeString(lock, whole);
        commit("mended");

        assertThat(lab.history(List.of(experiment("0.9"))).get("pets"))
                .extracting(revision -> revision.change().subject())
                .containsExactly("first model", "mended");
        assertThat(lines).anyMatch(line -> line.startsWith("Left out: ") && line.contains("pets.lock.yaml at "));
    }

    @Test
    void withoutACommittedLockThereIsNone() throws Exception {
        ExperimentFile experiment = experiment("0.9");
        commit("no lock");

        assertThatThrownBy(() -> lab.history(List.of(experiment)))
                .isInstanceOf(LabException.Lock.class)
                .hasMessageStartingWith("No experiment has a lock that was committed");
    }

    /** Three seeds with so many errors, ten fewer and ten more. */
    private void accept(String limit, int errors, Optional<String> reason, String subject) throws Exception {
        for (int seed = 1; seed <= 3; seed++) {
            int wrong = errors + 10 * (seed - 2);
            StringBuilder text = new StringBuilder("predicted\n");
            for (int row = 0; row < ROWS; row++) {
                text.append((row % 2 == 0) == (row >= wrong) ? "cat\n" : "dog\n");
            }
            Files.writeString(folder.resolve("seed-" + seed + ".csv"), text);
        }
        List<ExperimentFile> experiments = List.of(experiment(limit));
        lab.train(experiments);
        assertThat(lab.accept(experiments, reason)).isInstanceOf(Acceptance.Accepted.class);
        commit(subject);
    }

    private ExperimentFile experiment(String limit) throws IOException {
        Path file = Files.writeString(folder.resolve("pets.yaml"), FILE.formatted(limit));
        return lab.read(file).get(0);
    }

    private void commit(String subject) throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", subject);
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
