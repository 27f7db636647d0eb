package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.McNemar;
import io.github.mnistlab.evaluate.interval.StudentMean;
import io.github.mnistlab.evaluate.interval.Tango;
import io.github.mnistlab.evaluate.interval.Wilson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement with SciPy and statsmodels. */
class StatisticsVectorsTest {
    private static final Offset<Double> EXACT = within(1e-9);

    /** They search for it too, less closely. */
    private static final Offset<Double> SEARCHED = within(1e-6);

    static List<JsonNode> cases() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        new ObjectMapper()
                .readTree(Path.of(System.getProperty("vectors.dir"), "statistics.json")
                        .toFile())
                .get("cases")
                .forEach(cases::add);
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithScipyAndStatsmodels(JsonNode expected) {
        switch (expected.get("kind").textValue()) {
            case "wilson" -> bounds(new Wilson(count(expected, "successes"), count(expected, "n")), expected, EXACT);
            case "clopperPearson" ->
                bounds(new ClopperPearson(count(expected, "successes"), count(expected, "n")), expected, EXACT);
            case "mcnemar" -> {
                McNemar test = new McNemar(count(expected, "onlyFirstRight"), count(expected, "onlySecondRight"));
                is(test.exact(), expected, "exact");
                is(test.midP(), expected, "midP");
            }
            case "mean" -> {
                StudentMean mean = StudentMean.of(numbers(expected, "values"));
                is(mean.mean(), expected, "mean");
                is(mean.standardDeviation(), expected, "sd");
                bounds(mean, expected, EXACT);
            }
            case "pairedMeans" -> {
                StudentMean mean = StudentMean.ofDifferences(numbers(expected, "first"), numbers(expected, "second"));
                is(mean.mean(), expected, "difference");
                is(mean.pValue(), expected, "p");
                assertThat(mean.t()).isCloseTo(expected.get("t").doubleValue(), within(1e-7));
                bounds(mean, expected, EXACT);
            }
            case "pairedProportions" -> is(tango(expected).difference(), expected, "difference");
            case "tango" -> {
                is(tango(expected).difference(), expected, "difference");
                bounds(tango(expected), expected, SEARCHED);
            }
            default -> throw new AssertionError("no test knows the kind of " + expected);
        }
    }

    private static Tango tango(JsonNode expected) {
        return new Tango(count(expected, "onlyFirstRight"), count(expected, "onlySecondRight"), count(expected, "n"));
    }

    private static void bounds(ConfidenceBounds bounds, JsonNode expected, Offset<Double> tolerance) {
        double alpha = (1 - expected.get("level").doubleValue()) / 2;
        assertThat(bounds.lower(alpha)).isCloseTo(expected.get("low").doubleValue(), tolerance);
        assertThat(bounds.upper(alpha)).isCloseTo(expected.get("high").doubleValue(), tolerance);
    }

    private static void is(double value, JsonNode expected, String field) {
        assertThat(value).as(field).isCloseTo(expected.get(field).doubleValue(), EXACT);
    }

    private static long count(JsonNode node, String field) {
        return node.get(field).longValue();
    }

    private static double[] numbers(JsonNode node, String field) {
        double[] numbers = new double[node.get(field).size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = node.get(field).get(i).doubleValue();
        }
        return numbers;
    }
}
