package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.VerdictStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many classes as there may be: results, lock and reports. */
class ManyClassesTest {
    private static final int CLASSES = 1_000;
    private static final int ROWS_A_CLASS = 4;

    @TempDir
    private Path folder;

    private Lab lab(Path results) {
        return new Lab(
                LabSettings.in(results).withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache"))),
                (level, text) -> {});
    }

    /** Of class 7 all rows are taken for 998, of every tenth class one row for the class before it. */
    private int predicted(int label, int row) {
        return label == 7 ? 998 : row == 0 && label % 10 == 0 && label > 0 ? label - 1 : label;
    }

    @Test
    void aThousandClassesAreJudgedLockedAndShown() throws Exception {
        StringBuilder truth = new StringBuilder("label\n");
        StringBuilder predictions = new StringBuilder("predicted\n");
        for (int label = 0; label < CLASSES; label++) {
            for (int row = 0; row < ROWS_A_CLASS; row++) {
                truth.append(name(label)).append('\n');
                predictions.append(name(predicted(label, row))).append('\n');
            }
        }
        Files.writeString(folder.resolve("truth.csv"), truth);
        Files.writeString(folder.resolve("predictions.csv"), predictions);
        Path yaml = Files.writeString(folder.resolve("many.yaml"), """
                name: many
                dataset: {source: labels, file: truth.csv}
                variants:
                  first: {model: {source: predictions, file: predictions.csv}}
                gates:
                  - {metric: "recall[c0999]", variant: first, atLeast: 1, confidence: none}
                  - {metric: min(recall), variant: first, atMost: 0, confidence: none}
                """);
        Path results = Optional.ofNullable(System.getProperty("many.results"))
                .map(Path::of)
                .orElse(folder.resolve("results"));
        Lab lab = lab(results);
        ExperimentFile experiment = lab.read(yaml).get(0);

        Judgement judgement =
                ((Judged.Passed) lab.train(List.of(experiment))).judgements().get(0);

        assertThat(judgement.verdicts()).extracting("status").containsOnly(VerdictStatus.PASS);
        ConfusionMatrix matrix = judgement.result().runs().get(0).evaluation().confusionMatrix();
        assertThat(matrix.count(7, 998)).isEqualTo(ROWS_A_CLASS);
        assertThat(matrix.count(300, 299)).isEqualTo(1);
        assertThat(matrix.correct()).isEqualTo(4_000 - 4 - 99);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        String schema = new String(
                RunSpec.class.getResourceAsStream("result.schema.json").readAllBytes(), StandardCharsets.UTF_8);
        Path folderOfIt = results.resolve("many");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(Files.readString(folderOfIt.resolve("result.json")), InputFormat.JSON))
                .isEmpty();
        // The largest confusions first, in a page and a comment that one can open.
        assertThat(folderOfIt.resolve("summary.md"))
                .content()
                .contains("The largest of 100 kinds of mistakes", "| c0007 | c0998 | 4 | 100.0 % |")
                .hasSizeLessThan(10_000);
        assertThat(folderOfIt.resolve("report.html"))
                .content()
                .contains(
                        "Of 1,000 classes the matrix shows the 30 of the largest confusions; all others are together in its last",
                        "Of 1,000 classes the 30 with the lowest F1.")
                .hasSizeLessThan(1_500_000);
    }

    private static String name(int label) {
        return String.format("c%04d", label);
    }
}
