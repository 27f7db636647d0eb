package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.result.SampleResults;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
    @Test
    void showsVariantsWhatChangedAndGates() {
        assertThat(lines(Fixture.oneGateMissed())).containsExactly("""
                sample: Does SMOTE help?

                test images     accuracy  balanced  macro F1  min recall  log loss      ECE
                baseline          0.9819    0.9819    0.9819      0.9810    0.1760   0.0719
                smote             0.9707    0.9707    0.9707      0.9700    0.2265   0.0607
                  vs. baseline   -0.0112   -0.0112   -0.0112     -0.0110   +0.0505  -0.0112

                training    rows trained  validation rows  epochs  kept epoch    time
                baseline           7,380            1,000  3 of 3           3  69.0 s
                smote     7,380 -> 9,000            1,000  3 of 3           3  70.8 s

                gates: 1 of 2 passed
                  pass  accuracy of baseline at least 0.98: 0.9819 (9,819 of 10,000)
                  FAIL  min(recall) of smote not below baseline by more than 0.001: 0.9700 (class 7: 970 of 1,000)
                          against 0.9810 (class 9: 981 of 1,000), a difference of -0.0110; short by 10 rows
                          at experiments/sample.yaml:12:5
                results: target/mnist/sample (open report.html, or read summary.md)""".split("\n", -1));
    }

    @Test
    void severalSeedsHaveMeanDeviationAndRange() {
        // 9819, 9826 and 9833 of 10,000: mean 0.9826, deviations 7, 0 and 7, so sqrt(98 / 2) = 7 of 10,000.
        assertThat(lines(Fixture.threeSeeds())).containsSubsequence("""
                test images                accuracy  balanced  macro F1  min recall  log loss      ECE
                baseline, mean of 3 seeds    0.9826    0.9826    0.9826      0.9820    0.1728   0.0726
                  standard deviation         0.0007    0.0007    0.0007      0.0010    0.0032   0.0007
                  lowest                     0.9819    0.9819    0.9819      0.9810    0.1696   0.0719
                  highest                    0.9833    0.9833    0.9833      0.9830    0.1760   0.0733
                smote, mean of 3 seeds       0.9714    0.9714    0.9714      0.9710    0.2233   0.0614
                  standard deviation         0.0007    0.0007    0.0007      0.0010    0.0032   0.0007
                  lowest                     0.9707    0.9707    0.9707      0.9700    0.2202   0.0607
                  highest                    0.9721    0.9721    0.9721      0.9720    0.2265   0.0621
                  vs. baseline              -0.0112   -0.0112   -0.0112     -0.0110   +0.0505  -0.0112""".split("\n"));
    }

    @Test
    void warningsStandAtTheTop() {
        List<String> lines = lines(Fixture.unsound());

        assertThat(lines.get(0)).isEqualTo("sample");
        assertThat(lines.get(1)).startsWith("WARNING: Variant more trains on from the weights of baseline,");
        assertThat(lines).filteredOn(line -> line.startsWith("WARNING: ")).hasSize(2);
    }

    @Test
    void saysWhereThereAreNoGates() {
        assertThat(lines(Fixture.withoutGates()))
                .endsWith("gates: none", "results: target/mnist/sample (open report.html, or read summary.md)");
    }

    /** A difference that rounds to nothing is still not nothing. */
    @Test
    void smallDifferencesKeepTheirSign() {
        Fixture fixture = Fixture.of(
                SampleResults.TWO_VARIANTS,
                run -> SampleResults.evaluation("smote".equals(run.variant()) ? 99_999 : 100_000, 100_000));

        assertThat(lines(fixture))
                .anySatisfy(line -> assertThat(line).startsWith("  vs. baseline   -0.0000   -0.0000"));
    }

    @Test
    void undefinedIsNoNumber() {
        int[] rows = {0, 10, 10, 10, 10, 10, 10, 10, 10, 10};
        Fixture fixture = Fixture.of(SampleResults.TWO_VARIANTS, run -> SampleResults.evaluation(rows, rows));

        assertThat(lines(fixture))
                .anySatisfy(line -> assertThat(line.split(" {2,}"))
                        .startsWith("baseline", "1.0000", "1.0000", "0.9000", "undefined"))
                .anySatisfy(line -> assertThat(line.split(" {2,}"))
                        .startsWith("", "vs. baseline", "0.0000", "0.0000", "0.0000", "undefined"));
    }

    @Test
    void longNamesStandOnALineOfTheirOwn() {
        String longest = "x".repeat(64);
        Fixture fixture = Fixture.of(
                "name: sample\ndataset: {source: generated-digits}\nvariants:\n  " + longest + ":\n  b:\n",
                run -> SampleResults.evaluation(900, 1000));

        assertThat(lines(fixture))
                .containsSubsequence(
                        longest,
                        "               0.9000    0.9000    0.9000      0.9000    0.5454  0.0100",
                        "b              0.9000    0.9000    0.9000      0.9000    0.5454  0.0100")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void descriptionCannotSteerATerminal() {
        List<String> lines =
                lines(Fixture.described("red \u001b[31malert\u0007\r\nnext\u2028line \u202eback " + "w ".repeat(99)));

        assertThat(lines.get(0)).startsWith("sample: red [31malert next line back w w");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).hasSizeLessThanOrEqualTo(100);
            assertThat(line.codePoints()).allMatch(c -> c >= ' ' && c <= '~');
        });
    }

    private static List<String> lines(Fixture fixture) {
        return ConsoleReport.lines(fixture.judgement(), Fixture.FOLDER);
    }
}
