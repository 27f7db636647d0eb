package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the cells of a matrix are shown: arranged by its axes, with a word on those that could not be. */
class MatrixReportTest {
    private static final String STUDY = """
            name: sample
            description: From which imbalance on does SMOTE help?
            dataset: {source: generated-digits, imbalance: {type: step, minority: 0.5, ratio: 1}}
            seeds: 3
            matrix:
              axes:
                dataset.imbalance.ratio: [1, 10, 50, 100, 500]
                balancing.method: [none, random-over, smote, borderline-smote, adasyn, class-weight, threshold]
              metrics: [balanced-accuracy, ece]
            """;

    private static final String TOO_FEW = "smote with kNeighbors 5 cannot be applied to class 3: it has 4 rows";

    /** Seed 2 of one cell and every seed of another could not be. */
    private static Fixture study(String gates) {
        return Fixture.of(
                STUDY + gates,
                MatrixReportTest::evaluation,
                Map.of(
                        new RunId("ratio-500-smote", 1),
                        TOO_FEW,
                        new RunId("ratio-500-smote", 2),
                        TOO_FEW,
                        new RunId("ratio-500-smote", 3),
                        TOO_FEW,
                        new RunId("ratio-500-adasyn", 2),
                        "adasyn cannot be applied to class 7: none"));
    }

    /** One hundredth less from ratio to ratio, and a thousandth more from seed to seed. */
    private static Evaluation evaluation(RunId run) {
        int place = List.of("1", "10", "50", "100", "500").indexOf(run.variant().split("-", -1)[1]);
        return SampleResults.evaluation(9_700 - 100 * place + 10 * (int) run.seed(), 10_000);
    }

    /** Of classes that are numbers, but not from 0, a number is a name. */
    @Test
    void classesAreCalledByName() {
        ExperimentResult sample = SampleResults.of(
                SampleResults.spec(STUDY.replace("[balanced-accuracy, ece]", "['recall[10]', 'recall[two]']")),
                run -> SampleResults.evaluation(
                        new int[] {100, 90, 100, 100, 100, 100, 100, 100, 100, 50},
                        new int[] {100, 100, 100, 100, 100, 100, 100, 100, 100, 100}));
        List<String> names = List.of("1", "two", "3", "4", "5", "6", "7", "8", "9", "10");
        SortedMap<String, DatasetFiles.Digests> data = new TreeMap<>();
        sample.data()
                .forEach((variant, of) -> data.put(
                        variant,
                        new DatasetFiles.Digests(
                                of.trainingImages(),
                                of.trainingLabels(),
                                of.testImages(),
                                of.testLabels(),
                                10,
                                names)));
        ExperimentResult named = new ExperimentResult(
                sample.schemaVersion(),
                sample.name(),
                sample.description(),
                sample.warnings(),
                sample.provenance(),
                sample.started(),
                sample.finished(),
                sample.specification(),
                sample.matrix(),
                sample.specificationDigest(),
                data,
                sample.computation(),
                sample.runs(),
                sample.notApplicable());

        List<ReportTable> tables = new MatrixTables(named, "+-").parts().get(0).tables();

        assertThat(tables).extracting(ReportTable::title).containsExactly("recall[10]", "recall[two]");
        assertThat(tables.get(0).rows().get(0).cells()).containsOnly("0.5000 +-.0000");
        assertThat(tables.get(1).rows().get(0).cells()).containsOnly("0.9000 +-.0000");
    }

