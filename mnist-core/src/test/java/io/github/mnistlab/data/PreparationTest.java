package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.PreparationSpec.Missing;
import io.github.mnistlab.data.PreparationSpec.Scaling;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreparationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NONE = Double.NaN;

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream vectors = PreparationTest.class.getResourceAsStream("/vectors/preparation.json")) {
            return StreamSupport.stream(JSON.readTree(vectors).get("cases").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void preparesAsScikitLearnDoes(JsonNode vector) throws IOException {
        PreparationSpec spec = JSON.treeToValue(
                JSON.createObjectNode()
                        .<com.fasterxml.jackson.databind.node.ObjectNode>set("scaling", vector.get("scaling"))
                        .set("missing", vector.get("missing")),
                PreparationSpec.class);

        LabeledTable prepared =
                Preparation.fit(table(vector.get("training")), spec).apply(table(vector.get("test")));

        JsonNode expected = vector.get("prepared");
        for (int row = 0; row < expected.size(); row++) {
            for (int column = 0; column < expected.get(row).size(); column++) {
                double number = expected.get(row).get(column).doubleValue();
                assertThat(prepared.value(row, column)).isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
            }
        }
    }

    /** A large table's numbers are worked out when they are asked for: the same to the bit, of rows in pieces and in any order. */
    @ParameterizedTest
    @EnumSource(Scaling.class)
    void aLargeTableIsPreparedAlike(Scaling scaling) {
        List<Column> columns =
                List.of(new Column("x"), new Column("soil", List.of("clay", "loam", "sand")), new Column("y"));
        Random random = new Random(4);
        double[][] pieces = new double[3][4 * 3];
        for (double[] piece : pieces) {
            for (int row = 0; row < 4; row++) {
                piece[row * 3] = random.nextInt(4) == 0 ? NONE : 1e5 * random.nextGaussian();
                piece[row * 3 + 1] = random.nextInt(4) == 0 ? NONE : 2 * random.nextInt(2);
                piece[row * 3 + 2] = random.nextDouble();
            }
        }
        LabeledTable table = LabeledTable.ofPieces(
                columns, pieces, 2, IntStream.range(0, 11).map(row -> row % 2).toArray(), 2);
        Preparation fitted = Preparation.fit(table, new PreparationSpec(scaling, Missing.MEDIAN));

        for (LabeledTable rows : List.of(table, table.select(new int[] {10, 3, 3, 0, 7}))) {
            LabeledTable seen = fitted.apply(rows, 0);
            assertThat(seen).isEqualTo(fitted.apply(rows));
            assertThat(seen.digest()).isEqualTo(fitted.apply(rows).digest());
            assertThat(seen.columns()).extracting(Column::name).containsExactly("x", "soil=clay", "soil=sand", "y");
            assertThat(seen.row(1)[0]).isEqualTo(seen.value(1, 0));
        }
    }

    /** Numbers that would change every scale and every fill, if they were looked at. */
    @ParameterizedTest
    @EnumSource(Scaling.class)
    void knowsNothingOfOtherRowsThanThoseOfTraining(Scaling scaling) {
        PreparationSpec spec = new PreparationSpec(scaling, Missing.MEAN);
        LabeledTable training = numbers(new double[][] {{1, 5}, {2, NONE}, {4, 9}, {3, 6}});
        Dataset clean = new Dataset(training, numbers(new double[][] {{1, 2}, {3, 4}}));
        Dataset poisoned = new Dataset(training, numbers(new double[][] {{1e30, -1e30}, {NONE, 1e30}}));

        PreparedData one = prepared(clean, spec);
        PreparedData other = prepared(poisoned, spec);

        assertThat(other.preparation()).isEqualTo(one.preparation());
        assertThat(other.training()).isEqualTo(one.training());
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void knowsNothingOfValidationRows(Scaling scaling) {
        PreparationSpec spec = new PreparationSpec(scaling, null);
        double[][] rows = new double[40][1];
        IntStream.range(0, 40).forEach(row -> rows[row][0] = row * row % 17);
        SplitSpec split = new SplitSpec(new Validation.Rows(10));
        LabeledTable test = numbers(new double[][] {{0}, {1}});
        RandomStreams run = new RandomStreams(3);
        Dataset clean = new Dataset(numbers(rows), test);
        int[] validation =
                StratifiedSplit.draw(clean.training(), 10, run.stream("split")).drawn();
        double[][] changed =
                IntStream.range(0, 40).mapToObj(row -> rows[row].clone()).toArray(double[][]::new);
        IntStream.of(validation).forEach(row -> changed[row][0] = 1e20);
        TableSpec dataset = dataset();

        PreparedData one = PreparedData.of(clean, dataset, split, spec, run);
        PreparedData other = PreparedData.of(new Dataset(numbers(changed), test), dataset, split, spec, run);

        assertThat(other.preparation()).isEqualTo(one.preparation());
        assertThat(other.training()).isEqualTo(one.training());
        assertThat(other.validation()).isNotEqualTo(one.validation());
    }

    @Test
    void aCategoryBecomesAColumn() {
        Column colour = new Column("colour", List.of("blue", "green", "red"));
        LabeledTable training = new LabeledTable(List.of(colour), new double[] {2, 0, 2, NONE}, new int[4], 2);
        LabeledTable test = new LabeledTable(List.of(colour), new double[] {0, 1, 2, NONE}, new int[4], 2);

        LabeledTable prepared = Preparation.fit(training, new PreparationSpec(Scaling.STANDARD, Missing.MEAN))
                .apply(test);

        assertThat(prepared.columns()).extracting(Column::name).containsExactly("colour=blue", "colour=red");
        assertThat(prepared.columns())
                .allSatisfy(column -> assertThat(column.oneHotOf()).contains("colour"));
        assertThat(prepared.row(0)).containsExactly(1, 0);
        assertThat(prepared.row(1)).as("none of the training rows is green").containsExactly(0, 0);
        assertThat(prepared.row(2)).containsExactly(0, 1);
        assertThat(prepared.row(3)).as("the most frequent").containsExactly(0, 1);
    }

    @Test
    void survivesJson() throws IOException {
        Preparation fitted = Preparation.fit(
                numbers(new double[][] {{1, 5}, {2, 7}, {4.1, 9}}), new PreparationSpec(Scaling.ROBUST, null));

        assertThat(JSON.readValue(JSON.writeValueAsString(fitted), Preparation.class))
                .isEqualTo(fitted);
    }

    @Test
    void refusesAColumnWithoutValues() {
        assertThatThrownBy(() -> Preparation.fit(
                        numbers(new double[][] {{1, NONE}, {2, NONE}}),
                        new PreparationSpec(Scaling.NONE, Missing.MEAN)))
                .isInstanceOf(DataException.class)
                .hasMessage("column 'c1' has no value in any of the 2 training rows; name it under dataset.ignore");
    }

    @Test
    void refusesNumbersThatANetworkCannotTake() {
        LabeledTable training = numbers(new double[][] {{1}, {1e300}});

        assertThatThrownBy(() -> Preparation.fit(training, new PreparationSpec(Scaling.NONE, null))
                        .apply(training))
                .isInstanceOf(DataException.class)
                .hasMessage("column 'c0' has a number that is 1.0E300 once it is prepared, which a network cannot take;"
                        + " mend it, or choose another preparation.scaling");
    }

    private static PreparedData prepared(Dataset dataset, PreparationSpec spec) {
        return PreparedData.of(dataset, dataset(), new SplitSpec(new Validation.Rows(0)), spec, new RandomStreams(1));
    }

    private static TableSpec dataset() {
        return new TableSpec(
                "a.csv", "b.csv", null, null, "class", null, null, null, null, true, ",", null, null, 1, null);
    }

    private static LabeledTable table(JsonNode rows) {
        double[][] values = new double[rows.size()][rows.get(0).size()];
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                JsonNode value = rows.get(row).get(column);
                values[row][column] = value.isNull() ? Double.NaN : value.doubleValue();
            }
        }
        return numbers(values);
    }

    /** Rows of two classes in turn. */
    private static LabeledTable numbers(double[][] rows) {
        return new LabeledTable(
                IntStream.range(0, rows[0].length)
                        .mapToObj(column -> new Column("c" + column))
                        .toList(),
                Stream.of(rows).flatMapToDouble(java.util.Arrays::stream).toArray(),
                IntStream.range(0, rows.length).map(row -> row % 2).toArray(),
                2);
    }
}
