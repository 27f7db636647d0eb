package io.github.mnistlab.run.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {
    private static final int CLASSES = 3;

    private static final RandomStreams STREAMS = new RandomStreams(11);

    private static final List<Column> COLUMNS = List.of(
            new Column("a"), new Column("shape", List.of("flat", "oval", "round")), new Column("b"), new Column("c"));

    private static JsonNode vectors() throws Exception {
        return new ObjectMapper()
                .readTree(PermutationImportanceTest.class.getResourceAsStream("/vectors/importance.json"));
    }

    /** As a run has it: the names become columns of 0 and 1. */
    private static LabeledTable prepared(JsonNode vectors) {
        int rows = vectors.get("rows").size();
        double[] values = new double[rows * COLUMNS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vectors.get("rows")
                    .get(i / COLUMNS.size())
                    .get(i % COLUMNS.size())
                    .doubleValue();
        }
        int[] labels = IntStream.range(0, rows)
                .map(row -> vectors.get("labels").get(row).intValue())
                .toArray();
        LabeledTable table = new LabeledTable(COLUMNS, values, labels, CLASSES);
        return Preparation.fit(table, new PreparationSpec(PreparationSpec.Scaling.NONE, null))
                .apply(table);
    }

    /** Linear scores in the place of probabilities: only which is largest matters. */
    private static Function<LabeledTable, float[]> linear(JsonNode weights) {
        return table -> {
            float[] scores = new float[table.size() * CLASSES];
            for (int row = 0; row < table.size(); row++) {
                for (int label = 0; label < CLASSES; label++) {
                    double sum = 0;
                    for (int column = 0; column < table.features(); column++) {
                        sum += table.value(row, column)
                                * weights.get(column).get(label).doubleValue();
                    }
                    scores[row * CLASSES + label] = (float) sum;
                }
            }
            return scores;
        };
    }

    @Test
    void isThatOfScikitLearnWithinChance() throws Exception {
        JsonNode vectors = vectors();
        int repeats = 2_000;

        PermutationImportance found =
                PermutationImportance.of(prepared(vectors), repeats, linear(vectors.get("weights")), STREAMS);

        assertThat(found.rows()).isEqualTo(90);
        assertThat(found.accuracy()).isEqualTo(vectors.get("accuracy").doubleValue(), within(1e-12));
        assertThat(found.columns()).extracting(ColumnImportance::column).containsExactly("a", "shape", "b", "c");
        for (int column = 0; column < COLUMNS.size(); column++) {
            double mean = vectors.get("mean").get(column).doubleValue();
            double deviation = vectors.get("deviation").get(column).doubleValue();
            assertThat(found.columns().get(column).mean())
                    .isEqualTo(mean, within(1e-12 + 5 * deviation / Math.sqrt(repeats)));
            assertThat(found.columns().get(column).deviation()).isEqualTo(deviation, within(1e-12 + 0.1 * deviation));
        }
    }

    /** Two rows, told apart by one column: a shuffle either leaves them, or makes both wrong. */
    @Test
    void aShuffleMovesWholeValues() {
        LabeledTable rows = new LabeledTable(List.of(new Column("x")), new double[] {0, 1}, new int[] {0, 1}, 2);

        PermutationImportance found = PermutationImportance.of(
                rows,
                200,
                table -> {
                    float[] scores = new float[table.size() * 2];
                    IntStream.range(0, table.size()).forEach(row -> scores[row * 2 + (int) table.value(row, 0)] = 1);
                    return scores;
                },
                STREAMS);

        assertThat(found.accuracy()).isEqualTo(1);
        assertThat(found.columns().get(0).drops()).containsOnly(0.0, 1.0);
        assertThat(found.columns().get(0).mean()).isEqualTo(0.5, within(0.15));
    }

    @Test
    void theSameSeedShufflesAlike() throws Exception {
        JsonNode vectors = vectors();
        LabeledTable rows = prepared(vectors);
        Function<LabeledTable, float[]> predict = linear(vectors.get("weights"));

        Optional<PermutationImportance> found = PermutationImportance.measure(rows, 100, predict, STREAMS);

        assertThat(found).isPresent().isEqualTo(PermutationImportance.measure(rows, 100, predict, STREAMS));
        assertThat(found).isNotEqualTo(PermutationImportance.measure(rows, 100, predict, new RandomStreams(12)));
        assertThat(found.get().columns().get(0).drops()).hasSize(PermutationImportance.REPEATS);
    }

    @Test
    void takesFewerRowsOfALargeModelAndLeavesAVeryLargeOneAlone() {
        int size = 3_000;
        LabeledTable rows = new LabeledTable(
                List.of(new Column("x"), new Column("y")),
                new double[size * 2],
                IntStream.range(0, size).map(row -> row % 2).toArray(),
                2);
        List<Integer> asked = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        Function<LabeledTable, float[]> predict = table -> {
            asked.add(table.size());
            calls.incrementAndGet();
            return new float[table.size() * 2];
        };

        PermutationImportance few =
                PermutationImportance.measure(rows, 994_998, predict, STREAMS).orElseThrow();

        assertThat(few.rows()).isEqualTo(1_000);
        assertThat(few.accuracy()).isEqualTo(0.5);
        assertThat(asked).containsExactly(1_000, 5_000, 5_000);
        assertThat(PermutationImportance.measure(rows, 20_000_000, predict, STREAMS))
                .isEmpty();
        assertThat(PermutationImportance.measure(rows.select(new int[0]), 10, predict, STREAMS))
                .isEmpty();
        assertThat(calls).hasValue(3);
    }
}
