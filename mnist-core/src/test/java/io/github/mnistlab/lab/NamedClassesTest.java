package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates on one class, which is asked for by its name. */
class NamedClassesTest {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void prepare() {
        Workers none = Workers.standard().withLibraries((backend, offline) -> {
            throw new AssertionError("nothing is trained: no library must be looked for");
        });
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(none),
                (level, text) -> {});
    }

    @Test
    void aClassIsMeantByItsName() throws Exception {
        ExperimentFile experiment =
                experiment(List.of("dog", "Rad.Flow", "a b"), "recall[Rad.Flow]", "precision[a b]", "recall[dog]");

        List<Verdict> verdicts = judged(experiment).verdicts();

        assertThat(verdicts).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        // In the order of code points: the model takes the last row of each class for the first class of all.
        assertThat(verdicts.get(0).measured()).isEqualTo("1.0000 (10 of 10)");
        assertThat(verdicts.get(1).measured()).isEqualTo("1.0000 (9 of 9)");
        assertThat(verdicts.get(2).measured()).isEqualTo("0.9000 (9 of 10)");
        assertThat(verdicts.get(0).sentence()).startsWith("recall[Rad.Flow] of baseline at least 0.5: 1.0000");
        assertThat(Files.readString(folder.resolve("results/kinds/metrics.csv")))
                .contains("kinds,baseline,1,recall[Rad.Flow],1.0", "kinds,baseline,1,recall[a b],0.9");
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
    }

    /** Classes that are called 1, 2 and 3 are meant by what they are called. */
    @Test
    void aNumberIsANameWhereClassesAreNumbers() throws Exception {
        List<Verdict> verdicts = judged(experiment(List.of("1", "2", "3"), "recall[1]", "recall[3]"))
                .verdicts();

        assertThat(verdicts.get(0).measured()).isEqualTo("1.0000 (10 of 10)");
        assertThat(verdicts.get(1).measured()).isEqualTo("0.9000 (9 of 10)");
        assertThatThrownBy(() -> judged(experiment(List.of("1", "2", "3"), "recall[0]")))
                .isInstanceOf(LabException.Experiments.class)
                .hasMessageContaining("recall[0] is of no class of variant baseline")
                .hasMessageEndingWith("(classes: 1, 2, 3)");
    }

    /** As it was before classes could be named. */
    @Test
    void aNumberIsAPlaceWhereClassesHaveNamesInWords() throws Exception {
        List<Verdict> verdicts = judged(experiment(List.of("cat", "dog"), "recall[0]", "recall[1]"))
                .verdicts();

        assertThat(verdicts.get(0).measured()).isEqualTo("1.0000 (10 of 10)");
        assertThat(verdicts.get(1).measured()).isEqualTo("0.9000 (9 of 10)");
    }

    @Test
    void aClassThatIsNotThereIsRefusedBeforeAnythingIsTrained() {
        assertThatThrownBy(() -> judged(experiment(List.of("cat", "dog"), "recall[cats]", "f1[2]", "accuracy")))
                .isInstanceOf(LabException.Experiments.class)
                .hasMessageContaining("kinds.yaml:5:5: recall[cats] is of no class of variant baseline; did you mean"
                        + " \"cat\"? (classes: cat, dog)")
                .hasMessageContaining("kinds.yaml:6:5: f1[2] is of no class of variant baseline (classes: cat, dog)");
    }

    @Test
    void aHundredClassesHaveNamesToo() throws Exception {
        List<String> names =
                IntStream.range(0, 100).mapToObj(label -> "kind-" + label).toList();

        assertThat(judged(experiment(names, "recall[kind-0]", "recall[kind-99]"))
                        .verdicts())
                .extracting(Verdict::status)
                .containsOnly(VerdictStatus.PASS);
    }

    private Judgement judged(ExperimentFile experiment) throws InterruptedException {
        return ((Judged.Passed) lab.train(List.of(experiment))).judgements().get(0);
    }

    /** Ten rows of each class; all are predicted right but the last of each, which is taken for the first class. */
    private ExperimentFile experiment(List<String> names, String... metrics) throws Exception {
        List<String> sorted = names.stream().sorted().toList();
        StringBuilder truth = new StringBuilder("kind\n");
        StringBuilder predicted = new StringBuilder("predicted\n");
        for (String name : names) {
            for (int row = 0; row < 10; row++) {
                truth.append(name).append('\n');
                predicted.append(row == 9 ? sorted.get(0) : name).append('\n');
            }
        }
        Files.writeString(folder.resolve("test.csv"), truth);
        Files.writeString(folder.resolve("model.csv"), predicted);
        List<String> lines = new ArrayList<>(List.of(
                "name: kinds",
                "dataset: {source: labels, file: test.csv, label: kind}",
                "model: {source: predictions, file: model.csv}",
                "gates:"));
        for (String metric : metrics) {
            lines.add("  - {metric: \"" + metric + "\", variant: baseline, atLeast: 0.5, confidence: none}");
        }
        return lab.read(Files.write(folder.resolve("kinds.yaml"), lines)).get(0);
    }
}
