package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.Resampling.Original;
import io.github.mnistlab.balance.Resampling.Row;
import io.github.mnistlab.balance.Resampling.Synthetic;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.balance.SamplingStrategy.FinalCounts;
import io.github.mnistlab.balance.SmoteEnn.KindSel;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link SmoteTomek} and {@link SmoteEnn}. */
class CombinedMethodsTest {
    private static final RandomStreams RANDOM = new RandomStreams(4);

    static List<JsonNode> vectors() {
        return Vectors.cases("smoothing_cleaning.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void keepTheRowsThatImbalancedLearnKeeps(JsonNode vector) {
        FeatureMatrix features = features(vector);
        int[] labels = labels(vector);
        SamplingStrategy asItIs = new FinalCounts(new TreeMap<>(
                Map.of(0, (int) Arrays.stream(labels).filter(l -> l == 0).count())));

        assertThat(originals(new SmoteTomek(5, asItIs).resample(features, labels, RANDOM)))
                .isEqualTo(Vectors.ints(vector.get("smote-tomek")));
        for (KindSel kind : KindSel.values()) {
            for (int n : new int[] {1, 3, 5}) {
                SmoteEnn method = new SmoteEnn(5, n, kind, asItIs);
                int[] expected =
                        Vectors.ints(vector.get("smote-enn").get((kind == KindSel.ALL ? "all-" : "mode-") + n));
                if (hasAllClasses(expected, labels)) {
                    assertThat(originals(method.resample(features, labels, RANDOM)))
                            .isEqualTo(expected);
                } else { // different on purpose: imbalanced-learn goes on without the class
                    assertThatThrownBy(() -> method.resample(features, labels, RANDOM))
                            .isInstanceOf(NotApplicableException.class)
                            .hasMessageContaining("would leave it no row");
                }
            }
        }
    }

    private static boolean hasAllClasses(int[] kept, int[] labels) {
        return Arrays.stream(kept).map(row -> labels[row]).distinct().count()
                == Arrays.stream(labels).distinct().count();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void judgeTheRowsOfSmoteAndKeepThemInOrder(JsonNode vector) {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = labels(vector);
        Resampling filled = new Smote().resample(features(vector), labels, RANDOM);

        assertCleaned(filled, filled.apply(rows), filled.apply(labels), features(vector), labels);
    }

    /** Rounding makes rows equal, or the nearest, that were not: images are judged as they are trained on. */
    @Test
    void judgeImagesAsTheyAreTrainedOn() {
        LabeledImages images = images(9, 30, 12);
        Resampling filled = new Smote().resample(images, RANDOM);
        assertThat(rows(filled)).anyMatch(Synthetic.class::isInstance);
        LabeledImages made = filled.apply(images);
        int[] labels = IntStream.range(0, images.size()).map(images::label).toArray();

        assertCleaned(filled, rows(made), filled.apply(labels), FeatureMatrix.of(images), labels);
    }

    /** Against the definitions, with a search that sorts all distances. */
    private static void assertCleaned(
            Resampling filled, double[][] made, int[] madeLabels, FeatureMatrix features, int[] labels) {
        int[] all = IntStream.range(0, made.length).toArray();
        int[][] nearest = IntStream.range(0, made.length)
                .mapToObj(row -> BruteForce.nearest(made, row, all, 3))
                .toArray(int[][]::new);
        List<Row> outsideLinks = IntStream.of(all)
                .filter(row -> {
                    int partner = nearest[row][0];
                    return madeLabels[partner] == madeLabels[row] || nearest[partner][0] != row;
                })
                .mapToObj(filled::row)
                .toList();
        List<Row> confirmed = IntStream.of(all)
                .filter(row -> Arrays.stream(nearest[row]).allMatch(other -> madeLabels[other] == madeLabels[row]))
                .mapToObj(filled::row)
                .toList();

        Resampling tomek = new SmoteTomek().resample(features, labels, RANDOM);
        Resampling enn = new SmoteEnn().resample(features, labels, RANDOM);
        assertThat(outsideLinks).hasSizeLessThan(made.length);
        assertThat(confirmed).hasSizeLessThan(made.length);
        assertThat(rows(tomek)).isEqualTo(outsideLinks);
        assertThat(rows(enn)).isEqualTo(confirmed);
    }

    @Test
    void theSameSeedMakesTheSameRowsAndAnotherSeedOthers() {
        JsonNode vector = vectors().get(2);
        for (RowBalancing method : List.of(new SmoteTomek(), new SmoteEnn())) {
            Resampling once = method.resample(features(vector), labels(vector), RANDOM);
            assertThat(method.resample(features(vector), labels(vector), RANDOM))
                    .isEqualTo(once);
            assertThat(method.resample(features(vector), labels(vector), new RandomStreams(5)))
                    .isNotEqualTo(once);
        }
    }

    /** imbalanced-learn takes the first of two rows at no distance for the row itself, whichever it is. */
    @Test
    void aDuplicateIsANeighbourAndTheRowItselfIsNot() {
        double[][] rows = {{0}, {0}, {5}, {5.5}, {9}, {9.5}};
        int[] labels = {0, 1, 0, 0, 1, 1};

        assertThat(originals(new SmoteTomek().resample(FeatureMatrix.of(rows), labels, RANDOM)))
                .containsExactly(2, 3, 4, 5);
    }

    @Test
    void refuseToLeaveAClassWithoutRows() {
        // Each row of class 1 lies beside one of class 0, and far from its own.
        double[][] rows = {{0}, {1}, {10}, {11}, {20}, {21}, {30}, {30.5}};
        int[] labels = {0, 1, 0, 1, 0, 1, 0, 0};
        FeatureMatrix features = FeatureMatrix.of(rows);
        SamplingStrategy asItIs = new FinalCounts(new TreeMap<>(Map.of(1, 3)));

        assertThatThrownBy(() -> new SmoteTomek(2, asItIs).resample(features, labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage("smote-tomek cannot be applied to class 1, as it would leave it no row: each of its 3 rows,"
                        + " new ones included, is in a Tomek link; smote leaves no rows out");
        assertThatThrownBy(() -> new SmoteEnn(2, 1, KindSel.ALL, asItIs).resample(features, labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContaining("class 1")
                .hasMessageContaining("is contradicted by its 1 nearest (nNeighbors)");
    }

    @Test
    void refuseTooFewRowsAndWrongValues() {
        double[][] rows = {{0}, {1}, {10}, {11}, {20}};
        int[] labels = {0, 0, 0, 1, 1};
        FeatureMatrix features = FeatureMatrix.of(rows);

        assertThatThrownBy(() -> new SmoteTomek().resample(features, labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContaining("class 1")
                .hasMessageContaining("the largest kNeighbors that works is 1");
        assertThatThrownBy(() -> new SmoteEnn(1, 6, KindSel.ALL, Classes.AUTO).resample(features, labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage(
                        "smote-enn with nNeighbors 6 cannot be applied to 6 rows in all; the largest nNeighbors that"
                                + " works is 5");
        assertThatThrownBy(() -> new SmoteTomek().resample(features, new int[5], RANDOM))
                .isInstanceOf(NotApplicableException.class);
        assertThatThrownBy(() -> new SmoteTomek(0, Classes.AUTO)).hasMessage("kNeighbors must be 1 or more, but is 0");
        assertThatThrownBy(() -> new SmoteEnn(0, 3, KindSel.ALL, Classes.AUTO)).hasMessageContaining("are 0 and 3");
        assertThatThrownBy(() -> new SmoteEnn(5, 0, KindSel.ALL, Classes.AUTO))
                .hasMessage("kNeighbors and nNeighbors must be 1 or more, but are 5 and 0");
        assertThatThrownBy(() -> new SmoteEnn(5, 3, null, Classes.AUTO)).hasMessageContaining("but is null");
        assertThatThrownBy(() -> new SmoteTomek(5, Classes.MAJORITY))
                .hasMessageContaining("\"majority\" is for methods that leave rows out, and smote-tomek");
    }

    @Test
    void areReadFromJsonAndWrittenInFull() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readValue(
                        "{\"method\": \"smote-tomek\", \"kNeighbors\": 3, \"samplingStrategy\": \"auto\"}",
                        BalancingSpec.class))
                .isEqualTo(new SmoteTomek(3, Classes.AUTO));
        assertThat(json.readValue(
                        "{\"method\": \"smote-enn\", \"kNeighbors\": 5, \"nNeighbors\": 3, \"kindSel\": \"mode\", \"samplingStrategy\": \"auto\"}",
                        BalancingSpec.class))
                .isEqualTo(new SmoteEnn(5, 3, KindSel.MODE, Classes.AUTO));
        assertThat(json.writeValueAsString(new SmoteTomek()))
                .isEqualTo("{\"method\":\"smote-tomek\",\"kNeighbors\":5,\"samplingStrategy\":\"auto\"}");
        assertThat(json.writeValueAsString(new SmoteEnn()))
                .isEqualTo("{\"method\":\"smote-enn\",\"kNeighbors\":5,\"nNeighbors\":3,\"kindSel\":\"all\","
                        + "\"samplingStrategy\":\"auto\"}");
    }

    private static FeatureMatrix features(JsonNode vector) {
        return FeatureMatrix.of(Vectors.doubleRows(vector.get("X")));
    }

    private static int[] labels(JsonNode vector) {
        return Vectors.ints(vector.get("y"));
    }

    private static List<Row> rows(Resampling recipe) {
        return IntStream.range(0, recipe.size()).mapToObj(recipe::row).toList();
    }

    private static int[] originals(Resampling recipe) {
        return rows(recipe).stream().mapToInt(row -> ((Original) row).row()).toArray();
    }

    /** Classes of so many rows in few grey values that overlap. */
    private static LabeledImages images(int... counts) {
        int size = Arrays.stream(counts).sum();
        byte[] labels = new byte[size];
        byte[] pixels = new byte[size * ImageShape.MNIST_PIXELS];
        UniformRandomProvider random = RANDOM.stream("test");
        int row = 0;
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++, row++) {
                labels[row] = (byte) label;
                for (int p = 0; p < 3; p++) {
                    pixels[row * ImageShape.MNIST_PIXELS + p] = (byte) (random.nextInt(6) + 2 * label);
                }
            }
        }
        return new LabeledImages(pixels, labels, counts.length);
    }

    private static double[][] rows(LabeledImages images) {
        double[][] rows = new double[images.size()][ImageShape.MNIST_PIXELS];
        for (int row = 0; row < rows.length; row++) {
            for (int p = 0; p < ImageShape.MNIST_PIXELS; p++) {
                rows[row][p] = images.pixel(row, p);
            }
        }
        return rows;
    }
}
