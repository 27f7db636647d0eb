package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.BorderlineSmote.Kind;
import io.github.mnistlab.balance.Resampling.Original;
import io.github.mnistlab.balance.Resampling.Synthetic;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.balance.SamplingStrategy.FinalCounts;
import io.github.mnistlab.balance.neighbors.NearestNeighbors;
import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link BorderlineSmote} and {@link Adasyn}. */
class BorderlineAdasynTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RandomStreams RANDOM = new RandomStreams(1);

    static List<JsonNode> vectors() {
        return Vectors.cases("borderline_adasyn.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void dangerAndNoiseAreThoseOfImbalancedLearn(JsonNode vector) {
        int m = vector.get("m").intValue();
        forEachClass(vector, (label, expected, classes, search) -> {
            int[] others = classes.countOthers(search, classes.rows(label), m);
            assertThat(classes.rows(label)).isEqualTo(Vectors.ints(expected.get("rows")));
            assertThat(others).isEqualTo(Vectors.ints(expected.get("foreignAmongM")));
            for (int i = 0; i < others.length; i++) {
                assertThat(BorderlineSmote.isInDanger(others[i], m))
                        .isEqualTo(expected.get("danger").get(i).booleanValue());
                assertThat(others[i] == m)
                        .isEqualTo(expected.get("noise").get(i).booleanValue());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void adasynSharesAreThoseOfImbalancedLearn(JsonNode vector) {
        int k = vector.get("k").intValue();
        int[] added = new ClassRows(features(vector), labels(vector)).added(Classes.AUTO);
        forEachClass(vector, (label, expected, classes, search) -> {
            int[] others = classes.countOthers(search, classes.rows(label), k);
            double[] ratios =
                    Arrays.stream(others).mapToDouble(n -> (double) n / k).toArray();
            assertThat(ratios).containsExactly(Vectors.doubles(expected.get("adasynForeignRatio")), within(1e-12));
            assertThat(Adasyn.shares(others, k, added[label])).isEqualTo(Vectors.ints(expected.get("adasynPerRow")));
        });
    }

    @ParameterizedTest
    @CsvSource({
        // others, count, NumPy's result: halves whose fate another order of summing would change
        "3424020344135112155550201043, 63, 3424020344135112155550201043",
        "042114235150234451233441335055252532050512030013441215211312221311150455321"
                + "531005310551523034331143054124011455502321120534031003140511332551523023115, 276, "
                + "032113224140223341222331224044242422040412020012331214211212221211140344221"
                + "421004210441422023221132043123011344402221120423021002130411222441422022114",
    })
    void adasynSharesRoundAsNumPyRoundsThem(String others, int count, String expected) {
        assertThat(Adasyn.shares(digits(others), 5, count)).isEqualTo(digits(expected));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void countsAreThoseOfImbalancedLearn(JsonNode vector) {
        int k = vector.get("k").intValue();
        int m = vector.get("m").intValue();

        assertThat(counts(new BorderlineSmote(k, m, Kind.BORDERLINE_1, Classes.AUTO), vector))
                .isEqualTo(Vectors.ints(vector.get("classes").get("borderline-1 final counts")));
        assertThat(counts(new Adasyn(k, Classes.AUTO), vector))
                .isEqualTo(Vectors.ints(vector.get("classes").get("adasyn final counts")));
        // Two parts of a random proportion, both rounded down: as asked, or one fewer.
        int[] asked = Vectors.ints(vector.get("classes").get("borderline-1 final counts"));
        int[] got = counts(new BorderlineSmote(k, m, Kind.BORDERLINE_2, Classes.AUTO), vector);
        for (int c = 0; c < asked.length; c++) {
            assertThat(got[c]).isBetween(asked[c] - 1, asked[c]);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void borderline1JoinsRowsInDangerWithTheirNeighboursInTheClass(JsonNode vector) {
        Resampling recipe = new BorderlineSmote().resample(features(vector), labels(vector), RANDOM);

        assertOriginalsFirst(recipe);
        for (Synthetic synthetic : synthetic(recipe)) {
            assertThat(danger(vector, synthetic.base())).isTrue();
            assertThat(neighbors(vector, synthetic.base())).contains(synthetic.neighbor());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void borderline2AlsoGoesLessThanHalfOfTheWayToTheNearestRowsOfOtherClasses(JsonNode vector) {
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] labels = labels(vector);
        Resampling recipe =
                new BorderlineSmote(5, 10, Kind.BORDERLINE_2, Classes.AUTO).resample(features(vector), labels, RANDOM);

        assertOriginalsFirst(recipe);
        int outside = 0;
        for (Synthetic synthetic : synthetic(recipe)) {
            assertThat(danger(vector, synthetic.base())).isTrue();
            if (labels[synthetic.neighbor()] == labels[synthetic.base()]) {
                assertThat(neighbors(vector, synthetic.base())).contains(synthetic.neighbor());
            } else {
                outside++;
                int[] others = IntStream.range(0, rows.length)
                        .filter(row -> labels[row] != labels[synthetic.base()])
                        .toArray();
                assertThat(synthetic.gap()).isLessThan(0.5);
                assertThat(BruteForce.nearest(rows, synthetic.base(), others, 5))
                        .contains(synthetic.neighbor());
            }
        }
        assertThat(outside).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void borderlineDrawsBasesNeighboursAndGapsUniformly(Kind kind) {
        JsonNode vector = vectors().get(1);
        int[] labels = labels(vector);
        double[][] rows = Vectors.doubleRows(vector.get("X"));
        int[] others =
                IntStream.range(0, rows.length).filter(row -> labels[row] != 1).toArray();
        int[] danger = IntStream.range(0, rows.length)
                .filter(row -> labels[row] == 1 && danger(vector, row))
                .toArray();
        Resampling recipe = new BorderlineSmote(5, 10, kind, new FinalCounts(new TreeMap<>(Map.of(1, 20_000))))
                .resample(features(vector), labels, RANDOM);

        for (boolean inside : kind == Kind.BORDERLINE_1 ? new boolean[] {true} : new boolean[] {true, false}) {
            List<Synthetic> part = synthetic(recipe).stream()
                    .filter(row -> (labels[row.neighbor()] == 1) == inside)
                    .toList();
            int[] bases = new int[danger.length];
            int[] places = new int[5];
            for (Synthetic row : part) {
                int[] nearest =
                        inside ? neighbors(vector, row.base()) : BruteForce.nearest(rows, row.base(), others, 5);
                bases[Arrays.binarySearch(danger, row.base())]++;
                places[
                        IntStream.range(0, 5)
                                .filter(n -> nearest[n] == row.neighbor())
                                .findFirst()
                                .orElseThrow()]++;
            }
            assertThat(Statistics.chiSquareDeviation(bases)).isBetween(-3.0, 3.0);
            assertThat(Statistics.chiSquareDeviation(places)).isBetween(-3.0, 3.0);
            assertThat(Statistics.kolmogorov(part.stream()
                            .mapToDouble(row -> row.gap() / (inside ? 1 : 0.5))
                            .toArray()))
                    .isBetween(0.3, 1.95);
        }
    }

    @Test
    void borderline2DrawsItsPartFromBeta10() {
        JsonNode vector = vectors().get(0);
        int[] labels = labels(vector);
        FeatureMatrix features = features(vector);
        BorderlineSmote method = new BorderlineSmote(
                5, 10, Kind.BORDERLINE_2, new FinalCounts(new TreeMap<>(Map.of(1, 2_020)))); // 2,000 more
        double[] parts = IntStream.range(0, 400)
                .mapToDouble(seed -> synthetic(method.resample(features, labels, new RandomStreams(seed))).stream()
                                .filter(row -> labels[row.neighbor()] == 1)
                                .count()
                        / 2_000.0)
                .toArray();

        double mean = DoubleStream.of(parts).average().orElseThrow();
        double deviation = Math.sqrt(DoubleStream.of(parts)
                .map(part -> (part - mean) * (part - mean))
                .average()
                .orElseThrow());
        assertThat(mean).isCloseTo(0.5, within(0.02));
        assertThat(deviation).isCloseTo(Math.sqrt(1 / 84.0), within(0.015));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void adasynMakesAsManyRowsFromEachAsItsShareIs(JsonNode vector) {
        Resampling recipe = new Adasyn().resample(features(vector), labels(vector), RANDOM);

        assertOriginalsFirst(recipe);
        int[] made = new int[recipe.sourceRows()];
        for (Synthetic synthetic : synthetic(recipe)) {
            made[synthetic.base()]++;
            assertThat(neighbors(vector, synthetic.base())).contains(synthetic.neighbor());
        }
        forEachClass(
                vector,
                (label, expected, classes, search) -> assertThat(Arrays.stream(classes.rows(label))
                                .map(row -> made[row])
                                .toArray())
                        .isEqualTo(Vectors.ints(expected.get("adasynPerRow"))));
    }

    @Test
    void adasynDrawsNeighboursAndGapsUniformly() {
        JsonNode vector = vectors().get(1);
        Resampling recipe = new Adasyn(5, new FinalCounts(new TreeMap<>(Map.of(1, 20_000))))
                .resample(features(vector), labels(vector), RANDOM);
        int[] places = new int[5];
        for (Synthetic synthetic : synthetic(recipe)) {
            int[] neighbors = neighbors(vector, synthetic.base());
            places[
                    IntStream.range(0, 5)
                            .filter(n -> neighbors[n] == synthetic.neighbor())
                            .findFirst()
                            .orElseThrow()]++;
        }

        assertThat(Statistics.chiSquareDeviation(places)).isBetween(-3.0, 3.0);
        assertThat(Statistics.kolmogorov(
                        synthetic(recipe).stream().mapToDouble(Synthetic::gap).toArray()))
                .isBetween(0.3, 1.95);
    }

    @Test
    void theSameSeedMakesTheSameRowsAndAnotherSeedOthers() {
        JsonNode vector = vectors().get(0);
        for (RowBalancing method : List.of(
                new BorderlineSmote(), new BorderlineSmote(5, 10, Kind.BORDERLINE_2, Classes.AUTO), new Adasyn())) {
            Resampling once = method.resample(features(vector), labels(vector), RANDOM);
            assertThat(method.resample(features(vector), labels(vector), RANDOM))
                    .isEqualTo(once);
            assertThat(method.resample(features(vector), labels(vector), new RandomStreams(2)))
                    .isNotEqualTo(once);
        }
    }

    @Test
    void refuseRowsThatGiveThemNothingToDo() {
        // Class 1 lies by itself, far from class 0.
        double[][] rows = new double[40][1];
        int[] labels = new int[40];
        for (int row = 0; row < 40; row++) {
            labels[row] = row < 28 ? 0 : 1;
            rows[row][0] = row + 1_000 * labels[row];
        }
        FeatureMatrix features = FeatureMatrix.of(rows);

        refuses(new BorderlineSmote(), features, labels, "class 1", "none of its 12 rows is in danger", "smote");
        refuses(new Adasyn(), features, labels, "class 1", "16 rows to be made", "smote works");
        refuses(new Adasyn(12, Classes.AUTO), features, labels, "adasyn with nNeighbors 12", "class 1", "works is 11");
        refuses(
                new BorderlineSmote(12, 10, Kind.BORDERLINE_1, Classes.AUTO),
                features,
                labels,
                "kNeighbors 12",
                "12 rows",
                "works is 11");
        refuses(
                new BorderlineSmote(5, 40, Kind.BORDERLINE_1, Classes.AUTO),
                features,
                labels,
                "mNeighbors 40",
                "40 rows in all",
                "works is 39");
        assertThatThrownBy(() -> new BorderlineSmote(5, 0, Kind.BORDERLINE_1, Classes.AUTO))
                .hasMessageContaining("are 5 and 0");
        assertThatThrownBy(() -> new Adasyn(0, Classes.AUTO)).hasMessageContaining("but is 0");
        assertThatThrownBy(() -> new Adasyn(5, Classes.MAJORITY)).hasMessageContaining("adasyn adds rows");
    }

    @Test
    void refusesBorderline2WhereOtherClassesHaveTooFewRows() {
        double[][] rows = {{1}, {2}, {3}, {4}, {5}, {2.5}};
        int[] labels = {1, 1, 1, 1, 1, 0};
        SamplingStrategy more = new FinalCounts(new TreeMap<>(Map.of(1, 20)));

        refuses(
                new BorderlineSmote(3, 2, Kind.BORDERLINE_2, more),
                FeatureMatrix.of(rows),
                labels,
                "borderline-2 and kNeighbors 3",
                "other classes have 1 rows",
                "works is 1");
    }

    @Test
    void areReadFromJsonAndWrittenInFull() throws JsonProcessingException {
        assertThat(JSON.readValue(
                        "{\"method\": \"borderline-smote\", \"kNeighbors\": 5, \"mNeighbors\": 10, \"kind\": \"borderline-2\", \"samplingStrategy\": \"auto\"}",
                        BalancingSpec.class))
                .isEqualTo(new BorderlineSmote(5, 10, Kind.BORDERLINE_2, Classes.AUTO));
        assertThat(JSON.readValue(
                        "{\"method\": \"adasyn\", \"nNeighbors\": 3, \"samplingStrategy\": \"auto\"}",
                        BalancingSpec.class))
                .isEqualTo(new Adasyn(3, Classes.AUTO));
        assertThat(JSON.writeValueAsString(new BorderlineSmote()))
                .isEqualTo("{\"method\":\"borderline-smote\",\"kNeighbors\":5,\"mNeighbors\":10,"
                        + "\"kind\":\"borderline-1\",\"samplingStrategy\":\"auto\"}");
        assertThat(JSON.writeValueAsString(new Adasyn()))
                .isEqualTo("{\"method\":\"adasyn\",\"nNeighbors\":5,\"samplingStrategy\":\"auto\"}");
    }

    private interface ClassCheck {
        void check(int label, JsonNode expected, ClassRows classes, NearestNeighbors search);
    }

    private static void forEachClass(JsonNode vector, ClassCheck check) {
        FeatureMatrix features = features(vector);
        ClassRows classes = new ClassRows(features, labels(vector));
        try (NearestNeighbors search = new NearestNeighbors(features)) {
            vector.get("classes").properties().stream()
                    .filter(entry -> entry.getKey().matches("[0-9]+"))
                    .forEach(entry -> check.check(Integer.parseInt(entry.getKey()), entry.getValue(), classes, search));
        }
    }

    private static FeatureMatrix features(JsonNode vector) {
        return FeatureMatrix.of(Vectors.doubleRows(vector.get("X")));
    }

    private static int[] labels(JsonNode vector) {
        return Vectors.ints(vector.get("y"));
    }

    private static int[] counts(RowBalancing method, JsonNode vector) {
        int[] labels = method.resample(features(vector), labels(vector), RANDOM).apply(labels(vector));
        int[] counts = new int[Arrays.stream(labels).max().orElseThrow() + 1];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        return counts;
    }

    private static void assertOriginalsFirst(Resampling recipe) {
        assertThat(IntStream.range(0, recipe.sourceRows()).mapToObj(recipe::row))
                .isEqualTo(IntStream.range(0, recipe.sourceRows())
                        .mapToObj(Original::new)
                        .toList());
        assertThat(recipe.size()).isGreaterThan(recipe.sourceRows());
    }

    private static List<Synthetic> synthetic(Resampling recipe) {
        return IntStream.range(recipe.sourceRows(), recipe.size())
                .mapToObj(i -> (Synthetic) recipe.row(i))
                .toList();
    }

    private static boolean danger(JsonNode vector, int row) {
        JsonNode expected = vector.get("classes").get(Integer.toString(labels(vector)[row]));
        return expected.get("danger")
                .get(Arrays.binarySearch(Vectors.ints(expected.get("rows")), row))
                .booleanValue();
    }

    private static int[] neighbors(JsonNode vector, int row) {
        JsonNode expected = vector.get("classes").get(Integer.toString(labels(vector)[row]));
        return Vectors.ints(
                expected.get("neighbors").get(Arrays.binarySearch(Vectors.ints(expected.get("rows")), row)));
    }

    private static int[] digits(String text) {
        return text.chars().map(c -> c - '0').toArray();
    }

    private static void refuses(RowBalancing method, FeatureMatrix features, int[] labels, String... said) {
        assertThatThrownBy(() -> method.resample(features, labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContainingAll(said);
    }
}
