package io.github.mnistlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.result.SampleResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunIdentityTest {
    private static final String FILE = """
            name: sample
            dataset: {source: generated-digits, imbalance: {type: step, minority: [3], ratio: 5}}
            split: {validation: 100}
            acknowledge: [warm-start]
            variants:
              baseline: {}
              child: {startFrom: baseline, balancing: {method: smote}}
            """;
    private static final Computation COMPUTATION = computation("code", "SKYLAKEX");

    @Test
    void namesGatesAndOtherRunsAreNoPartOfAKey() {
        Map<RunId, String> keys = keys(FILE);
        assertThat(keys.values()).doesNotHaveDuplicates();

        String renamed = FILE.replace("child:", "other:") + """
                  extra: {training: {epochs: 99}}
                description: Another text.
                gates:
                  - {metric: accuracy, variant: other, atLeast: 0.5, confidence: none}
                """;
        assertThat(keys(renamed))
                .containsEntry(new RunId("baseline", 1), keys.get(new RunId("baseline", 1)))
                .containsEntry(new RunId("other", 1), keys.get(new RunId("child", 1)));
    }

    @Test
    void whereFilesLieIsNoPartOfAKey() {
        assertThat(keys(FILE, files("/somewhere/else", "images"), COMPUTATION)).isEqualTo(keys(FILE));
        assertThat(keys(FILE, files("folder", "other images"), COMPUTATION).values())
                .doesNotContainAnyElementsOf(keys(FILE).values());
    }

    @Test
    void whatComputesIsAPartOfAKey() {
        assertThat(keys(FILE, files("folder", "images"), computation("other code", "SKYLAKEX"))
                        .values())
                .doesNotContainAnyElementsOf(keys(FILE).values());
        assertThat(keys(FILE, files("folder", "images"), computation("code", "HASWELL"))
                        .values())
                .doesNotContainAnyElementsOf(keys(FILE).values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ratio: 5|ratio: 6",
                "validation: 100|validation: 101",
                "source: generated-digits|source: generated-digits, seed: 2",
                "source: generated-digits|source: generated-digits, training: 9999",
                "split:|seeds: [2]//split:",
                "split:|model: {activation: tanh}//split:",
                "split:|training: {optimizer: {learningRate: 0.002}}//split:",
                "baseline: {}|baseline: {balancing: {method: random-over}}"
            })
    void whateverDeterminesTheParametersIsAPartOfTheKeyAndOfTheChildren(String found, String replacement) {
        String changed = FILE.replace(found, replacement.replace("//", "\n"));
        assertThat(changed).isNotEqualTo(FILE);
        // The child's own specification changes in none or all of them: its parent's key is in its own.
        assertThat(keys(changed).values())
                .doesNotContainAnyElementsOf(keys(FILE).values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ratio: 5|ratio: 6|dataset.imbalance.ratio: 5 -> 6",
                "validation: 100|validation: 0|split.validation: 100 -> 0",
                "split:|seeds: [2]//split:|seed: 1 -> 2",
                "split:|model: {hidden: [16]}//split:|model.hidden: [1025,512,256] -> [16]",
                "split:|training: {optimizer: {type: sgd}}//split:|training.optimizer.type: adam -> sgd",
                "split:|training: {earlyStopping: {}}//split:|training.earlyStopping: none -> "
                        + "{\"minDelta\":0,\"monitor\":\"validation-loss\",\"patience\":10,\"restoreBest\":true}",
                "baseline: {}|baseline: {balancing: {method: smote, kNeighbors: 3}}|balancing.method: none -> smote"
            })
    void saysWhatIsDifferentByTheNamesOfTheFile(String found, String replacement, String differences) {
        String changed = FILE.replace(found, replacement.replace("//", "\n"));
        long seed = changed.contains("seeds") ? 2 : 1;

        List<String> said = identities(changed).get(new RunId("baseline", seed)).differencesFrom(baseline());

        assertThat(String.join(", ", said)).isEqualTo(differences);
    }

    @Test
    void saysWhatIsDifferentInTheRunThatItStartsFromAndInWhatComputes() {
        Map<RunId, RunIdentity> changed = identities(
                FILE.replace("baseline: {}", "baseline: {model: {l2: 0.5}}"),
                files("folder", "other images"),
                computation("code", "HASWELL"));

        assertThat(changed.get(new RunId("child", 1))
                        .differencesFrom(identities(FILE).get(new RunId("child", 1))))
                .contains("computation.environment.OPENBLAS_CORETYPE: SKYLAKEX -> HASWELL")
                .contains("startFrom.model.l2: 0 -> 0.5")
                .anySatisfy(difference -> assertThat(difference).startsWith("data.trainingImages: "));
        assertThat(baseline().differencesFrom(baseline())).isEmpty();
    }

    @Test
    void whatIsDifferentIsALineHoweverManyAValueHas() {
        Map<RunId, RunIdentity> changed =
                identities(FILE, files("folder", "images"), computation("code", "HASWELL\n::error::x"));

        assertThat(changed.get(new RunId("baseline", 1)).differencesFrom(baseline()))
                .contains("computation.environment.OPENBLAS_CORETYPE: SKYLAKEX -> \"HASWELL\\n::error::x\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2}|{\"b\":2}|a: 1 -> none",
                "{\"b\":2}|{\"a\":1,\"b\":2}|a: none -> 1",
                "{\"a\":null}|{}|``",
                "{}|{\"a\":null}|``",
                "{\"a\":[1,2]}|{\"a\":[2,1]}|a: [1,2] -> [2,1]",
                "{\"a\":{\"b\":1}}|{\"a\":1}|a: {\"b\":1} -> 1"
            })
    void whatIsAbsentIsNothing(String before, String after, String differences) throws IOException {
        ObjectMapper json = new ObjectMapper();

        assertThat(String.join(", ", RunIdentity.differences(json.readTree(before), json.readTree(after))))
                .isEqualTo(differences);
    }

    private static RunIdentity baseline() {
        return identities(FILE).get(new RunId("baseline", 1));
    }

    private static Map<RunId, String> keys(String yaml) {
        return keys(yaml, files("folder", "images"), COMPUTATION);
    }

    private static Map<RunId, String> keys(String yaml, DatasetFiles files, Computation computation) {
        return identities(yaml, files, computation).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().key()));
    }

    private static Map<RunId, RunIdentity> identities(String yaml) {
        return identities(yaml, files("folder", "images"), COMPUTATION);
    }

    private static Map<RunId, RunIdentity> identities(String yaml, DatasetFiles files, Computation computation) {
        Plan plan = Plan.of(SampleResults.spec(yaml));
        Map<RunSpec, DataFiles> bySpec = plan.runs().stream()
                .map(PlannedRun::spec)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), spec -> files));
        return RunIdentity.of(plan, bySpec, Map.of(), computation);
    }

    private static Computation computation(String code, String kernel) {
        return new Computation(
                code, new TreeMap<>(), "linux-x86_64-avx2", new TreeMap<>(Map.of("OPENBLAS_CORETYPE", kernel)));
    }

    private static DatasetFiles files(String folder, String images) {
        Path path = Path.of(folder);
        return new DatasetFiles(
                new IdxFile(path.resolve("a"), Sha256.of(images)),
                new IdxFile(path.resolve("b"), Sha256.of("labels")),
                new IdxFile(path.resolve("c"), Sha256.of("test images")),
                new IdxFile(path.resolve("d"), Sha256.of("test labels")),
                10);
    }
}
