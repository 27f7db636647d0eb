package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.Resampling.Original;
import io.github.mnistlab.balance.Resampling.Synthetic;
import io.github.mnistlab.balance.Resampling.SyntheticNominal;
import io.github.mnistlab.balance.SamplingStrategy.Classes;
import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.OneHot;
import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.generated.DigitGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmoteNcTest {
    private static final RandomStreams RANDOM = new RandomStreams(2);

    static List<JsonNode> vectors() {
        return Vectors.cases("smote_nc.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void joinsTheRowsThatImbalancedLearnWouldAndTakesTheNamesOfMostNeighbours(JsonNode vector) {
        Case table = new Case(vector);
        int k = vector.get("k").intValue();

        Resampling recipe =
                new SmoteNc(k, Classes.AUTO).resample(FeatureMatrix.of(table.rows, table.oneHot), table.labels, RANDOM);
        double[][] made = recipe.apply(table.rows);

        int[] labels = recipe.apply(table.labels);
        vector.get("classes")
                .properties()
                .forEach(expected -> assertThat(Arrays.stream(labels)
                                .filter(label -> label == Integer.parseInt(expected.getKey()))
                                .count())
                        .isEqualTo(expected.getValue().get("finalCount").intValue()));
        for (int i = table.rows.length; i < made.length; i++) {
            Synthetic between = ((SyntheticNominal) recipe.row(i)).between();
            JsonNode expected = vector.get("classes").get(Integer.toString(labels[i]));
            int place = Arrays.binarySearch(Vectors.ints(expected.get("rows")), between.base());
            assertThat(place).isNotNegative();
            assertThat(Vectors.ints(expected.get("neighbors").get(place))).contains(between.neighbor());
            assertThat(between.gap()).isBetween(0.0, Math.nextDown(1.0));
            for (int column = 0; column < table.numbers; column++) {
                double from = table.rows[between.base()][column];
                double to = table.rows[between.neighbor()][column];
                assertThat(made[i][column]).isCloseTo(from + between.gap() * (to - from), within(1e-12));
            }
            for (int group = 0; group < table.oneHot.size(); group++) {
                OneHot columns = table.oneHot.get(group);
                double[] names = Arrays.copyOfRange(made[i], columns.from(), columns.to());
                assertThat(names).containsOnlyOnce(1);
                assertThat(Arrays.stream(names).sum()).isEqualTo(1);
                int chosen = IntStream.range(0, names.length)
                        .filter(name -> names[name] == 1)
                        .findFirst()
                        .orElseThrow();
                assertThat(Vectors.ints(expected.get("names").get(place).get(group)))
                        .contains(chosen);
            }
        }
    }

    /** Enough rows are made that each tie comes up, and each of its names. */
    @Test
    void drawsOneOfTheNamesThatEquallyManyNeighboursHave() {
        double[][] rows = {{0, 1, 0}, {1, 0, 1}, {2, 1, 0}, {50, 1, 0}, {51, 1, 0}, {52, 1, 0}};
        int[] labels = {0, 0, 0, 1, 1, 1};
        FeatureMatrix features = FeatureMatrix.of(rows, List.of(new OneHot(1, 3)));
        SamplingStrategy more = new SamplingStrategy.FinalCounts(new TreeMap<>(Map.of(0, 103)));

        Resampling recipe = new SmoteNc(2, more).resample(features, labels, RANDOM);

        double[][] made = recipe.apply(rows);
        List<Double> ofTies = new ArrayList<>();
        for (int i = 6; i < made.length; i++) {
            if (recipe.row(i).base() == 1) {
                assertThat(made[i][1]).isEqualTo(1); // both neighbours have the first name
            } else {
                ofTies.add(made[i][1]);
            }
        }
        assertThat(ofTies).contains(0.0, 1.0);
    }

    @Test
    void theSameSeedMakesTheSameRowsAndAnotherSeedOthers() {
        Case table = new Case(vectors().get(0));
        FeatureMatrix features = FeatureMatrix.of(table.rows, table.oneHot);

        Resampling once = new SmoteNc().resample(features, table.labels, RANDOM);

        assertThat(new SmoteNc().resample(features, table.labels, RANDOM)).isEqualTo(once);
        assertThat(new SmoteNc().resample(features, table.labels, new RandomStreams(3)))
                .isNotEqualTo(once);
        assertThat(IntStream.range(0, table.rows.length).mapToObj(once::row))
                .isEqualTo(IntStream.range(0, table.rows.length)
                        .mapToObj(Original::new)
                        .toList());
    }

    /** As a run has it: a table of the file, prepared. */
    @Test
    void knowsTheColumnsOfNamesOfAPreparedTable() {
        double[] values = {1, 0, 5, 0, 2, 1, 5, 1, 3, 2, 5, 0, 4, 0, 5, 1, 5, 1, 5, 0, 9, 2, 5, 1};
        LabeledTable table = new LabeledTable(
                List.of(
                        new Column("a"),
                        new Column("b", List.of("x", "y", "z")),
                        new Column("c"),
                        new Column("d", List.of("n", "p"))),
                values,
                new int[] {0, 0, 0, 0, 1, 1},
                2);
        LabeledTable prepared = Preparation.fit(table, PreparationSpec.DEFAULT).apply(table);
        assertThat(prepared.oneHot()).containsExactly(new OneHot(1, 4), new OneHot(5, 7));

        BalancedRows balanced = new SmoteNc(1, Classes.AUTO).balance(prepared, RANDOM);

        LabeledTable rows = (LabeledTable) balanced.rows();
        assertThat(rows.classCounts()).containsExactly(4, 4);
        for (int row = 6; row < 8; row++) {
            assertThat(rows.value(row, 1) + rows.value(row, 2) + rows.value(row, 3))
                    .isEqualTo(1);
            assertThat(rows.value(row, 5) + rows.value(row, 6)).isEqualTo(1);
            assertThat(rows.value(row, 4)).isZero();
        }
        assertThat(balanced.examples()).hasSize(2);
    }

    @Test
    void isForTablesWithNamesAndNumbers() {
        int[] labels = {0, 0, 0, 1, 1};
        double[][] names = {{1, 0}, {0, 1}, {1, 0}, {0, 1}, {1, 0}};

        assertThatThrownBy(() -> new SmoteNc(1, Classes.AUTO).resample(FeatureMatrix.of(names), labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage("smote-nc is for tables with columns of names, and here are none; name them under"
                        + " dataset.categorical, or use smote");
        assertThatThrownBy(() -> new SmoteNc(1, Classes.AUTO)
                        .resample(FeatureMatrix.of(names, List.of(new OneHot(0, 2))), labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage(
                        "smote-nc needs columns of numbers beside those of names, and here are none; use random-over");
        assertThatThrownBy(() -> new SmoteNc().balance(DigitGenerator.generate(1, "training", 50), RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContaining("use smote");
        Case table = new Case(vectors().get(2));
        assertThatThrownBy(() -> new SmoteNc(12, Classes.AUTO)
                        .resample(FeatureMatrix.of(table.rows, table.oneHot), table.labels, RANDOM))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContaining("smote-nc with kNeighbors 12 cannot be applied to class 1: it has 12 rows")
                .hasMessageContaining("works is 11");
        assertThatThrownBy(() -> FeatureMatrix.of(names, List.of(new OneHot(1, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but there are 2");
        assertThatThrownBy(() -> new SmoteNc(0, Classes.AUTO)).hasMessage("kNeighbors must be 1 or more, but is 0");
    }

    @Test
    void isReadFromJsonAndWrittenInFull() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.writeValueAsString(new SmoteNc()))
                .isEqualTo("{\"method\":\"smote-nc\",\"kNeighbors\":5,\"samplingStrategy\":\"auto\"}");
        assertThat(json.readValue(json.writeValueAsString(new SmoteNc()), BalancingSpec.class))
                .isEqualTo(new SmoteNc());
    }

    /** A vector's numbers, followed by its names as columns of 0 and 1. */
    private static final class Case {
        private final double[][] rows;
        private final int[] labels;
        private final int numbers;
        private final List<OneHot> oneHot = new ArrayList<>();

        Case(JsonNode vector) {
            double[][] given = Vectors.doubleRows(vector.get("X"));
            int[][] names = Vectors.intRows(vector.get("names"));
            labels = Vectors.ints(vector.get("y"));
            numbers = given[0].length;
            int width = numbers;
            for (int categories : Vectors.ints(vector.get("categories"))) {
                oneHot.add(new OneHot(width, width + categories));
                width += categories;
            }
            rows = new double[given.length][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = Arrays.copyOf(given[row], width);
                for (int group = 0; group < oneHot.size(); group++) {
                    rows[row][oneHot.get(group).from() + names[row][group]] = 1;
                }
            }
        }
    }
}
