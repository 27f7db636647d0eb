package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvmSmoteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RandomStreams RANDOM = new RandomStreams(1);

    static List<JsonNode> vectors() {
        return Vectors.list("svm_smote_shrinkage.json", "svmSmote");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void supportVectorsAreThoseOfScikitLearn(JsonNode vector) {
        FeatureMatrix features = features(vector);

        assertThat(SupportVectors.find(features, new ClassRows(features, labels(vector))))
                .isEqualTo(Vectors.ints(vector.get("support")));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void noiseIsLeftAsideAndTheRestInDangerOrSafeAsInImbalancedLearn(JsonNode vector) {
        FeatureMatrix features = features(vector);
        ClassRows classes = new ClassRows(features, labels(vector));
        int[] support = Vectors.ints(vector.get("support"));
        try (NearestNeighbors search = new NearestNeighbors(features)) {
            vector.get("classes").properties().forEach(entry -> {
                int label = Integer.parseInt(entry.getKey());
                SvmSmote.Bases bases = method(vector).bases(label, support, classes, search);
                assertThat(bases.danger())
                        .isEqualTo(Arrays.stream(Vectors.ints(entry.getValue().get("danger")))
                                .boxed()
                                .toList());
                assertThat(bases.safe())
                        .isEqualTo(Arrays.stream(Vectors.ints(entry.getValue().get("safe")))
                                .boxed()
                                .toList());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void makesAsManyRowsAsAskedInwardFromThoseInDangerAndOutwardFromSafeOnes(JsonNode vector) {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = labels(vector);
        int k = vector.get("k").intValue();
        Resampling recipe = method(vector).resample(features(vector), labels, RANDOM);

        assertThat(IntStream.range(0, rows.length).mapToObj(recipe::row))
                .isEqualTo(
                        IntStream.range(0, rows.length).mapToObj(Original::new).toList());
        int[] made = new int[10];
        for (Synthetic row : synthetic(recipe)) {
            int label = labels[row.base()];
            JsonNode expected = vector.get("classes").get(Integer.toString(label));
            made[label]++;
            if (row.gap() > 0) {
                assertThat(Vectors.ints(expected.get("danger"))).contains(row.base());
            } else {
                assertThat(Vectors.ints(expected.get("safe"))).contains(row.base());
                assertThat(row.gap()).isGreaterThan(-vector.get("outStep").doubleValue());
            }
            int[] ofClass = IntStream.range(0, rows.length)
                    .filter(r -> labels[r] == label)
                    .toArray();
            assertThat(BruteForce.nearest(rows, row.base(), ofClass, k)).contains(row.neighbor());
        }
        vector.get("classes")
                .properties()
                .forEach(entry -> assertThat(made[Integer.parseInt(entry.getKey())])
                        .isEqualTo(entry.getValue().get("asked").intValue()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void goesInwardAndOutwardAsImbalancedLearnDoes(JsonNode vector) {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        for (JsonNode expected : vector.get("classes")) {
            for (String part : List.of("inward", "outward")) {
                JsonNode made = expected.path(part);
                Resampling.Builder recipe = new Resampling.Builder(rows.length);
                for (int i = 0; i < made.path("gap").size(); i++) {
                    recipe.addSynthetic(
                            made.get("baseRow").get(i).intValue(),
                            made.get("neighborRow").get(i).intValue(),
                            made.get("gap").get(i).doubleValue());
                }
                double[][] got = recipe.build().apply(rows);
                for (int i = 0; i < got.length; i++) {
                    assertThat(got[i])
                            .containsExactly(Vectors.doubles(made.get("samples").get(i)), within(1e-10));
                }
            }
        }
    }

    @Test
    void drawsBasesNeighboursAndGapsUniformlyAndItsPartFromBeta10() {
        JsonNode vector = vectors().get(0);
        int[] labels = labels(vector);
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] ofClass =
                IntStream.range(0, rows.length).filter(row -> labels[row] == 1).toArray();
        int[] danger = Vectors.ints(vector.get("classes").get("1").get("danger"));
        int[] safe = Vectors.ints(vector.get("classes").get("1").get("safe"));
        SvmSmote method = new SvmSmote(5, 10, 0.5, new FinalCounts(new TreeMap<>(Map.of(1, 20_025)))); // 20,000 more
        int[] dangerBases = new int[danger.length];
        int[] safeBases = new int[safe.length];
        int[] places = new int[5];
        int[] safePlaces = new int[5];

        List<Synthetic> made = synthetic(method.resample(features(vector), labels, RANDOM));

        for (Synthetic row : made) {
            int[] neighbors = BruteForce.nearest(rows, row.base(), ofClass, 5);
            int place = IntStream.range(0, 5)
                    .filter(n -> neighbors[n] == row.neighbor())
                    .findFirst()
                    .orElseThrow();
            if (row.gap() > 0) {
                dangerBases[Arrays.binarySearch(danger, row.base())]++;
                places[place]++;
            } else {
                safeBases[Arrays.binarySearch(safe, row.base())]++;
                safePlaces[place]++;
            }
        }
        for (int[] counts : List.of(dangerBases, safeBases, places, safePlaces)) {
            assertThat(Statistics.chiSquareDeviation(counts)).isBetween(-3.0, 3.0);
        }
        assertThat(Statistics.kolmogorov(gaps(made).filter(gap -> gap > 0).toArray()))
                .isBetween(0.3, 1.95);
        assertThat(Statistics.kolmogorov(gaps(made)
                        .filter(gap -> gap <= 0)
                        .map(gap -> gap / -0.5)
                        .toArray()))
                .isBetween(0.3, 1.95);
        double[] parts = IntStream.range(0, 60)
                .mapToDouble(seed ->
                        gaps(synthetic(new SvmSmote(5, 10, 0.5, new FinalCounts(new TreeMap<>(Map.of(1, 1_025))))
                                                .resample(features(vector), labels, new RandomStreams(seed))))
                                        .filter(gap -> gap > 0)
                                        .count()
                                / 1_000.0)
                .toArray();
        double mean = DoubleStream.of(parts).average().orElseThrow();
        double variance = DoubleStream.of(parts)
                .map(part -> (part - mean) * (part - mean))
                .average()
                .orElseThrow();
        // Three standard errors of 60 draws each.
        assertThat(mean).isCloseTo(0.5, within(0.042));
        assertThat(Math.sqrt(variance)).isCloseTo(Math.sqrt(1 / 84.0), within(0.03));
    }

    @Test
    void theSameSeedMakesTheSameBytesAndAnotherSeedOthers() {
        LabeledImages images = images();

        Resampling once = new SvmSmote().resample(images, new RandomStreams(7));

        assertThat(new SvmSmote().resample(images, new RandomStreams(7))).isEqualTo(once);
        assertThat(new SvmSmote().resample(images, new RandomStreams(8)).apply(images))
                .isNotEqualTo(once.apply(images));
        assertThat(once.apply(images).classCounts()).containsExactly(60, 60);
    }

    @Test
    void pixelsThatLeaveTheRangeAreCutOff() {
        LabeledImages images = images();
        Resampling recipe = new SvmSmote(5, 10, 1, Classes.AUTO).resample(images, RANDOM);
        LabeledImages result = recipe.apply(images);

        int cut = 0;
        for (int i = images.size(); i < recipe.size(); i++) {
            Synthetic row = (Synthetic) recipe.row(i);
            for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                int base = pixel(images, row.base(), pixel);
                long value = Math.round(base + row.gap() * (pixel(images, row.neighbor(), pixel) - base));
                cut += value < 0 || value > 255 ? 1 : 0;
                assertThat(pixel(result, i, pixel)).isEqualTo((int) Math.max(0, Math.min(255, value)));
            }
        }
        assertThat(cut).isPositive();
    }

    @Test
    void theClassifierKeepsQuiet() {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            JsonNode vector = vectors().get(0);
            SupportVectors.find(features(vector), new ClassRows(labels(vector)));
        } finally {
            System.setOut(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void rowsThatAreAllEqualHaveAClassifierToo() {
        // Their variance is 0, by which nothing can be divided; scikit-learn's gamma is then 1.
        FeatureMatrix features = FeatureMatrix.of(new double[12][2]);

        assertThat(SupportVectors.find(features, new ClassRows(new int[] {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1})))
                .isNotEmpty();
    }

    @Test
    void refusesAClassWhoseSupportVectorsAreAllNoise() {
        // Each row of class 1 lies by itself among many of class 0.
        double[][] rows = new double[66][1];
        int[] labels = new int[66];
        for (int row = 0; row < 66; row++) {
            labels[row] = row % 11 == 5 ? 1 : 0;
            rows[row][0] = row;
        }

        refuses(
                new SvmSmote(5, 4, 0.5, Classes.AUTO),
                rows,
                labels,
                "svm-smote cannot be applied to class 1: of its 6 rows 6 are support vectors",
                "all of its 4 nearest rows (mNeighbors) in other classes",
                "smote needs no such rows");
    }

    @Test
    void refusesTooFewRows() {
        double[][] rows = new double[20][1];
        Arrays.setAll(rows, row -> new double[] {row});
        int[] labels = new int[20];
        Arrays.fill(labels, 15, 20, 1);

        refuses(new SvmSmote(), rows, labels, "svm-smote with kNeighbors 5", "class 1", "5 rows", "works is 4");
        refuses(new SvmSmote(4, 20, 0.5, Classes.AUTO), rows, labels, "mNeighbors 20", "20 rows in all", "works is 19");
        refuses(new SvmSmote(), rows, new int[20], "1 class(es)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesAStepOutsideItsRange(double outStep) {
        assertThatThrownBy(() -> new SvmSmote(5, 10, outStep, Classes.AUTO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("outStep must be 0 to 1, but is " + outStep);
    }

    @Test
    void refusesWhatCannotBeRight() {
        assertThatThrownBy(() -> new SvmSmote(0, 10, 0.5, Classes.AUTO)).hasMessageContaining("are 0 and 10");
        assertThatThrownBy(() -> new SvmSmote(5, 0, 0.5, Classes.AUTO)).hasMessageContaining("are 5 and 0");
        assertThatThrownBy(() -> new SvmSmote(5, 10, 0.5, Classes.MAJORITY))
                .hasMessageContaining("svm-smote adds rows");
    }

    @Test
    void isReadFromJsonAndWrittenInFull() throws JsonProcessingException {
        assertThat(JSON.readValue(
                        "{\"method\": \"svm-smote\", \"kNeighbors\": 5, \"mNeighbors\": 10, \"outStep\": 0.25, \"samplingStrategy\": \"auto\"}",
                        BalancingSpec.class))
                .isEqualTo(new SvmSmote(5, 10, 0.25, Classes.AUTO));
        assertThat(JSON.writeValueAsString(new SvmSmote()))
                .isEqualTo("{\"method\":\"svm-smote\",\"kNeighbors\":5,\"mNeighbors\":10,\"outStep\":0.5,"
                        + "\"samplingStrategy\":\"auto\"}");
    }

    private static SvmSmote method(JsonNode vector) {
        return new SvmSmote(
                vector.get("k").intValue(),
                vector.get("m").intValue(),
                vector.get("outStep").doubleValue(),
                Classes.AUTO);
    }

    private static FeatureMatrix features(JsonNode vector) {
        return FeatureMatrix.of(Vectors.doubleRows(vector.get("X")));
    }

    private static int[] labels(JsonNode vector) {
        return Vectors.ints(vector.get("y"));
    }

    private static List<Synthetic> synthetic(Resampling recipe) {
        return IntStream.range(recipe.sourceRows(), recipe.size())
                .mapToObj(i -> (Synthetic) recipe.row(i))
                .toList();
    }

    private static DoubleStream gaps(List<Synthetic> rows) {
        return rows.stream().mapToDouble(Synthetic::gap);
    }

    /** 60 and 20 images of two classes that do not overlap, one of grey values down to 0, the other up to 255. */
    private static LabeledImages images() {
        var random = new RandomStreams(9).stream("images");
        byte[] labels = new byte[80];
        Arrays.fill(labels, 60, 80, (byte) 1);
        byte[] pixels = new byte[80 * ImageShape.MNIST_PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(156) + 100 * labels[i / ImageShape.MNIST_PIXELS]);
        }
        return new LabeledImages(pixels, labels, 2);
    }

    private static int pixel(LabeledImages images, int row, int pixel) {
        return images.pixel(row, pixel);
    }

    private static void refuses(RowBalancing method, double[][] rows, int[] labels, String... said) {
        assertThatThrownBy(() -> method.resample(FeatureMatrix.of(rows), labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContainingAll(said);
    }
}
