package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.SlicesSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices as an experiment file has them, and what is said where they do not fit. */
class SlicesInFilesTest {
    private static final String START = """
            name: sliced
            dataset: {source: labels, file: test.csv, label: truth}
            variants:
              old: {model: {source: predictions, file: old.csv, values: labels}}
              new: {model: {source: predictions, file: new.csv}}
            """;

    @Test
    void everyMetricOfSlicesIsReadAsItIsWritten() throws Exception {
        List<String> metrics = List.of(
                "accuracy[writer=hsf4]",
                "recall[8][writer=a=b [c] (d)]",
                "min(recall)[left or right=left]",
                "min(accuracy by writer)",
                "min(recall by writer)",
                "min(recall[3] by writer)",
                "max(log-loss by writer)",
                "gap(ece by writer)",
                "gap(f1 by left or right)");
        StringBuilder gates = new StringBuilder("slices: {file: slices.csv, fewestRows: 5}\ngates:\n");
        metrics.forEach(
                metric -> gates.append("  - {metric: '").append(metric).append("', variant: new, atLeast: 0.1}\n"));

        ExperimentSpec spec = Yaml.read(START + gates, "sliced");

        assertThat(spec.slices()).contains(new SlicesSpec("slices.csv", List.of(), 5));
        assertThat(spec.gates()).extracting(gate -> gate.metric().toString()).isEqualTo(metrics);
        assertThat(spec.gates()).extracting(Gate::metric).allMatch(SlicedMetric.class::isInstance);
        assertThat(spec.withFreshSeeds(1).slices()).isEqualTo(spec.slices());
    }

    @Test
    void gatesAndSlicesMustFitEachOther() {
        assertRefused(
                """
                gates:
                  - {metric: 'accuracy[writer=a]', variant: new, atLeast: 0.9}
                """,
                "sliced.yaml:7:14: gates[0].metric: accuracy[writer=a] asks for slices, but this file has none; add slices:"
                        + " {file: slices.csv}, a row for each test row with the column writer");
        assertRefused(
                """
                slices: {columns: [writer, sex]}
                gates:
                  - {metric: min(accuracy by writr), variant: new, atLeast: 0.9}
                  - {metric: gap(accuracy by sex), variant: new, atMost: 5}
                  - {metric: 'log-loss[sex=f]', variant: old, atMost: 5}
                  - {metric: min(log-loss by sex), variant: new, atMost: 5}
                  - {metric: min(acuracy by sex), variant: new, atLeast: 0.5}
                """,
                "gates[0].metric: min(accuracy by writr) asks for the column writr, but slices.columns are writer, sex; did you"
                        + " mean \"writer\"?");
        assertRefused(
                """
                slices: {columns: [sex]}
                gates:
                  - {metric: gap(accuracy by sex), variant: new, atMost: 5}
                """,
                "gates[0].atMost: found the number 5, but allowed for gap(accuracy by sex) is a number from 0 to 1");
        assertRefused("""
                slices: {columns: [sex]}
                gates:
                  - {metric: 'log-loss[sex=f]', variant: old, atMost: 5}
                """, "gates[0].metric: log-loss[sex=f] needs probabilities, but ");
        assertRefused(
                """
                slices: {columns: [sex]}
                gates:
                  - {metric: min(log-loss by sex), variant: new, atMost: 5}
                """,
                "\"min(log-loss by sex)\" is not a metric; the worst slice is what a gate is about, and that of log-loss is"
                        + " max(log-loss by sex)");
    }

    @Test
    void slicesAreOfOneTestSetAndHaveASource() {
        assertRefused(
                "slices: {}\n",
                "slices: needed is a file, such as slices: {file: slices.csv}, or columns of the data, such as"
                        + " slices: {columns: [sex]}");
        assertThatThrownBy(() -> Yaml.read("""
                        name: sliced
                        dataset: {source: mnist}
                        slices: {columns: [sex]}
                        """, "sliced"))
                .hasMessageContaining("slices: without a file, columns are those of the data, but the images of ");
        assertThatThrownBy(() -> Yaml.read("""
                        name: sliced
                        dataset: {source: mnist}
                        slices: {file: slices.csv}
                        variants:
                          all: {}
                          part: {dataset: {test: 100}}
                        """, "sliced"))
                .hasMessageContaining("all and part are tested on different rows, but slices are of one test set");
    }

    @Test
    void aMetricThatIsMisspeltIsToldTheNearest() {
        assertRefused("""
                slices: {columns: [sex]}
                gates:
                  - {metric: 'acuracy[sex=f]', variant: new, atLeast: 0.5}
                """, "gates[0].metric: \"acuracy[sex=f]\" is not a metric; did you mean accuracy[sex=f]?");
        assertRefused("""
                slices: {columns: [sex]}
                gates:
                  - {metric: gap(recal by sex), variant: new, atMost: 0.5}
                """, "is not a metric; ");
    }

    private static void assertRefused(String yaml, String message) {
        assertThatThrownBy(() -> Yaml.read(START + yaml, "sliced")).hasMessageContaining(message);
    }
}
