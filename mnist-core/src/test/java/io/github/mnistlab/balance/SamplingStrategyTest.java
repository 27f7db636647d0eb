package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.balance.SamplingStrategy.FinalCounts;
import io.github.mnistlab.balance.SamplingStrategy.Ratio;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingStrategyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<JsonNode> vectors() {
        return Vectors.cases("sampling_strategy.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void givesOrRefusesWhatImbalancedLearnDoes(JsonNode vector) throws JsonProcessingException {
        int[] counts = Vectors.ints(vector.get("counts"));
        if (vector.has("final")) {
            SamplingStrategy strategy = JSON.treeToValue(vector.get("strategy"), SamplingStrategy.class);
            assertThat(strategy.oversampledCounts(counts)).isEqualTo(Vectors.ints(vector.get("final")));
        } else {
            assertThatThrownBy(() -> SamplingStrategy.of(vector.get("strategy")).oversampledCounts(counts))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = ';',
            value = {
                // imbalanced-learn 0.10, check_sampling_strategy(..., "under-sampling")
                "[50,20,35,20]; '\"auto\"'; [20,20,20,20]",
                "[50,20,35,20]; '\"not minority\"'; [20,20,20,20]",
                "[50,20,35,20]; '\"not majority\"'; [50,20,20,20]",
                "[50,20,35,20]; '\"majority\"'; [20,20,35,20]",
                "[50,20,35,20]; '\"all\"'; [20,20,20,20]",
                "[50,20,35,20]; '\"minority\"'; 'there is nothing to cut it down to'",
                "[50,20,35,20]; 0.5; 'a number, is for two classes'",
                "[50,20,35,20]; '{\"0\": 10, \"2\": 35}'; [10,20,35,20]",
                "[50,20,35,20]; '{\"1\": 21}'; 'asks for 21 rows of class 1, which has 20, and'",
                "[50,20,35,20]; '{\"1\": 0}'; [50,0,35,20]",
                "[50,20]; 0.5; [40,20]",
                "[50,20]; 0.9; [22,20]",
                "[50,20]; 0.4; [50,20]",
                "[50,20]; 0.39; 'asks for 51 rows of class 0'",
                "[50,20]; 0.3; 'the smallest number that works is about 0.4000'",
                "[0,20]; '\"auto\"'; 'two are needed'",
            })
    void cutsDownOrRefusesToAsImbalancedLearnDoes(String counts, String strategy, String expected)
            throws JsonProcessingException {
        SamplingStrategy read = JSON.readValue(strategy, SamplingStrategy.class);
        int[] now = JSON.readValue(counts, int[].class);
        if (expected.startsWith("[")) {
            assertThat(read.undersampledCounts(now)).isEqualTo(JSON.readValue(expected, int[].class));
        } else {
            assertThatThrownBy(() -> read.undersampledCounts(now))
                    .isInstanceOf(NotApplicableException.class)
                    .hasMessageContaining(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"auto\"", "\"not minority\"", "\"majority\"", "0.5", "1.0", "{\"1\":30,\"3\":20}"})
    void isWrittenAsItIsRead(String json) throws JsonProcessingException {
        SamplingStrategy strategy = JSON.readValue(json, SamplingStrategy.class);

        assertThat(JSON.writeValueAsString(strategy)).isEqualTo(json);
        assertThat(JSON.readValue(JSON.writeValueAsString(strategy), SamplingStrategy.class))
                .isEqualTo(strategy);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"automatic\"', 'auto, minority, not minority, not majority, majority, all'",
                "'[1, 2]', 'must be one of auto, minority'",
                "'true', 'but is true'",
                "'1.2', 'above 0 up to 1, but is 1.2'",
                "'{\"three\": 20}', 'maps \"three\" to 20'",
                "'{\"-1\": 20}', 'maps \"-1\" to 20'",
                "'{\"3\": 20.5}', 'maps \"3\" to 20.5'",
                "'{\"3\": -1}', 'maps 3 to -1'",
                "'{\"3\": 99999999999}', 'maps \"3\" to 99999999999'",
            })
    void refusesOtherJsonSayingWhatIsAllowed(String json, String said) {
        assertThatThrownBy(() -> JSON.readValue(json, SamplingStrategy.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining(said);
    }

    @Test
    void takesTheFirstOfEquallyLargeOrSmallClassesAndLeavesOutEmptyOnes() {
        int[] counts = {0, 20, 50, 20, 50};

        assertThat(Classes.MINORITY.oversampledCounts(counts)).containsExactly(0, 50, 50, 20, 50);
        assertThat(Classes.NOT_MINORITY.oversampledCounts(counts)).containsExactly(0, 20, 50, 50, 50);
        assertThat(Classes.AUTO.oversampledCounts(counts)).containsExactly(0, 50, 50, 50, 50);
        assertThat(new Ratio(0.5).oversampledCounts(new int[] {10, 0, 40})).containsExactly(20, 0, 40);
    }

    @Test
    void aMapMayAskForMoreThanTheLargestClassHas() {
        assertThat(counts(0, 70).oversampledCounts(new int[] {20, 50})).containsExactly(70, 50);
    }

    @Test
    void saysWhichClassHasWhatAndWhatWouldWork() {
        int[] counts = {50, 20, 0};

        refuses(Classes.MAJORITY, counts, "class 0 is the largest with 50 rows", "auto");
        refuses(new Ratio(0.3), counts, "15 rows of class 1", "which has 20 already", "works is about 0.4200");
        refuses(new Ratio(1), new int[] {20, 20}, "20 rows of class 1", "one size, and no number works");
        refuses(new Ratio(0.5), new int[] {50, 20, 10}, "0.5", "more have rows", "class 2: 10", "a map");
        refuses(counts(1, 10), counts, "10 rows of class 1", "which has 20 already", "20 or more");
        refuses(counts(2, 10), counts, "class 2, which has none", "(class 0: 50, class 1: 20)");
        refuses(counts(7, 10), counts, "class 7, which has none");
        refuses(counts(1, 2_000_000_000), counts, "2000000050 rows in all", "at most 2739137");
        refuses(Classes.AUTO, new int[] {0, 20, 0}, "1 class(es) of 3 have rows (class 1: 20)", "two are needed");
    }

    @Test
    void theSmallestNumberSaidToWorkWorks() {
        assertThat(new Ratio(0.42).oversampledCounts(new int[] {50, 20})).containsExactly(50, 21);
    }

    private static FinalCounts counts(int label, int count) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        counts.put(label, count);
        return new FinalCounts(counts);
    }

    private static void refuses(SamplingStrategy strategy, int[] counts, String... said) {
        assertThatThrownBy(() -> strategy.oversampledCounts(counts))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContainingAll(said);
    }
}
