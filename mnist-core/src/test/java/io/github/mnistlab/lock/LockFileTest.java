package io.github.mnistlab.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.evaluate.Labels;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SampleResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileTest {
    /** Of the shipped locks, which were accepted by a goal. */
    private static final String COMMAND = "mvn mnist:accept";

    private static final String YAML = """
            name: sample
            dataset: {source: generated-digits, imbalance: {type: step, minority: [3], ratio: 2.5}}
            split: {validation: 0.1}
            seeds: [1, 2]
            training: {epochs: 3, optimizer: {learningRate: 1e-4}}
            variants:
              baseline: {}
              smote:
                balancing: {method: smote, samplingStrategy: {3: 400}}
            """;

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasLocked() throws IOException {
        Lock lock = lock(YAML, null);
        LockFile.write(file(), lock, COMMAND);

        assertThat(LockFile.read(file(), name -> COMMAND, name -> COMMAND)).contains(lock);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void answersEveryMetricAndPredictionAsTheRunDid() throws IOException {
        ExperimentResult result = result(YAML);
        LockFile.write(file(), lock(YAML, null), COMMAND);
        LockedResults locked = LockFile.read(file(), name -> COMMAND, name -> COMMAND)
                .orElseThrow()
                .latest();

        for (int i = 0; i < result.runs().size(); i++) {
            RunResult run = result.runs().get(i);
            LockedRun lockedRun = locked.runs().get(i);
            assertThat(MetricExpression.all(10))
                    .allSatisfy(metric ->
                            assertThat(metric.of(lockedRun.evaluation())).isEqualTo(metric.of(run.evaluation())));
            Predictions predictions = lockedRun.predictions(Labels.of(labels()));
            assertThat(IntStream.range(0, 100).map(predictions::predicted).toArray())
                    .isEqualTo(predicted());
        }
    }

    @Test
    void isTheSameTextForTheSameResultsAndSmall() throws IOException {
        String text = LockFile.text(lock(YAML, null), COMMAND);

        assertThat(LockFile.text(LockFile.read(text.getBytes(UTF_8), "x"), COMMAND))
                .isEqualTo(text);
        assertThat(text.lines().filter(line -> line.contains("predicted: ")))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(8 << 10));
        assertThat(text).doesNotContain("2026").doesNotContain("engine").doesNotContain(folder.toString());
    }

    /** Whatever writes it by now: a lock that changed without its results would be a change to be reviewed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ablations",
                "baseline-vs-smote",
                "best",
                "equal-steps",
                "imbalance-study",
                "notebook",
                "quickstart",
                "regularized"
            })
    void locksOfThisProjectAreWrittenAgainAsTheyAre(String experiment) throws IOException {
        Path committed = Path.of("..", "experiments", experiment + ".lock.yaml");

        LockFile.write(
                file(),
                LockFile.read(committed, name -> COMMAND, name -> COMMAND).orElseThrow(),
                COMMAND);
        assertThat(file()).hasSameTextualContentAs(committed);
    }

    @Test
    void aNumberHasOneForm() throws IOException {
        String yaml = YAML.replace("validation: 0.1", "validation: 0.10").replace("2.5", "10.0");
        assertThat(LockFile.text(lock(yaml, null), COMMAND))
                .contains("validation: 0.1\n")
                .contains("ratio: 10\n")
                .contains("learningRate: 0.0001\n")
                .contains("\"3\": 400\n");
    }

    @Test
    void aVariantMayHaveAnEarlierReference() throws IOException {
        LockedResults latest = lock(YAML, "a new kernel").latest();
        LockedResults earlier = lock(YAML, null).latest().only("smote");

        assertThat(LockFile.text(Lock.of("sample", latest, new TreeMap<>()), COMMAND))
                .doesNotContain("references:");
        Lock both = Lock.of("sample", latest, new TreeMap<>(Map.of("smote", earlier)));
        Lock read = LockFile.read(LockFile.text(both, COMMAND).getBytes(UTF_8), "x");
        assertThat(read).isEqualTo(both);
        assertThat(read.reference("smote")).isEqualTo(earlier);
        assertThat(read.reference("baseline")).isEqualTo(latest);
        assertThat(earlier.runs()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "schemaVersion: 1=>schemaVersion: 0=>schema version 0, but this version of mnist-lab reads 1",
                "schemaVersion: 1=>schemaVersion: 9=>schema version 9, .*use the newer one",
                "    predicted: .*=>    # nothing=>a part of a run is missing",
                "seed: 2=>seed: 1=>a run is there twice",
                "schemaVersion: 1=>schema: 1=>not a lock of mnist-lab: it has no schemaVersion",
                "chosenEpoch: 3=>chosenEpoch: [3=>x.lock.yaml:[0-9]+: not a lock",
                "chosenEpoch: 3=>another: 3=>x.lock.yaml:[0-9]+: .*another",
                "accuracy: 0.85=>accuracy: 0.99=>metrics of baseline-1 are",
                "epochs: 3=>epochs: 4=>specificationDigest",
                "code: =>code: a=>key of baseline-1",
                "chosenEpoch: 3=>chosenEpoch: &a 3`other: *a=>x.lock.yaml"
            })
    void aLockThatWasEditedOrIsOfAnotherFormIsRefused(String found, String replacement, String message)
            throws IOException {
        String text = LockFile.text(lock(YAML, null), COMMAND);
        String changed = text.replaceFirst(found, replacement.replace("`", "\n      "));
        assertThat(changed).isNotEqualTo(text);

        assertThatThrownBy(() -> LockFile.read(changed.getBytes(UTF_8), "x.lock.yaml"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("(?s).*" + message + ".*")
                .hasMessageContaining("x.lock.yaml");
    }

    @Test
    void aLockThatWasNotMergedNamesTheCommandsThatSettleIt() throws IOException {
        String text = LockFile.text(lock(YAML, null), COMMAND);
        Files.writeString(
                file(),
                text.replaceFirst(
                        "(?m)^(experiment: .*)$", "<<<<<<< HEAD\n$1\n=======\nexperiment: other\n>>>>>>> theirs"));

        assertThatThrownBy(() -> LockFile.read(file(), name -> "no", name -> "mvn run accept " + name))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file() + ":3: a merge conflict that is not resolved; it ends at line 7. Take either side, and"
                                + " accept what there is now:\n  git checkout --ours -- " + file()
                                + "\n  mvn run accept sample");
    }

    /** What needs results must not be all that is advised: what makes them needs a lock that is whole, or none. */
    @Test
    void aDamagedLockNamesAWayForThoseWithResultsAndOneForThoseWithout() throws IOException {
        Files.writeString(file(), "schemaVersion: [1\n");

        assertThatThrownBy(() -> LockFile.read(file(), name -> "mvn accept " + name, name -> "mvn run accept " + name))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file() + " is not a lock of mnist-lab")
                .hasMessageEndingWith(
                        "; restore it from git, or replace it by the latest results: mvn accept sample, or,"
                                + " where there are none, delete it and then: mvn run accept sample");
    }

    @Test
    void aReasonWithHalfACharacterIsRefused() throws IOException {
        String text = LockFile.text(lock(YAML, "longer"), COMMAND).replace("longer", "\"\\ud83d\"");

        assertThatThrownBy(() -> LockFile.read(text.getBytes(UTF_8), "x.lock.yaml"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the reason has half a character, \\ud83d");
    }

    @Test
    void predictionsOfOtherRowsAreRefused() throws IOException {
        LockedRun run = lock(YAML, null).latest().runs().get(0);
        int[] shifted = labels();
        shifted[0] = 9;

        assertThatThrownBy(() -> run.predictions(Labels.of(shifted))).isInstanceOf(DataException.class);
    }

    @Test
    void whereThereIsNoneThereIsNothing() throws IOException {
        assertThat(LockFile.read(file(), name -> COMMAND, name -> COMMAND)).isEmpty();
        assertThat(LockFile.of(Path.of("experiments", "first.yml")))
                .isEqualTo(Path.of("experiments", "first.lock.yaml"));
    }

    private Path file() {
        return folder.resolve("sample.lock.yaml");
    }

    private static int[] labels() {
        int[] labels = new int[100];
        Arrays.setAll(labels, row -> row / 10);
        return labels;
    }

    /** As {@link SampleResults#evaluation(int[], int[])} lays them out. */
    private static int[] predicted() {
        int[] predicted = labels();
        for (int row = 0; row < 100; row++) {
            if (row % 10 >= hits()[row / 10]) {
                predicted[row] = (row / 10 + 1) % 10;
            }
        }
        return predicted;
    }

    private static int[] hits() {
        return new int[] {10, 9, 8, 7, 9, 10, 8, 9, 7, 8};
    }

    private static ExperimentResult result(String yaml) {
        int[] rows = new int[10];
        Arrays.fill(rows, 10);
        return SampleResults.of(SampleResults.spec(yaml), run -> SampleResults.evaluation(hits(), rows));
    }

    private static Lock lock(String yaml, String reason) {
        ExperimentResult result = result(yaml);
        LockedResults latest = LockedResults.of(result, run -> Predictions.of(labels(), predicted(), 10), reason);
        return Lock.of("sample", latest, new TreeMap<>());
    }
}
