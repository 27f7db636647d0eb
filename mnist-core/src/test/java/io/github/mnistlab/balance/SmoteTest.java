package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.Resampling.Original;
import io.github.mnistlab.balance.Resampling.Synthetic;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.balance.SamplingStrategy.FinalCounts;
import io.github.mnistlab.balance.neighbors.NearestNeighbors;
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

class SmoteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RandomStreams RANDOM = new RandomStreams(1);

    static List<JsonNode> vectors() {
        return Vectors.cases("smote.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void findsTheNeighboursThatImbalancedLearnFinds(JsonNode vector) {
        FeatureMatrix features = FeatureMatrix.of(Vectors.doubleRows(vector.get("X")));
        try (NearestNeighbors neighbors = new NearestNeighbors(features)) {
            for (JsonNode expected : vector.get("classes")) {
                int[] rows = Vectors.ints(expected.get("rows"));
                assertThat(neighbors.search(rows, rows, vector.get("k").intValue()))
                        .isDeepEqualTo(Vectors.intRows(expected.get("neighbors")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void addsAsManyRowsToEachClassAsImbalancedLearnFromTheRowsThatItWouldUse(JsonNode vector) {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = Vectors.ints(vector.get("y"));

        Resampling result =
                new Smote(vector.get("k").intValue(), Classes.AUTO).resample(FeatureMatrix.of(rows), labels, RANDOM);

        assertThat(counts(result.apply(labels))).isEqualTo(Vectors.ints(vector.get("finalCounts")));
        for (int i = rows.length; i < result.size(); i++) {
            Synthetic synthetic = (Synthetic) result.row(i);
            JsonNode expected = vector.get("classes").get(Integer.toString(labels[synthetic.base()]));
            int place = Arrays.binarySearch(Vectors.ints(expected.get("rows")), synthetic.base());
            assertThat(place).isNotNegative();
            assertThat(Vectors.ints(expected.get("neighbors").get(place))).contains(synthetic.neighbor());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void interpolatesAsImbalancedLearnDoes(JsonNode vector) {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        for (JsonNode expected : vector.get("classes")) {
            Resampling.Builder recipe = new Resampling.Builder(rows.length);
            for (int i = 0; i < expected.get("synthetic").intValue(); i++) {
                recipe.addSynthetic(
                        expected.get("baseRow").get(i).intValue(),
                        expected.get("neighborRow").get(i).intValue(),
                        expected.get("gap").get(i).doubleValue());
            }
            double[][] made = recipe.build().apply(rows);
            double[][] samples = Vectors.doubleRows(expected.get("samples"));
            assertThat(made.length).isEqualTo(samples.length);
            for (int i = 0; i < samples.length; i++) {
                assertThat(made[i]).containsExactly(samples[i], within(1e-12));
            }
        }
    }

    @Test
    void keepsTheOriginalsFirstAndAddsClassByClass() {
        LabeledImages images = images(9, 30, 12);

        Resampling recipe = new Smote().resample(images, RANDOM);
        LabeledImages result = recipe.apply(images);

        assertThat(result.classCounts()).containsExactly(30, 30, 30);
        assertThat(recipe.size()).isEqualTo(90);
        assertThat(recipe.sourceRows()).isEqualTo(51);
        assertThat(result.select(IntStream.range(0, 51).toArray())).isEqualTo(images);
        assertThat(IntStream.range(0, 51).mapToObj(recipe::row))
                .isEqualTo(IntStream.range(0, 51).mapToObj(Original::new).toList());
        assertThat(Arrays.copyOfRange(result.labels(), 51, 90)).isSorted();
    }

    @Test
    void putsEachPixelBetweenItsParentsAndRoundsHalvesUp() {
        LabeledImages images = images(9, 30, 12);
        Resampling recipe = new Smote().resample(images, RANDOM);

        LabeledImages result = recipe.apply(images);

        for (int i = images.size(); i < recipe.size(); i++) {
            Synthetic synthetic = (Synthetic) recipe.row(i);
            assertThat(synthetic.gap()).isBetween(0.0, Math.nextDown(1.0));
            assertThat(result.label(i))
                    .isEqualTo(images.label(synthetic.base()))
                    .isEqualTo(images.label(synthetic.neighbor()));
            for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                int base = pixel(images, synthetic.base(), pixel);
                int neighbor = pixel(images, synthetic.neighbor(), pixel);
                assertThat(pixel(result, i, pixel))
                        .isBetween(Math.min(base, neighbor), Math.max(base, neighbor))
                        .isEqualTo((int) Math.round(base + synthetic.gap() * (neighbor - base)));
            }
        }
    }

    @Test
    void roundsExactHalvesUp() {
        byte[] pixels = new byte[2 * ImageShape.MNIST_PIXELS];
        pixels[0] = (byte) 200;
        pixels[ImageShape.MNIST_PIXELS] = (byte) 255;
        LabeledImages images = new LabeledImages(pixels, new byte[2], 2);
        Resampling.Builder recipe = new Resampling.Builder(2);
        recipe.addSynthetic(0, 1, 0.5); // 227.5
        recipe.addSynthetic(1, 0, 0.5);

        LabeledImages result = recipe.build().apply(images);

        assertThat(pixel(result, 0, 0)).isEqualTo(228);
        assertThat(pixel(result, 1, 0)).isEqualTo(228);
    }

    @Test
    void joinsEachBaseWithOneOfItsNearestRowsInTheClassButNeverWithItself() {
        LabeledImages images = images(9, 30, 12);
        double[][] rows = new double[images.size()][];
        Arrays.setAll(
                rows,
                row -> IntStream.range(0, ImageShape.MNIST_PIXELS)
                        .mapToDouble(pixel -> pixel(images, row, pixel))
                        .toArray());
        Resampling recipe = new Smote(3, Classes.AUTO).resample(images, RANDOM);

        for (int i = images.size(); i < recipe.size(); i++) {
            Synthetic synthetic = (Synthetic) recipe.row(i);
            int[] classRows = IntStream.range(0, images.size())
                    .filter(row -> images.label(row) == images.label(synthetic.base()))
                    .toArray();
            assertThat(BruteForce.nearest(rows, synthetic.base(), classRows, 3)).contains(synthetic.neighbor());
        }
    }

    @Test
    void aDuplicateIsANeighbourButARowIsNeverItsOwn() {
        // imbalanced-learn drops the first of k + 1 equal rows, which need not be the row itself.
        double[][] rows = {{1}, {1}, {1}, {9}, {8}, {7}, {6}};
        int[] labels = {0, 0, 0, 1, 1, 1, 1};
        Resampling recipe = new Smote(2, filledUpTo(0, 300)).resample(FeatureMatrix.of(rows), labels, RANDOM);

        for (int i = rows.length; i < recipe.size(); i++) {
            Synthetic synthetic = (Synthetic) recipe.row(i);
            assertThat(synthetic.neighbor()).isNotEqualTo(synthetic.base()).isLessThan(3);
        }
    }

    @Test
    void theSameSeedMakesTheSameBytesAndAnotherSeedOthers() {
        LabeledImages images = images(9, 30, 12);

        Resampling once = new Smote().resample(images, new RandomStreams(7));
        Resampling again = new Smote().resample(images, new RandomStreams(7));
        Resampling other = new Smote().resample(images, new RandomStreams(8));

        assertThat(again).isEqualTo(once).hasSameHashCodeAs(once);
        assertThat(again.apply(images).digest()).isEqualTo(once.apply(images).digest());
        assertThat(other).isNotEqualTo(once);
        assertThat(other.apply(images)).isNotEqualTo(once.apply(images));
    }

    @Test
    void whatIsMadeForAClassDependsOnNoOtherAndNotOnHowManyAreMade() {
        LabeledImages images = images(9, 30, 12);

        Resampling both = new Smote().resample(images, RANDOM);
        Resampling one = new Smote(5, filledUpTo(2, 20)).resample(images, RANDOM);

        // 51 originals and, in one of the two, the 21 made for class 0.
        assertThat(IntStream.range(0, 8).mapToObj(i -> one.row(51 + i)))
                .isEqualTo(IntStream.range(0, 8)
                        .mapToObj(i -> both.row(51 + 21 + i))
                        .toList());
    }

    @Test
    void drawsBaseRowsNeighboursAndGapsUniformly() {
        LabeledImages images = images(25, 30);
        Resampling recipe = new Smote(4, filledUpTo(0, 50_025)).resample(images, RANDOM);
        int[][] neighbors = new int[25][];
        int[] class0 = IntStream.range(0, 25).toArray();
        try (NearestNeighbors search = new NearestNeighbors(FeatureMatrix.of(images))) {
            System.arraycopy(search.search(class0, class0, 4), 0, neighbors, 0, 25);
        }
        int[] bases = new int[25];
        int[] pairs = new int[100];
        int[] places = new int[4];
        double[] gaps = new double[50_000];

        for (int i = 0; i < gaps.length; i++) {
            Synthetic synthetic = (Synthetic) recipe.row(images.size() + i);
            int place = IntStream.range(0, 4)
                    .filter(n -> neighbors[synthetic.base()][n] == synthetic.neighbor())
                    .findFirst()
                    .orElseThrow();
            bases[synthetic.base()]++;
            places[place]++;
            pairs[4 * synthetic.base() + place]++;
            gaps[i] = synthetic.gap();
        }

        assertThat(Statistics.chiSquareDeviation(bases)).isBetween(-3.0, 3.0);
        assertThat(Statistics.chiSquareDeviation(places)).isBetween(-3.0, 3.0);
        assertThat(Statistics.chiSquareDeviation(pairs)).isBetween(-3.0, 3.0);
        assertThat(Statistics.kolmogorov(gaps)).isBetween(0.3, 1.95);
    }

    @Test
    void refusesAClassWithTooFewRowsSayingTheLargestKThatWorksForAll() {
        LabeledImages images = images(5, 30, 4);

        assertThatThrownBy(() -> new Smote().resample(images, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage(
                        "smote with kNeighbors 5 cannot be applied to class 2: it has 4 rows, so that each has only "
                                + "3 neighbour(s) in its class; the largest kNeighbors that works is 3");
        assertThat(new Smote(3, Classes.AUTO).resample(images, RANDOM).size()).isEqualTo(90);
        assertThat(new Smote(5, filledUpTo(1, 40)).resample(images, RANDOM).size())
                .describedAs("small classes that get no rows do not matter")
                .isEqualTo(49);
    }

    @Test
    void refusesAClassOfOneRowForAnyK() {
        assertThatThrownBy(() -> new Smote(1, Classes.AUTO).resample(images(1, 30), RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContainingAll("class 0", "has 1 row", "any kNeighbors (1 asked for)");
    }

    @Test
    void refusesWhatCannotBeRight() {
        FeatureMatrix features = FeatureMatrix.of(new double[][] {{0}, {1}});

        assertThatThrownBy(() -> new Smote(0, Classes.AUTO)).hasMessage("kNeighbors must be 1 or more, but is 0");
        assertThatThrownBy(() -> new Smote(5, Classes.MAJORITY)).hasMessageContaining("\"majority\"");
        assertThatThrownBy(() -> new Smote().resample(images(30), RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContaining("1 class(es)");
        assertThatThrownBy(() -> new Smote().resample(features, new int[3], RANDOM))
                .hasMessageContaining("3 for 2 rows");
        assertThatThrownBy(() -> new Smote().resample(features, new int[] {0, -1}, RANDOM))
                .hasMessageContaining("row 1 has -1");
        assertThatThrownBy(() -> new Smote().resample(images(9, 12), RANDOM).apply(images(9, 13)))
                .hasMessage("the recipe was made for 21 rows, but is applied to 22");
    }

    @Test
    void isReadFromJsonAndWrittenInFull() throws JsonProcessingException {
        assertThat(JSON.readValue("{\"method\": \"none\"}", BalancingSpec.class))
                .isEqualTo(new BalancingSpec.None());
        assertThat(JSON.readValue(
                        "{\"method\": \"smote\", \"kNeighbors\": 5, \"samplingStrategy\": \"auto\"}",
                        BalancingSpec.class))
                .isEqualTo(new Smote());
        assertThat(JSON.readValue(
                        "{\"method\": \"smote\", \"kNeighbors\": 3, \"samplingStrategy\": {\"1\": 40}}",
                        BalancingSpec.class))
                .isEqualTo(new Smote(3, filledUpTo(1, 40)));
        assertThat(JSON.writerFor(BalancingSpec.class).writeValueAsString(new BalancingSpec.None()))
                .isEqualTo("{\"method\":\"none\"}");
        assertThat(JSON.writeValueAsString(new Smote()))
                .isEqualTo("{\"method\":\"smote\",\"kNeighbors\":5,\"samplingStrategy\":\"auto\"}");
        assertThatThrownBy(() -> JSON.readValue(
                        "{\"method\": \"smote\", \"kNeighbors\": 0, \"samplingStrategy\": \"auto\"}",
                        BalancingSpec.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("kNeighbors must be 1 or more, but is 0");
        assertThatThrownBy(() -> JSON.readValue(
                        "{\"method\": \"smote\", \"kNeighbors\": 5, \"samplingStrategy\": \"auto\", \"k\": 3}",
                        BalancingSpec.class))
                .isInstanceOf(JsonMappingException.class);
    }

    private static FinalCounts filledUpTo(int label, int count) {
        return new FinalCounts(new TreeMap<>(Map.of(label, count)));
    }

    /** Random images, of each class as many as said, the first class first. */
    private static LabeledImages images(int... counts) {
        UniformRandomProvider random = new RandomStreams(3).stream("images");
        byte[] labels = new byte[Arrays.stream(counts).sum()];
        int row = 0;
        for (int label = 0; label < counts.length; label++) {
            Arrays.fill(labels, row, row += counts[label], (byte) label);
        }
        byte[] pixels = new byte[labels.length * ImageShape.MNIST_PIXELS];
        random.nextBytes(pixels);
        return new LabeledImages(pixels, labels, Math.max(2, counts.length));
    }

    private static int pixel(LabeledImages images, int row, int pixel) {
        return images.pixel(row, pixel);
    }

    private static int[] counts(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElseThrow() + 1];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }
}
