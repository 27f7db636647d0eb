package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.lock.RunComparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two git revisions accepted, side by side. */
class RevisionsDiffTest {
    @TempDir
    private Path folder;

    private PetsRepository pets;
    private List<ExperimentFile> experiments;

    @BeforeEach
    void prepare() throws Exception {
        pets = new PetsRepository(folder);
        pets.accept("0.9", 40, Optional.empty(), "first model");
        pets.git().git("tag", "v1");
        pets.accept("0.9", 30, Optional.empty(), "better model");
        pets.git().git("tag", "v2");
        pets.accept("0.9", 60, Optional.of("half the size"), "small model");
        experiments = List.of(pets.experiment("0.9"));
        // Whatever is here now plays no part in it.
        Files.delete(folder.resolve("labels.csv"));
        Files.delete(folder.resolve("pets.lock.yaml"));
    }

    @Test
    void tellsMetricsAndImages() {
        ResultsComparison comparison = pets.lab().diff(experiments, "v1", "v2").get("pets");

        assertThat(comparison.runs()).hasSize(3);
        RunComparison first = comparison.runs().get(0);
        assertThat(first.images().orElseThrow().becameRight()).containsExactly(20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
        assertThat(first.images().orElseThrow().becameWrong()).isEmpty();
        assertThat(comparison.changes()).anyMatch(change -> change.startsWith("model.file: "));
        String text = String.join("\n", pets.told());
        assertThat(text)
                .containsPattern("pets: what was accepted at v2 \\([0-9a-f]{8}\\) against what was accepted at v1 \\(")
                .containsPattern("recipe, mean of 3 seeds, at v1 +0\\.9600 ")
                .containsPattern(" at v2 +0\\.9700 ")
                .containsPattern(" difference +\\+0\\.0100 ")
                .contains("recipe-1: 10 test rows now correct, 0 now wrong")
                .contains("now correct: test rows 20, 21,")
                .doesNotContain("accepted at v1,");
    }

    @Test
    void theOtherWayRoundIsTheOpposite() {
        RunComparison.Images images = pets.lab()
                .diff(experiments, "v2", "v1")
                .get("pets")
                .runs()
                .get(2)
                .images()
                .orElseThrow();

        assertThat(images.becameRight()).isEmpty();
        assertThat(images.becameWrong()).hasSize(10).startsWith(40);
    }

    @Test
    void aRevisionAgainstItselfIsIdentical() {
        ResultsComparison comparison =
                pets.lab().diff(experiments, "v1", "HEAD~2").get("pets");

        assertThat(comparison.identical()).isTrue();
        assertThat(comparison.changes()).isEmpty();
    }

    @Test
    void whatIsNoRevisionOrHasNoLockIsRefused() throws Exception {
        assertThatThrownBy(() -> pets.lab().diff(experiments, "v1", "v9"))
                .isInstanceOf(LabException.Setting.class)
                .hasMessageEndingWith("diff.revision: 'v9' is no revision of this git repository.");
        pets.git().commit("no lock");

        assertThatThrownBy(() -> pets.lab().diff(experiments, "v1", "HEAD"))
                .isInstanceOf(LabException.Lock.class)
                .hasMessageMatching(
                        "(?s)No experiment has a lock at v1 \\(\\w+\\) and at HEAD \\(\\w+\\); locks are.*");
        assertThat(pets.told()).anyMatch(line -> line.contains("pets.lock.yaml does not exist at HEAD ("));
    }
}
