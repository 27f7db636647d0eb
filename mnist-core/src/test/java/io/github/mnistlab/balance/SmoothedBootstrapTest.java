package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.Resampling.Original;
import io.github.mnistlab.balance.Resampling.Smoothed;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.balance.SamplingStrategy.FinalCounts;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link RandomOver} with {@code shrinkage}. */
class SmoothedBootstrapTest {
    private static final RandomStreams RANDOM = new RandomStreams(3);

    static List<JsonNode> vectors() {
        return Vectors.list("smoothing_cleaning.json", "smoothing");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theNoiseIsAsStrongAsThatOfImbalancedLearn(JsonNode vector) {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = Vectors.ints(vector.get("y"));
        Resampling recipe = new RandomOver(
                        filledUpTo(200), vector.get("shrinkage").doubleValue())
                .resample(FeatureMatrix.of(rows), labels, RANDOM);

        for (int i = rows.length; i < recipe.size(); i++) {
            Smoothed row = (Smoothed) recipe.row(i);
            double[] expected = Vectors.doubles(vector.get("deviations").get(Integer.toString(labels[row.base()])));
            for (int column = 0; column < expected.length; column++) {
                assertThat(row.noise().deviation(column)).isCloseTo(expected[column], within(1e-11));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theNoiseIsNormalAndIndependentOfTheColumnAndTheRow(JsonNode vector) {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = Vectors.ints(vector.get("y"));
        Resampling recipe = new RandomOver(
                        filledUpTo(5_000), vector.get("shrinkage").doubleValue())
                .resample(FeatureMatrix.of(rows), labels, RANDOM);
        double[][] made = recipe.apply(rows);

        NormalDistribution normal = NormalDistribution.of(0, 1);
        double[] first = standardNoise(recipe, rows, made, 0);
        double[] last = standardNoise(recipe, rows, made, 2);
        assertThat(Statistics.kolmogorov(
                        Arrays.stream(first).map(normal::cumulativeProbability).toArray()))
                .isBetween(0.3, 1.95);
        assertThat(Statistics.kolmogorov(
                        Arrays.stream(last).map(normal::cumulativeProbability).toArray()))
                .isBetween(0.3, 1.95);
        // Of independent numbers the mean product is normal with a deviation of 1 / root n.
        double bound = 3.3 / Math.sqrt(first.length);
        assertThat(meanProduct(first, last, 0)).isBetween(-bound, bound);
        assertThat(meanProduct(first, first, 1)).isBetween(-bound, bound);
    }

    @Test
    void aColumnThatIsTheSameInAllRowsOfTheClassStaysSo() {
        JsonNode vector = vectors().get(1);
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = Vectors.ints(vector.get("y"));

        double[][] made = new RandomOver(Classes.AUTO, 10)
                .resample(FeatureMatrix.of(rows), labels, RANDOM)
                .apply(rows);

        assertThat(made.length).isGreaterThan(rows.length);
        assertThat(Arrays.stream(made).skip(rows.length))
                .allSatisfy(row -> assertThat(row[1]).isEqualTo(0.25));
    }

    static List<JsonNode> vectorsByClass() {
        return Vectors.list("svm_smote_shrinkage.json", "shrinkage");
    }

    @ParameterizedTest
    @MethodSource("vectorsByClass")
    void aMapGivesEachClassNoiseAsStrongAsThatOfImbalancedLearn(JsonNode vector) throws JsonProcessingException {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = Vectors.ints(vector.get("y"));
        RandomOver method = (RandomOver) new ObjectMapper()
                .readValue(
                        "{\"method\":\"random-over\",\"samplingStrategy\":{\"0\":40,\"1\":40,\"2\":40},\"shrinkage\":"
                                + vector.get("shrinkage") + "}",
                        BalancingSpec.class);

        Resampling recipe = method.resample(FeatureMatrix.of(rows), labels, RANDOM);

        assertThat(recipe.size()).isEqualTo(120);
        for (int i = rows.length; i < recipe.size(); i++) {
            String label = Integer.toString(labels[recipe.row(i).base()]);
            double[] expected = Vectors.doubles(vector.get("deviations").get(label));
            if (vector.get("shrinkage").get(label).doubleValue() == 0) {
                assertThat(recipe.row(i)).isInstanceOf(Original.class);
                assertThat(expected).containsOnly(0);
            } else {
                for (int column = 0; column < expected.length; column++) {
                    assertThat(((Smoothed) recipe.row(i)).noise().deviation(column))
                            .isCloseTo(expected[column], within(1e-11));
                }
            }
        }
    }

    @Test
    void aMapMustNameTheClassesThatAreFilledUpAndNoneWithoutRows() {
        JsonNode vector = vectors().get(0);
        FeatureMatrix features = FeatureMatrix.of(Vectors.doubleRows(vector.get("X")));
        int[] labels = Vectors.ints(vector.get("y"));

        assertThat(byClass(Map.of(1, 0.5)).resample(features, labels, RANDOM))
                .as("class 0 is the largest")
                .isEqualTo(new RandomOver(Classes.AUTO, 0.5).resample(features, labels, RANDOM));
        assertThatThrownBy(() -> byClass(Map.of(0, 0.5)).resample(features, labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage(
                        "shrinkage gives no factor for class 1, which has 12 rows and is to be given 18 more; name it"
                                + " too, with 0 for plain copies");
        assertThatThrownBy(() -> byClass(Map.of(1, 0.5, 7, 1.0)).resample(features, labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage("shrinkage gives class 7 the factor 1.0, but it has no row; classes with rows are [0, 1]");
        assertThatThrownBy(() -> byClass(Map.of(1, -0.5)))
                .hasMessage("shrinkage maps a class, 0 or more, to a number of at least 0, but maps 1 to -0.5");
        assertThatThrownBy(() -> byClass(Map.of(1, Double.NaN))).hasMessageContaining("maps 1 to NaN");
        assertThatThrownBy(() -> byClass(Map.of())).hasMessageContaining("at least one class");
    }

    @Test
    void addsNoiseToTheVeryRowsThatPlainCopiesAreOf() {
        JsonNode vector = vectors().get(0);
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = Vectors.ints(vector.get("y"));
        FeatureMatrix features = FeatureMatrix.of(rows);

        Resampling plain = new RandomOver().resample(features, labels, RANDOM);
        Resampling smoothed = new RandomOver(Classes.AUTO, 0.5).resample(features, labels, RANDOM);

        assertThat(IntStream.range(0, plain.size()).map(i -> smoothed.row(i).base()))
                .containsExactly(IntStream.range(0, plain.size())
                        .map(i -> plain.row(i).base())
                        .boxed()
                        .toArray(Integer[]::new));
        assertThat(IntStream.range(0, rows.length).mapToObj(smoothed::row))
                .isEqualTo(
                        IntStream.range(0, rows.length).mapToObj(Original::new).toList());
        assertThat(Arrays.copyOf(smoothed.apply(rows), rows.length)).isDeepEqualTo(rows);
        assertThat(new RandomOver(Classes.AUTO, -0.0).resample(features, labels, RANDOM))
                .isEqualTo(plain);
    }

    @Test
    void theSameSeedGivesTheSameNoiseAndAnotherSeedAnother() {
        LabeledImages images = images();
        RandomOver method = new RandomOver(Classes.AUTO, 0.5);

        Resampling once = method.resample(images, new RandomStreams(1));
        Resampling again = method.resample(images, new RandomStreams(1));
        Resampling other = method.resample(images, new RandomStreams(2));

        assertThat(again).isEqualTo(once).hasSameHashCodeAs(once).isNotEqualTo(other);
        assertThat(again.apply(images)).isEqualTo(once.apply(images)).isNotEqualTo(other.apply(images));
    }

    @Test
    void imagesAreRoundedAndCutOff() {
        LabeledImages images = images();
        double[][] rows = new double[images.size()][];
        Arrays.setAll(
                rows,
                row -> IntStream.range(0, ImageShape.MNIST_PIXELS)
                        .mapToDouble(pixel -> pixel(images, row, pixel))
                        .toArray());
        Resampling recipe = new RandomOver(Classes.AUTO, 1).resample(images, RANDOM);

        double[][] exact = recipe.apply(rows);
        LabeledImages result = recipe.apply(images);

        assertThat(result.classCounts()).containsExactly(30, 30);
        int cut = 0;
        for (int row = 0; row < result.size(); row++) {
            for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                double value = exact[row][pixel];
                cut += value < 0 || value > 255 ? 1 : 0;
                assertThat(pixel(result, row, pixel)).isEqualTo((int) Math.max(0, Math.min(255, Math.round(value))));
            }
        }
        assertThat(cut).isPositive();
    }

    @Test
    void isReadFromJsonAndWrittenInFull() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        RandomOver half = new RandomOver(Classes.ALL, 0.5);
        String text = "{\"method\":\"random-over\",\"samplingStrategy\":\"all\",\"shrinkage\":0.5}";

        assertThat(json.readValue(text, BalancingSpec.class)).isEqualTo(half);
        assertThat(json.writeValueAsString(half)).isEqualTo(text);
        assertThat(json.writeValueAsString(byClass(Map.of(3, 0.5, 10, -0.0))))
                .isEqualTo("{\"method\":\"random-over\",\"samplingStrategy\":\"auto\","
                        + "\"shrinkage\":{\"3\":0.5,\"10\":0.0}}");
        assertThatThrownBy(() -> json.readValue(text.replace("0.5", "\"half\""), BalancingSpec.class))
                .hasMessageContaining("a map from class to such, but is \"half\"");
        assertThatThrownBy(() -> json.readValue(text.replace("0.5", "{\"x\": 1}"), BalancingSpec.class))
                .hasMessageContaining("but maps \"x\" to 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoFactor(double shrinkage) {
        assertThatThrownBy(() -> new RandomOver(Classes.AUTO, shrinkage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shrinkage must be a number of at least 0, but is " + shrinkage);
    }

    /** What was added to one column of the rows of class 0 that were made, in units of its deviation. */
    private static double[] standardNoise(Resampling recipe, double[][] rows, double[][] made, int column) {
        double deviation = ((Smoothed) recipe.row(rows.length)).noise().deviation(column);
        return IntStream.range(rows.length, recipe.size())
                .filter(i -> ((Smoothed) recipe.row(i)).noise().deviation(column) == deviation)
                .mapToDouble(i -> (made[i][column] - rows[recipe.row(i).base()][column]) / deviation)
                .toArray();
    }

    private static double meanProduct(double[] a, double[] b, int lag) {
        return IntStream.range(lag, a.length)
                .mapToDouble(i -> a[i - lag] * b[i])
                .average()
                .orElseThrow();
    }

    private static RandomOver byClass(Map<Integer, Double> factors) {
        return new RandomOver(Classes.AUTO, new Shrinkage.PerClass(new TreeMap<>(factors)));
    }

    private static FinalCounts filledUpTo(int count) {
        return new FinalCounts(new TreeMap<>(Map.of(0, count, 1, count)));
    }

    /** 30 rows of class 0 and 10 of class 1, of random grey values, with many at both ends. */
    private static LabeledImages images() {
        byte[] labels = new byte[40];
        Arrays.fill(labels, 30, 40, (byte) 1);
        byte[] pixels = new byte[40 * ImageShape.MNIST_PIXELS];
        var random = new RandomStreams(9).stream("test");
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, Math.min(255, random.nextInt(766) - 255));
        }
        return new LabeledImages(pixels, labels, 2);
    }

    private static int pixel(LabeledImages images, int row, int pixel) {
        return images.pixel(row, pixel);
    }
}
