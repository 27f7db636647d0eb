package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mnist:explore} says of a table. */
class ExploredTablesTest {
    @TempDir
    private Path folder;

    /** 40 training rows, one of them twice, one contradicted, one in the test rows too, whose column c is elsewhere. */
    @Test
    void saysWhatIsOddAboutATable() throws Exception {
        StringBuilder training = new StringBuilder("a,b,same,soil,class\n");
        StringBuilder test = new StringBuilder("a,b,same,soil,class\n");
        for (int row = 0; row < 40; row++) {
            training.append(row + ",")
                    .append(row == 3 ? "NA" : 2 * row)
                    .append(",5,")
                    .append(row % 4 == 0 ? "clay" : "sand");
            training.append(row % 2 == 0 ? ",<x>\n" : ",y\n");
            test.append(row + 0.5).append(',').append(1000 + row).append(",5,clay,y\n");
        }
        training.append("6,12,5,sand,<x>\n").append("7,14,5,sand,<x>\n");
        test.append("6,12,5,sand,<x>\n");
        Files.writeString(folder.resolve("training.csv"), training);
        Files.writeString(folder.resolve("test.csv"), test);
        Path yaml = Files.writeString(folder.resolve("odd.yaml"), """
                name: odd
                dataset: {source: csv, trainingFile: training.csv, testFile: test.csv, label: class, categorical: [soil]}
                """);
        List<String> lines = new ArrayList<>();
        Lab lab = new Lab(LabSettings.in(folder.resolve("results")), (level, text) -> lines.add(text));

        Path page = lab.explore(lab.read(yaml), Optional.empty()).get(0);

        String said = String.join("\n", lines).replaceAll("\\s+", " ");
        assertThat(said)
                .contains(
                        "checks: 0 of 6 passed",
                        "LOOK Missing values: in b; preparation.missing says what becomes of them",
                        "LOOK Constant columns: nothing can be learnt from same",
                        "LOOK Repeated rows: 1 of 42 training rows (2.38 %) are an earlier one once more",
                        "LOOK Contradicting rows: 1 of 42 training rows (2.38 %) have the features of an earlier one",
                        "LOOK Test rows that were learnt from: 1 of 41 test rows (2.44 %)",
                        "LOOK Drift between training and test: b, soil differ by more than chance would have it",
                        "a numbers 40 0 0 39",
                        "b numbers 39 1 0 78",
                        "soil names 2 0 mostly sand");
        assertThat(page).isEqualTo(folder.resolve("results/explore/odd@baseline/explore.html"));
        assertThat(page)
                .content()
                .contains("&lt;x&gt;", "Rows that contradict each other", "+1.000", "missing", "mostly sand")
                .doesNotContain("<x>");
    }

    @Test
    void ofASoundTableAllChecksPass() throws Exception {
        StringBuilder rows = new StringBuilder("a,class\n");
        for (int row = 0; row < 200; row++) {
            rows.append(row * 7919 % 200).append(row % 2 == 0 ? ",x\n" : ",y\n");
        }
        Files.writeString(folder.resolve("all.csv"), rows);
        Path yaml = Files.writeString(folder.resolve("sound.yaml"), """
                name: sound
                dataset: {source: csv, file: all.csv, testShare: 0.3, label: class}
                split: {validation: 20}
                """);
        List<String> lines = new ArrayList<>();
        Lab lab = new Lab(LabSettings.in(folder.resolve("results")), (level, text) -> lines.add(text));

        lab.explore(lab.read(yaml), Optional.empty());

        assertThat(lines).contains("checks: 6 of 6 passed");
        assertThat(String.join("\n", lines)).contains("120", "20", "60");
    }

    /** As genes are measured: a page that opens, and a console that ends. */
    @Test
    void ofTensOfThousandsOfColumnsItListsSome() throws Exception {
        int columns = 20_000;
        StringBuilder rows = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            rows.append('g').append(column).append(',');
        }
        rows.append("class\n");
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < columns; column++) {
                rows.append((row * 31 + column * 17) % 97).append(',');
            }
            rows.append(row % 2 == 0 ? "x\n" : "y\n");
        }
        Files.writeString(folder.resolve("genes.csv"), rows);
        Path yaml = Files.writeString(folder.resolve("genes.yaml"), """
                name: genes
                dataset: {source: csv, file: genes.csv, testShare: 0.3, label: class}
                split: {validation: 0}
                """);
        List<String> lines = new ArrayList<>();
        Lab lab = new Lab(LabSettings.in(folder.resolve("results")), (level, text) -> lines.add(text));

        Path page = lab.explore(lab.read(yaml), Optional.empty()).get(0);

        assertThat(lines).hasSizeLessThan(1_500);
        assertThat(page).content().hasSizeLessThan(2_000_000).contains("and 19,500 more columns", "g499");
    }
}
