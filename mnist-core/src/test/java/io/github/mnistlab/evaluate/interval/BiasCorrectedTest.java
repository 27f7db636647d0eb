package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BiasCorrectedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Iterable<JsonNode> cases() throws IOException {
        try (InputStream stream = BiasCorrectedTest.class.getResourceAsStream("/vectors/bootstrap.json")) {
            return JSON.readTree(stream).get("cases");
        }
    }

    /** Of the same resamples of a mean. SciPy interpolates between two of them; here the one that is further out counts. */
    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithScipy(JsonNode expected) {
        double[] resamples = doubles(expected.get("resamples"));
        BiasCorrected bounds = BiasCorrected.of(
                doubles(expected.get("values")), expected.get("estimate").doubleValue(), resamples);

        for (JsonNode bound : expected.get("bounds")) {
            double alpha = bound.get("alpha").doubleValue();
            double low = bound.get("low").doubleValue();
            double high = bound.get("high").doubleValue();
            assertThat(bounds.lower(alpha)).isLessThanOrEqualTo(low + 1e-6);
            assertThat(bounds.upper(alpha)).isGreaterThanOrEqualTo(high - 1e-6);
            assertThat(distinctBetween(resamples, bounds.lower(alpha), low)).isLessThanOrEqualTo(1);
            assertThat(distinctBetween(resamples, high, bounds.upper(alpha))).isLessThanOrEqualTo(1);
        }
    }

    /** As if of a thousand a half lay on the other side. */
    @Test
    void whereAllResamplesLieOnOneSideTheBiasIsAsLargeAsTheyCanShow() {
        double[] scores = new Random(2).doubles(20).toArray();
        double[] above = new Random(3).doubles(1_000, 1, 2).toArray();
        BiasCorrected bounds = BiasCorrected.of(scores, 1, above);
        BiasCorrected mirror = BiasCorrected.of(negated(scores), -1, negated(above));

        for (double alpha : new double[] {0.05, 0.2}) {
            // No further inwards for a smaller alpha than the fifth, which is known.
            assertThat(bounds.lower(alpha))
                    .isEqualTo(Arrays.stream(above).sorted().toArray()[4]);
            assertThat(mirror.upper(alpha)).isCloseTo(-bounds.lower(alpha), within(1e-9));
            assertThat(mirror.lower(alpha)).isCloseTo(-bounds.upper(alpha), within(1e-9));
        }
    }

    /** Three tenths lie on either side: there is no bias, whatever becomes of those between. */
    @Test
    void resamplesThatAreTheEstimateLieOnBothSides() {
        double[] resamples = IntStream.range(0, 1_000)
                .mapToDouble(i -> i < 300 ? -1 : i < 700 ? 0 : 1)
                .toArray();

        BiasCorrected bounds = BiasCorrected.of(new double[] {-1, -1, 1, 1}, 0, resamples);

        assertThat(bounds.lower(0.29)).isEqualTo(-1);
        assertThat(bounds.upper(0.29)).isEqualTo(1);
        assertThat(bounds.lower(0.31)).isZero();
        assertThat(bounds.upper(0.31)).isZero();
    }

    private static long distinctBetween(double[] resamples, double from, double to) {
        return Arrays.stream(resamples)
                .filter(value -> value > from && value < to - 1e-6)
                .distinct()
                .count();
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static double[] doubles(JsonNode array) {
        return JSON.convertValue(array, double[].class);
    }
}
