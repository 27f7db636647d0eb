package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.Slices;
import io.github.mnistlab.data.Slices.Column;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.result.SampleResults;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicedGatesTest {
    @Test
    void whatIsThereHasNoFault() {
        assertThat(faults(
                        slices(3),
                        "accuracy",
                        "'accuracy[writer=w11]'",
                        "'min(accuracy by writer)'",
                        "'gap(recall by sex)'"))
                .isEmpty();
    }

    @Test
    void whatIsNotThereIsToldWithTheNearest() {
        assertThat(faults(slices(3), "'accuracy[writer=w12x]'", "'gap(recall by sexe)'", "'accuracy[colour=red]'"))
                .containsExactly(
                        "experiments/sample.yaml:13:5: accuracy[writer=w12x] asks for the slice writer=w12x, but writer has"
                                + " w10, w11, w12; did you mean \"w12\"?",
                        "experiments/sample.yaml:14:5: gap(recall by sexe) asks for the column sexe, but the slices have"
                                + " writer, sex; did you mean \"sex\"?",
                        "experiments/sample.yaml:15:5: accuracy[colour=red] asks for the column colour, but the slices have"
                                + " writer, sex");
    }

    @Test
    void ofManySlicesTwelveAreTold() {
        assertThat(faults(slices(12), "'accuracy[writer=nobody]'"))
                .singleElement()
                .asString()
                .endsWith("but writer has w10, w11, w12, w13, w14, w15, w16, w17, w18, w19, w20, w21");
        assertThat(faults(slices(13), "'accuracy[writer=nobody]'"))
                .singleElement()
                .asString()
                .endsWith("but writer has w10, w11, w12, w13, w14, w15, w16, w17, w18, w19, w20, w21, … of 13");
    }

    private static Slices slices(int writers) {
        List<String> ofRows = IntStream.range(0, writers)
                .mapToObj(writer -> "w" + (10 + writer))
                .toList();
        List<String> sexe = IntStream.range(0, writers)
                .mapToObj(row -> row % 2 == 0 ? "f" : "m")
                .toList();
        return Slices.of(List.of(Column.of("writer", ofRows), Column.of("sex", sexe)), 1);
    }

    private static List<String> faults(Slices slices, String... metrics) {
        StringBuilder yaml =
                new StringBuilder(SampleResults.TWO_VARIANTS).append("seeds: 2\nslices: {file: slices.csv}\ngates:\n");
        for (String metric : metrics) {
            String limit = metric.contains("gap") ? ", atMost: 0.5}\n" : ", atLeast: 0.5}\n";
            yaml.append("  - {metric: ")
                    .append(metric)
                    .append(", variant: smote")
                    .append(limit);
        }
        ExperimentSpec spec = SampleResults.spec(yaml.toString());
        return SlicedGates.faults(spec, slices);
    }
}
