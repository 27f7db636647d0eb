package io.github.mnistlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripPlotTest {

    @ParameterizedTest
    @CsvSource({
        "0.975, 0.982, '0.974 0.976 0.978 0.980 0.982'",
        "0.1, 0.9, '0.0 0.2 0.4 0.6 0.8 1.0'",
        "0, 0, '0.00000 0.00002'",
        "-0.02, 0.02, '-0.02 -0.01 0.00 0.01 0.02'",
        "12, 830, '0 200 400 600 800 1000'",
    })
    void ticksAreRoundAndHoldTheValuesBetweenThem(double least, double most, String expected) {
        StripPlot plot = StripPlot.of("m", Map.of("v", List.of(least, most)));

        assertThat(plot.ticks()).extracting(StripPlot.Tick::label).containsExactly(expected.split(" "));
        assertThat(plot.ticks().get(0).x()).isEqualTo(StripPlot.LEFT);
        assertThat(plot.ticks().get(plot.ticks().size() - 1).x()).isEqualTo(StripPlot.RIGHT);
    }

    @Test
    void placesFollowValues() {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        values.put("one", List.of(0.0, 1.0, 0.5));
        values.put("none", List.of(Double.NaN));
        StripPlot plot = StripPlot.of("m", values);

        StripPlot.Strip one = plot.strips().get(0);
        double middle = (StripPlot.LEFT + StripPlot.RIGHT) / 2.0;
        assertThat(one.dots()).containsExactly((double) StripPlot.LEFT, (double) StripPlot.RIGHT, middle);
        assertThat(one.mean()).isEqualTo(middle);
        assertThat(plot.strips().get(1).dots()).isEmpty();
    }

    @Test
    void namesStayText() {
        String svg = StripPlot.of("<b>", Map.of("\"><script>", List.of(0.5))).svg();

        assertThat(svg).doesNotContain("<b>").doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void withoutValuesThereIsAnAxis() {
        assertThat(StripPlot.of("m", Map.of("v", List.of())).ticks()).hasSizeGreaterThan(1);
    }
}
