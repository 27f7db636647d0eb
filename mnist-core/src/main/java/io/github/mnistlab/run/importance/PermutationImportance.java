package io.github.mnistlab.run.importance;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.StratifiedSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How much a model leans on each column of a table: by how much its accuracy falls when the column's values are shuffled
 * among the rows (L. Breiman, "Random Forests", 2001), as scikit-learn's {@code permutation_importance} has it. What was made of
 * one categorical column is shuffled together.
 *
 * @param rows on which it was measured
 * @param accuracy on these rows as they are
 * @param columns in the order of the file
 */
public record PermutationImportance(int rows, double accuracy, List<ColumnImportance> columns) {
    /** How often each column is shuffled, scikit-learn's default of {@code n_repeats}. */
    static final int REPEATS = 5;

    /** Multiplications of a whole measurement, some seconds of one core. */
    private static final double MOST_WORK = 1e10;

    /** What it takes to copy a row and to ask, as so many multiplications. */
    private static final double WORK_OF_A_ROW = 5_000;

    /** Beyond it, the drops of one model hardly get surer. */
    private static final int MOST_ROWS = 10_000;

    /** Of fewer rows drawn from more, a drop of a percent would be chance. */
    private static final int FEWEST_ROWS = 200;

    /** Copies the list. */
    public PermutationImportance {
        Objects.requireNonNull(columns, "columns must be given");
        columns = List.copyOf(columns);
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be 1 or more, but is " + rows);
        }
    }

    /**
     * Measures it on all rows, or on as many as can be had in some seconds, drawn stratified from the seed.
     *
     * @param validation rows, prepared as the model takes them, that it did not learn from
     * @param parameters of the model, which tell how long a prediction takes
     * @param predict the probabilities of rows, row after row
     * @param streams the run's
     * @return nothing where there are no rows, or it would take too long even with few of them
     */
    public static Optional<PermutationImportance> measure(
            LabeledTable validation, long parameters, Function<LabeledTable, float[]> predict, RandomStreams streams) {
        List<Group> groups = Group.of(validation.columns());
        int most = mostRows(validation, groups.size(), parameters);
        if (validation.size() == 0 || most < Math.min(FEWEST_ROWS, validation.size())) {
            return Optional.empty();
        }
        LabeledTable rows = most >= validation.size()
                ? validation
                : validation.select(StratifiedSplit.draw(validation, most, streams.stream("importance/rows"))
                        .drawn());
        return Optional.of(of(rows, groups, REPEATS, predict, streams));
    }

    /** Every shuffle is predicted, and copied, row by row and feature by feature. */
    private static int mostRows(LabeledTable validation, int columns, long parameters) {
        double workOfRow = (double) columns * REPEATS * (parameters + validation.features() + WORK_OF_A_ROW);
        return (int) Math.min(MOST_ROWS, MOST_WORK / workOfRow);
    }

    /** Measures it on all rows. */
    static PermutationImportance of(
            LabeledTable rows, int repeats, Function<LabeledTable, float[]> predict, RandomStreams streams) {
        return of(rows, Group.of(rows.columns()), repeats, predict, streams);
    }

    private static PermutationImportance of(
            LabeledTable rows,
            List<Group> groups,
            int repeats,
            Function<LabeledTable, float[]> predict,
            RandomStreams streams) {
        double accuracy = share(hits(rows, predict), 0, rows.size());
        List<ColumnImportance> columns = new ArrayList<>();
        for (Group group : groups) {
            // A stream for each column, so that one more column changes nothing for the others.
            UniformRandomProvider random = streams.stream("importance/column/" + group.name());
            boolean[] hits = hits(shuffled(rows, group, repeats, random), predict);
            columns.add(new ColumnImportance(
                    group.name(),
                    IntStream.range(0, repeats)
                            .mapToObj(repeat -> accuracy - share(hits, repeat * rows.size(), rows.size()))
                            .toList()));
        }
        return new PermutationImportance(rows.size(), accuracy, columns);
    }

    /** The rows so many times, one after the other, each time with the group's values in another order. */
    private static LabeledTable shuffled(LabeledTable rows, Group group, int repeats, UniformRandomProvider random) {
        int width = rows.features();
        double[] values = new double[Math.multiplyExact(Math.multiplyExact(rows.size(), repeats), width)];
        int[] labels = new int[rows.size() * repeats];
        int[] order = IntStream.range(0, rows.size()).toArray();
        for (int repeat = 0; repeat < repeats; repeat++) {
            shuffle(order, random);
            for (int row = 0; row < rows.size(); row++) {
                int at = repeat * rows.size() + row;
                labels[at] = rows.label(row);
                System.arraycopy(rows.row(row), 0, values, at * width, width);
                for (int column = group.from(); column < group.to(); column++) {
                    values[at * width + column] = rows.value(order[row], column);
                }
            }
        }
        return new LabeledTable(rows.columns(), values, labels, rows.classes());
    }

    /** Every order is as likely as any other (R. Durstenfeld, 1964). */
    private static void shuffle(int[] order, UniformRandomProvider random) {
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int kept = order[last];
            order[last] = order[other];
            order[other] = kept;
        }
    }

    /** Which rows are classified correctly; of equal probabilities the first counts. */
    private static boolean[] hits(LabeledTable rows, Function<LabeledTable, float[]> predict) {
        float[] probabilities = predict.apply(rows);
        int classes = rows.classes();
        boolean[] hits = new boolean[rows.size()];
        for (int row = 0; row < hits.length; row++) {
            int best = 0;
            for (int label = 1; label < classes; label++) {
                best = probabilities[row * classes + label] > probabilities[row * classes + best] ? label : best;
            }
            hits[row] = best == rows.label(row);
        }
        return hits;
    }

    private static double share(boolean[] hits, int from, int count) {
        int right = 0;
        for (int i = from; i < from + count; i++) {
            right += hits[i] ? 1 : 0;
        }
        return (double) right / count;
    }

    /**
     * Prepared columns that were one in the file.
     *
     * @param name what it was called there
     * @param from the first of them
     * @param to the first one after them
     */
    private record Group(String name, int from, int to) {
        static List<Group> of(List<Column> columns) {
            List<Group> groups = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                Optional<String> together = columns.get(column).oneHotOf();
                Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
                if (last != null && together.equals(columns.get(last.from()).oneHotOf()) && together.isPresent()) {
                    groups.set(groups.size() - 1, new Group(last.name(), last.from(), column + 1));
                } else {
                    groups.add(new Group(together.orElse(columns.get(column).name()), column, column + 1));
                }
            }
            return groups;
        }
    }
}
