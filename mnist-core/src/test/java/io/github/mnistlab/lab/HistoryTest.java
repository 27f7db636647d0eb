package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.AcceptedRevision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git has of accepted results: a first model, a better one, and a worse one that somebody gave a reason for. */
class HistoryTest {
    @TempDir
    private Path folder;

    private PetsRepository pets;

    @BeforeEach
    void prepare() throws Exception {
        pets = new PetsRepository(folder);
    }

    @Test
    void tellsWhatEachCommitAccepted() throws Exception {
        pets.accept("0.9", 40, Optional.empty(), "first model");
        pets.accept("0.95", 30, Optional.empty(), "better, limit raised");
        pets.accept("0.95", 60, Optional.of("half the size, for phones"), "small model");

        Map<String, List<AcceptedRevision>> history = pets.lab().history(List.of(pets.experiment("0.95")));

        assertThat(history.get("pets"))
                .extracting(revision -> revision.change().subject())
                .containsExactly("first model", "better, limit raised", "small model");
        String table = String.join("\n", pets.told());
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
        pets.accept("0.9", 40, Optional.empty(), "first, \"quoted\" <b>model</b>");
        pets.accept("0.9", 60, Optional.of("it is <i>smaller</i>"), "second");

        pets.lab().history(List.of(pets.experiment("0.9")));

        Path results = folder.resolve("target/pets");
        assertThat(Files.readAllLines(results.resolve("history.csv")))
                .first()
                .isEqualTo("experiment,commit,time,variant,metric,seeds,mean,lower,upper,limits,reason,subject");
        assertThat(Files.readString(results.resolve("history.csv")))
                .contains("pets," + pets.git().git("rev-parse", "HEAD~1") + ",")
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
        pets.accept("0.9", 40, Optional.empty(), "first model");
        Path lock = folder.resolve("pets.lock.yaml");
        String whole = Files.readString(lock);
        Files.writeString(lock, "<<<<<<< ours\n" + whole);
        pets.git().commit("merged badly");
        Files.writeString(lock, whole);
        pets.git().commit("mended");

        assertThat(pets.lab().history(List.of(pets.experiment("0.9"))).get("pets"))
                .extracting(revision -> revision.change().subject())
                .containsExactly("first model", "mended");
        assertThat(pets.told()).anyMatch(line -> line.startsWith("Left out: ") && line.contains("pets.lock.yaml at "));
    }

    @Test
    void withoutACommittedLockThereIsNone() throws Exception {
        ExperimentFile experiment = pets.experiment("0.9");
        pets.git().commit("no lock");

        assertThatThrownBy(() -> pets.lab().history(List.of(experiment)))
                .isInstanceOf(LabException.Lock.class)
                .hasMessageStartingWith("No experiment has a lock that was committed");
    }
}