    @Test
    void metricByMetricOnTheConsole() {
        List<String> lines = ConsoleReport.lines(study("").judgement(), Fixture.FOLDER);

        assertThat(String.join("\n", lines)).isEqualTo("""
                sample: From which imbalance on does SMOTE help?

                test images, mean of 3 seeds +- standard deviation

                balanced-accuracy         ratio 1        ratio 10        ratio 50       ratio 100          ratio 500
                none               0.9720 +-.0010  0.9620 +-.0010  0.9520 +-.0010  0.9420 +-.0010     0.9320 +-.0010
                random-over        0.9720 +-.0010  0.9620 +-.0010  0.9520 +-.0010  0.9420 +-.0010     0.9320 +-.0010
                smote              0.9720 +-.0010  0.9620 +-.0010  0.9520 +-.0010  0.9420 +-.0010            n/a [1]
                borderline-smote   0.9720 +-.0010  0.9620 +-.0010  0.9520 +-.0010  0.9420 +-.0010     0.9320 +-.0010
                adasyn             0.9720 +-.0010  0.9620 +-.0010  0.9520 +-.0010  0.9420 +-.0010  0.9320 +-.0014[2]
                class-weight       0.9720 +-.0010  0.9620 +-.0010  0.9520 +-.0010  0.9420 +-.0010     0.9320 +-.0010
                threshold          0.9720 +-.0010  0.9620 +-.0010  0.9520 +-.0010  0.9420 +-.0010     0.9320 +-.0010

                ece                      ratio 1        ratio 10        ratio 50       ratio 100          ratio 500
                none              0.0620 +-.0010  0.0520 +-.0010  0.0420 +-.0010  0.0320 +-.0010     0.0220 +-.0010
                random-over       0.0620 +-.0010  0.0520 +-.0010  0.0420 +-.0010  0.0320 +-.0010     0.0220 +-.0010
                smote             0.0620 +-.0010  0.0520 +-.0010  0.0420 +-.0010  0.0320 +-.0010            n/a [1]
                borderline-smote  0.0620 +-.0010  0.0520 +-.0010  0.0420 +-.0010  0.0320 +-.0010     0.0220 +-.0010
                adasyn            0.0620 +-.0010  0.0520 +-.0010  0.0420 +-.0010  0.0320 +-.0010  0.0220 +-.0014[2]
                class-weight      0.0620 +-.0010  0.0520 +-.0010  0.0420 +-.0010  0.0320 +-.0010     0.0220 +-.0010
                threshold         0.0620 +-.0010  0.0520 +-.0010  0.0420 +-.0010  0.0320 +-.0010     0.0220 +-.0010

                [1] not applicable: smote with kNeighbors 5 cannot be applied to class 3: it has 4 rows
                [2] mean of 2 seeds only; not applicable with seed 2: adasyn cannot be applied to class 7: none

                training: 35 cells, 101 runs, 4 not applicable; 7,380 to 9,000 rows after balancing, 69.0 s to 70.8
                  s per run, 6,990.0 s in total

                gates: none
                results: target/mnist/sample (open report.html, or read summary.md)""");
    }

    @Test
    void theSummaryFitsAComment() {
        String summary = Summary.of(study("").judgement(), "mvn x", Optional.empty());

        assertThat(summary.length()).isLessThan(65_536);
        assertThat(summary)
                .contains(
                        """
                ### Metrics

                test images, mean of 3 seeds ± standard deviation

                | balanced-accuracy | ratio 1 | ratio 10 | ratio 50 | ratio 100 | ratio 500 |
                | --- | ---: | ---: | ---: | ---: | ---: |
                | none | 0.9720 ±.0010 | 0.9620 ±.0010 | 0.9520 ±.0010 | 0.9420 ±.0010 | 0.9320 ±.0010 |
                """,
                        """
                - \\[1\\] not applicable: smote with kNeighbors 5 cannot be applied to class 3: it has 4 rows
                """,
                        "\n| ratio-500-smote | n/a | n/a | n/a | n/a | n/a |\n",
                        "| ratio-500-adasyn (2 of 3 seeds) |");
    }

