package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.Resampling.Original;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.balance.SamplingStrategy.FinalCounts;
import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link RandomOver} and {@link RandomUnder}. */
class RandomSamplingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RandomStreams RANDOM = new RandomStreams(5);
    /** Classes of 20, 2 and 8 rows, mixed; the features do not matter. */
    private static final int[] LABELS = IntStream.range(0, 30)
            .map(row -> row % 15 == 3 ? 1 : row % 4 == 1 ? 2 : 0)
            .toArray();

    private static final FeatureMatrix FEATURES = FeatureMatrix.of(new double[30][1]);

    @Test
    void overSamplingAddsCopiesOfRowsOfTheClassAfterTheOriginals() {
        Resampling recipe = new RandomOver().resample(FEATURES, LABELS, RANDOM);

        int[] labels = recipe.apply(LABELS);
        assertThat(rows(recipe)).startsWith(IntStream.range(0, 30).toArray());
        assertThat(labels).startsWith(LABELS);
        assertThat(Arrays.copyOfRange(labels, 30, labels.length)).isSorted();
        for (int label = 0; label < 3; label++) {
            int wanted = label;
            assertThat(Arrays.stream(labels).filter(l -> l == wanted).count())
                    .isEqualTo(Arrays.stream(LABELS).filter(l -> l == 0).count());
        }
    }

    @Test
    void overSamplingDrawsUniformly() {
        Resampling recipe = new RandomOver(count(2, 20_000)).resample(FEATURES, LABELS, RANDOM);

        int[] drawn = new int[30];
        Arrays.stream(rows(recipe)).skip(30).forEach(row -> drawn[row]++);

        int[] ofClass2 = IntStream.range(0, 30)
                .filter(row -> LABELS[row] == 2)
                .map(row -> drawn[row])
                .toArray();
        assertThat(Arrays.stream(ofClass2).sum()).isEqualTo(20_000 - ofClass2.length);
        assertThat(Statistics.chiSquareDeviation(ofClass2)).isBetween(-3.0, 3.0);
    }

    @Test
    void underSamplingKeepsRowsOnceAndInTheirOrder() {
        Resampling recipe = new RandomUnder().resample(FEATURES, LABELS, RANDOM);

        assertThat(recipe.sourceRows()).isEqualTo(30);
        assertThat(rows(recipe)).isSorted().doesNotHaveDuplicates().hasSize(6);
        assertThat(recipe.apply(LABELS)).containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2);
    }

    @Test
    void underSamplingLeavesOtherClassesWhole() {
        Resampling recipe = new RandomUnder(count(0, 0)).resample(FEATURES, LABELS, RANDOM);

        assertThat(rows(recipe))
                .isEqualTo(
                        IntStream.range(0, 30).filter(row -> LABELS[row] != 0).toArray());
    }

    @Test
    void underSamplingKeepsEachRowEquallyOften() {
        int[] kept = new int[30];
        for (int seed = 0; seed < 3_000; seed++) {
            Resampling recipe = new RandomUnder(count(0, 5)).resample(FEATURES, LABELS, new RandomStreams(seed));
            Arrays.stream(rows(recipe)).forEach(row -> kept[row]++);
        }

        int[] ofClass0 = IntStream.range(0, 30)
                .filter(row -> LABELS[row] == 0)
                .map(row -> kept[row])
                .toArray();
        assertThat(Arrays.stream(ofClass0).sum()).isEqualTo(15_000);
        // Rows kept together are not independent: the statistic is smaller than for draws with replacement, by 1 - 5/n.
        assertThat(Statistics.chiSquareDeviation(ofClass0)).isBetween(-5.0, 3.0);
    }

    @Test
    void theSameSeedGivesTheSameRowsAndAnotherSeedOthers() {
        for (RowBalancing method : new RowBalancing[] {new RandomOver(), new RandomUnder()}) {
            Resampling once = method.resample(FEATURES, LABELS, new RandomStreams(1));
            assertThat(method.resample(FEATURES, LABELS, new RandomStreams(1))).isEqualTo(once);
            assertThat(method.resample(FEATURES, LABELS, new RandomStreams(2))).isNotEqualTo(once);
        }
    }

    @Test
    void areReadFromJson() throws JsonProcessingException {
        assertThat(JSON.readValue(
                        "{\"method\": \"random-over\", \"samplingStrategy\": \"auto\", \"shrinkage\": 0}",
                        BalancingSpec.class))
                .isEqualTo(new RandomOver());
        assertThat(JSON.readValue(
                        "{\"method\": \"random-under\", \"samplingStrategy\": \"majority\"}", BalancingSpec.class))
                .isEqualTo(new RandomUnder(Classes.MAJORITY));
        assertThat(JSON.writeValueAsString(new RandomOver()))
                .isEqualTo("{\"method\":\"random-over\",\"samplingStrategy\":\"auto\",\"shrinkage\":0.0}");
    }

    @Test
    void refuseTheStrategyThatTheyCannotFollow() {
        assertThatThrownBy(() -> new RandomOver(Classes.MAJORITY)).hasMessageContaining("random-over adds rows");
        assertThatThrownBy(() -> new RandomUnder(Classes.MINORITY))
                .hasMessageContaining("random-under leaves rows out");
    }

    private static FinalCounts count(int label, int count) {
        return new FinalCounts(new TreeMap<>(Map.of(label, count)));
    }

    private static int[] rows(Resampling recipe) {
        return IntStream.range(0, recipe.size())
                .map(i -> ((Original) recipe.row(i)).row())
                .toArray();
    }
}
