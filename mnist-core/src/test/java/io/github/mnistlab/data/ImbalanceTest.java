package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImbalanceTest {
    private static final int[] MNIST = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};

    @Test
    void countsThinTheClassesNamed() {
        assertThat(new Imbalance.Counts(Map.of(2, 5, 0, 10)).finalCounts(new int[] {10, 20, 30, 0}))
                .containsExactly(10, 20, 5, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5421 5842", // more than they have: they keep what they have
        "10, 674 674", // 674.2
        "50, 135 135", // 134.84
        "500, 13 13", // 13.48
        "100000, 1 1" // 0.07
    })
    void stepDividesTheLargestMajorityClassByTheRatio(double ratio, String thinned) {
        int[] kept = new Imbalance.Step(List.of(5, 4), ratio).finalCounts(MNIST);

        assertThat(kept[5] + " " + kept[4]).isEqualTo(thinned);
        int[] others = MNIST.clone();
        others[5] = kept[5];
        others[4] = kept[4];
        assertThat(kept).containsExactly(others);
    }

    @Test
    void stepReachesItsRatioWhenTheLargestClassItselfIsThinned() {
        int[] kept = new Imbalance.Step(List.of(1), 10).finalCounts(MNIST);

        // The largest class that stays is 7, with 6265 rows.
        assertThat(kept[1]).isEqualTo(627);
    }

    @Test
    void drawsRowsOfTheRightClassesInTheirOrder() {
        LabeledImages training = FakeMnist.rows(200, 5);
        Imbalance imbalance = new Imbalance.Step(List.of(3, 8), 4);
        int[] rows = imbalance.rows(training, new RandomStreams(1));

        assertThat(rows).isSorted().doesNotHaveDuplicates();
        assertThat(training.select(rows).classCounts()).containsExactly(20, 20, 20, 5, 20, 20, 20, 20, 5, 20);
        assertThat(imbalance.rows(training, new RandomStreams(1))).isEqualTo(rows);
        assertThat(imbalance.rows(training, new RandomStreams(2))).isNotEqualTo(rows);
    }

    @Test
    void refusesWhatTheRowsCannotSatisfy() {
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(1, 21)).finalCounts(new int[] {10, 20}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("21 training rows of class 1")
                .hasMessageContaining("only 20");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(2, 1)).finalCounts(new int[] {10, 20}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class 2, but the data has classes 0 to 1");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(4), 10).finalCounts(new int[] {10, 20}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class 4");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(0, 1), 10).finalCounts(new int[] {10, 20, 0}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("every class");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(2), 10).finalCounts(new int[] {10, 20, 0}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class 2 as minority, but it has no training row");
    }

    @Test
    void refusesNonsenseWhenBuilt() {
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of())).hasMessageContaining("at least one class");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(10, 5))).hasMessageContaining("0 to 9, but names 10");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(-1, 5))).hasMessageContaining("names -1");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(3, 0))).hasMessageContaining("class 3 must be at least 1");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(3, -7))).hasMessageContaining("is -7");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(), 10)).hasMessageContaining("at least one class");
        assertThatThrownBy(() -> new Imbalance.Step(Arrays.asList(1, null), 10)).hasMessageContaining("names null");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(1, 1), 10)).hasMessageContaining("no class twice");
        for (double ratio : new double[] {0.99, 0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Imbalance.Step(List.of(1), ratio))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("but is " + ratio);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"counts\",\"counts\":{\"1\":20,\"7\":5}}",
                "{\"type\":\"step\",\"minority\":[1,7],\"ratio\":12.5}"
            })
    void hasTheShapeOfItsYaml(String text) throws JsonProcessingException {
        Imbalance read = new YAMLMapper().readValue(text, Imbalance.class);

        assertThat(new ObjectMapper().writeValueAsString(read)).isEqualTo(text);
        assertThat(new ObjectMapper().readValue(text, Imbalance.class)).isEqualTo(read);
    }

    @Test
    void isEqualWhateverTheOrderItWasWrittenIn() throws JsonProcessingException {
        assertThat(new Imbalance.Step(List.of(7, 1), 2)).isEqualTo(new Imbalance.Step(List.of(1, 7), 2));
        assertThat(new YAMLMapper().readValue("{type: counts, counts: {7: 5, 1: 20}}", Imbalance.class))
                .hasToString(new Imbalance.Counts(Map.of(1, 20, 7, 5)).toString());
    }
}
