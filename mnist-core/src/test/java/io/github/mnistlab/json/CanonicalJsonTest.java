package io.github.mnistlab.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.experiment.file.Yaml;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @Test
    void keysAreSortedAndNothingIsAdded() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("b", List.of(1, List.of(), Map.of()));
        value.put("a", Arrays.asList(null, true, "x\"\n"));
        value.put("B", Collections.singletonMap("€", 2L));

        assertThat(CanonicalJson.write(value))
                .isEqualTo("{\"B\":{\"€\":2},\"a\":[null,true,\"x\\\"\\n\"],\"b\":[1,[],{}]}");
    }

    /** From RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void doublesAreWrittenAsRfc8785Demands(String bits, String text) {
        assertThat(CanonicalJson.write(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(text);
    }

    @Test
    void doublesReadBackAsTheyWere() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < 2000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(mapper.readValue(CanonicalJson.write(value), Double.class))
                        .isEqualTo(value + 0.0);
            }
        }
    }

    @Test
    void equalNumbersHaveOneText() {
        assertThat(CanonicalJson.write(List.of(1, 1L, 1.0, new BigDecimal("1.00"))))
                .isEqualTo("[1,1,1,1]");
        assertThat(CanonicalJson.write(new BigDecimal("0.97500"))).isEqualTo("0.975");
        assertThat(CanonicalJson.write(new BigDecimal("0.12345678901234567890123")))
                .isEqualTo("0.12345678901234567890123");
        assertThat(CanonicalJson.write(9007199254740993L)).isEqualTo("9007199254740993");
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.write(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void overridesThatComeToTheSameHaveTheSameText() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read("""
                name: test
                dataset: {source: mnist}
                training: {optimizer: {learningRate: 0.0010}}
                variants:
                  a: {}
                  b: {training: {optimizer: {type: adam, learningRate: 1e-3}}, model: {hidden: [1025, 512, 256]}}
                """);

        assertThat(CanonicalJson.write(spec.variant("a").spec()))
                .isEqualTo(CanonicalJson.write(spec.variant("b").spec()))
                .isEqualTo("{\"balancing\":{\"method\":\"none\"},\"dataset\":{\"seed\":1,\"source\":\"mnist\"},"
                        + "\"model\":{\"activation\":\"relu\",\"dropout\":0,\"hidden\":[1025,512,256],"
                        + "\"initializer\":\"glorot-uniform\",\"l2\":0},\"split\":{\"validation\":0},"
                        + "\"training\":{\"batchSize\":32,\"epochs\":10,\"learningRateSchedule\":{\"type\":\"constant\"},"
                        + "\"optimizer\":{\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1e-7,\"learningRate\":0.001,"
                        + "\"type\":\"adam\"}}}");
    }
}
