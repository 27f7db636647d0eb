package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.result.ExperimentResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilesTest {
    @TempDir
    private Path directory;

    @Test
    void writesFourFilesAndLeavesNothingElse() throws IOException {
        write(Fixture.oneGateMissed());

        assertThat(content().keySet())
                .containsExactlyInAnyOrder(
                        "sample/summary.md", "sample/verdicts.json", "sample/metrics.csv", "junit/TEST-sample.xml");
    }

    @Test
    void everyMetricOfEveryRunIsARowForNotebooks() throws IOException {
        write(Fixture.threeSeeds());

        List<String> rows = content().get("sample/metrics.csv").lines().toList();
        assertThat(rows).first().isEqualTo("experiment,variant,seed,metric,value");
        assertThat(rows)
                .doesNotHaveDuplicates()
                .filteredOn(row -> row.contains(",accuracy,"))
                .hasSize(6);
        assertThat(rows).anyMatch(row -> row.matches("sample,baseline,1,recall\\[7\\],0\\.\\d+"));
    }

    @Test
    void theSameResultsGiveTheSameBytes() throws IOException {
        write(Fixture.threeSeeds());
        Map<String, String> first = content();
        write(Fixture.oneGateMissed());
        assertThat(content()).isNotEqualTo(first);

        write(Fixture.threeSeeds());

        assertThat(content()).isEqualTo(first);
        assertThat(first.values())
                .allSatisfy(text -> assertThat(text).doesNotContain("\r").endsWith("\n"));
    }

    @Test
    void leavesOtherFilesOfTheFolderAlone() throws IOException {
        Path result = directory.resolve("sample").resolve("result.json");
        Files.createDirectories(result.getParent());
        Files.writeString(result, "{}");

        write(Fixture.oneGateMissed());

        assertThat(result).hasContent("{}");
    }

    @Test
    void summaryHasTheVerdictsFirstAndAllThatAReviewerAsksFor() throws IOException {
        write(Fixture.oneGateMissed());

        String summary = content().get("sample/summary.md");
        assertThat(summary).startsWith("""
                ## sample

                Does SMOTE help?

                **Gates: 1 of 2 passed**

                | verdict | gate | measured | where |
                | --- | --- | --- | --- |
                | pass | accuracy of baseline at least 0.98 | 0.9819 (9,819 of 10,000) | experiments/sample.yaml:11:5 |
                | **FAIL** | min(recall) of smote not below baseline by more than 0.001 | 0.9700 (class 7: 970 of 1,000) \
                against 0.9810 (class 9: 981 of 1,000), a difference of -0.0110; **short by 10 rows** | \
                experiments/sample.yaml:12:5 |

                ### Metrics

                | test images | accuracy | balanced | macro F1 | min recall | log loss | ECE |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                | baseline | 0.9819 | 0.9819 | 0.9819 | 0.9810 | 0.1760 | 0.0719 |
                | smote | 0.9707 | 0.9707 | 0.9707 | 0.9700 | 0.2265 | 0.0607 |
                | &nbsp;&nbsp;vs. baseline | -0.0112 | -0.0112 | -0.0112 | -0.0110 | +0.0505 | -0.0112 |
                """);
        assertThat(summary)
                .contains("| smote | 7,380 -&gt; 9,000 | 1,000 | 3 of 3 | 3 | 70.8 s |")
                .contains(
                        "| baseline | 0.9820 | 0.9820 | 0.9820 | 0.9820 | 0.9820 | 0.9820 | 0.9820 | 0.9820 | 0.9820 |"
                                + " 0.9810 |")
                .contains("| smote | 900 | 900 | 900 | 90 | 900 | 900 | 900 | 900 | 90 | 900 |")
                .contains("| &nbsp;&nbsp;balanced | 900 | 900 | 900 | 900 | 900 | 900 | 900 | 900 | 900 | 900 |")
                .contains("           9     0.9820    0.9810    0.9815      1000\n")
                .contains("\n9   19    0    0    0    0    0    0    0    0  981\n")
                .endsWith("```text\nmvn mnist:experiment -Dmnist.experiment=sample\n```\n");
        ExperimentResult result = Fixture.oneGateMissed().result();
        assertThat(summary)
                .contains(result.specificationDigest(), result.computation().code())
                .contains(result.data().get("smote").trainingImages())
                .contains(result.runs().get(1).key())
                .contains(result.runs().get(1).outcome().parameterDigest());
    }

    @Test
    void summaryCarriesTheWarnings() throws IOException {
        write(Fixture.unsound());

        assertThat(content().get("sample/summary.md"))
                .contains("> **Warning:** Variant more trains on from the weights of baseline,")
                .contains("> **Warning:** The test images served as validation rows for baseline, more,");
    }

    @Test
    void hostileDescriptionsStayTextOnOneLine() throws IOException {
        write(Fixture.described(
                "a | `b` <script>x</script>\n\n## [c](https://d.example) @e\n```\n</details>\u0000\ud800"));

        String summary = content().get("sample/summary.md");
        assertThat(summary.lines().toList().get(2))
                .isEqualTo(
                        "a \\| \\`b\\` &lt;script&gt;x&lt;/script&gt; \\#&#8203;\\#&#8203; \\[c\\](https:&#8203;//d.example)"
                                + " @&#8203;e \\`\\`\\` &lt;/details&gt;");
        assertThat(summary.lines().toList().get(3)).isEmpty();
        assertThat(summary).doesNotContain("<script>", "\u0000");
        assertThat(summary.lines()).filteredOn(line -> line.startsWith("## ")).containsExactly("## sample");
        assertThat(summary.lines()).filteredOn("</details>"::equals).hasSize(2);
    }

    @Test
    void verdictsForPrograms() throws IOException {
        write(Fixture.oneGateMissed());

        JsonNode json = JsonMapper.builder().build().readTree(content().get("sample/verdicts.json"));
        assertThat(json.get("schemaVersion").intValue()).isEqualTo(1);
        assertThat(json.get("experiment").textValue()).isEqualTo("sample");
        assertThat(json.get("verdicts")).hasSize(2);
        JsonNode missed = json.get("verdicts").get(1);
        assertThat(missed.get("status").textValue()).isEqualTo("fail");
        assertThat(missed.get("shortfall").textValue()).isEqualTo("short by 10 rows");
        assertThat(missed.at("/gate/metric").textValue()).isEqualTo("min(recall)");
        assertThat(missed.at("/gate/location/line").intValue()).isEqualTo(12);
    }

    /** Results may come from a file that anyone wrote. */
    @ParameterizedTest
    @ValueSource(strings = {"../elsewhere", "a/b", "", ".", ".."})
    void namesDoNotLeadOutOfTheFolder(String name) {
        Fixture sample = Fixture.oneGateMissed();
        ExperimentResult result = sample.result();
        ExperimentResult renamed = new ExperimentResult(
                result.schemaVersion(),
                name,
                result.description(),
                result.warnings(),
                result.provenance(),
                result.started(),
                result.finished(),
                result.specification(),
                result.matrix(),
                result.specificationDigest(),
                result.data(),
                result.computation(),
                result.runs(),
                result.notApplicable());
        Path output = directory.resolve("output");

        assertThatThrownBy(() -> ReportFiles.write(
                        new Judgement(
                                renamed, sample.verdicts(), sample.judgement().intervals(), null, List.of()),
                        output,
                        Fixture.COMMAND,
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an experiment's name must be that of a folder, but is '" + name + "'");
        assertThat(directory).isEmptyDirectory();
    }

    private void write(Fixture fixture) throws IOException {
        ReportFiles.write(fixture.judgement(), directory, Fixture.COMMAND, Optional.empty());
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return content;
    }
}