    @Test
    void aGateOnWhatCouldNotBeFailsAndSaysWhy() {
        Fixture study = study("""
                gates:
                  - {metric: accuracy, variant: ratio-500-smote, atLeast: 0.1}
                  - {metric: accuracy, variant: ratio-500-adasyn, atLeast: 0.1, confidence: none}
                  - {metric: accuracy, variant: ratio-500-none, notBelow: ratio-500-smote, margin: 0.5}
                  - {metric: accuracy, variant: ratio-500-none, atLeast: 0.1}
                """);

        assertThat(study.verdicts())
                .extracting(Verdict::status)
                .containsExactly(VerdictStatus.FAIL, VerdictStatus.FAIL, VerdictStatus.FAIL, VerdictStatus.PASS);
        assertThat(study.verdicts()).extracting(Verdict::failsBuild).containsExactly(true, true, true, false);
        assertThat(study.verdicts().get(0).sentence())
                .isEqualTo("accuracy of ratio-500-smote at least 0.1: not measured, because ratio-500-smote-1 is not"
                        + " applicable: " + TOO_FEW);
        assertThat(study.verdicts().get(1).sentence()).contains("ratio-500-adasyn-2 is not applicable");
        assertThat(JunitXml.of(study.result(), study.verdicts())).contains("failures=\"3\"");
        assertThat(JunitXml.of(study("").result(), List.of())).contains("101 of 105 runs finished, 4 not applicable");
    }

    @Test
    void oneAxisStandsAgainstTheMetrics() {
        assertThat(console("""
                matrix:
                  axes: {dataset.imbalance.ratio: [10, 50]}
                  metrics: [accuracy, 'recall[3]']
                """)).contains("""
                test images, one seed

                ratio     accuracy  recall[3]
                ratio 10    0.9610     0.9610
                ratio 50    0.9510     0.9510
                """);
    }

    @Test
    void furtherAxesDivideTheTables() {
        assertThat(console("""
                matrix:
                  axes:
                    dataset.imbalance.ratio: [10, 50]
                    balancing.method: [none, smote, adasyn]
                    model.activation: [relu, tanh]
                  exclude: [{balancing.method: adasyn, model.activation: tanh, dataset.imbalance.ratio: 50}]
                  metrics: [accuracy]
                """)).contains("""

                relu:

                accuracy  ratio 10  ratio 50
                none        0.9610    0.9510
                smote       0.9610    0.9510
                adasyn      0.9610    0.9510

                tanh:

                accuracy  ratio 10  ratio 50
                none        0.9610    0.9510
                smote       0.9610    0.9510
                adasyn      0.9610         -

                - no such cell
                """);
    }

    @Test
    void tablesThatAreTooWideAreDivided() {
        String values = IntStream.rangeClosed(1, 20).mapToObj(i -> i + "0").collect(Collectors.joining(", "));

        assertThat(console("matrix:\n  axes: {dataset.imbalance.ratio: [" + values
                        + "], balancing.method: [none, smote]}\n  metrics: [ece]\n"))
                .contains("\nece    ratio 10  ratio 20  ", "\nece    ratio 100  ", "  ratio 200\nnone ");
    }

    @Test
    void variantsWrittenByHandHaveTheirTableToo() {
        String text = console("""
                variants: {r-10-mine: {}, r-50-yours: {}}
                matrix:
                  axes: {dataset.imbalance.ratio: [10, 50]}
                  metrics: [accuracy]
                """);

        assertThat(text).contains("ratio     accuracy\nratio 10    0.9610\n", "\nr-10-mine  ", "vs. r-10-mine");
        assertThat(text).doesNotContain("\nratio-10");
    }

    private static String console(String matrix) {
        String head = """
                name: sample
                dataset: {source: generated-digits, imbalance: {type: step, minority: 0.5, ratio: 1}}
                """;
        List<String> lines = ConsoleReport.lines(
                Fixture.of(head + matrix, MatrixReportTest::evaluation).judgement(), Fixture.FOLDER);
        assertThat(lines).allMatch(line -> line.length() <= 100 && line.matches("[ -~]*"));
        return String.join("\n", lines);
    }
}
