package io.github.mnistlab.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A preparation as it was fitted: the numbers by which any row of such a table becomes what the network was trained on. It
 * belongs to the model.
 *
 * @param columns first to last, as they are in the table's file
 */
public record Preparation(List<Fitted> columns) {
    /**
     * What was fitted of one column.
     *
     * @param name what it is called
     * @param categories of the training rows, each of which becomes a column of its own: 1 where it is the value, else 0. A
     *     value that no training row has is 0 in all of them. None if the column has numbers
     * @param fill what stands in for a missing value, in the column's own unit, or as the number of a category
     * @param center what is taken off
     * @param scale what the rest is divided by; not 0
     */
    public record Fitted(String name, List<String> categories, double fill, double center, double scale) {
        /** Copies the list, and refuses what no row could be prepared by. */
        public Fitted {
            Objects.requireNonNull(name, "name must be given");
            categories = List.copyOf(categories);
            if (scale == 0) {
                throw new IllegalArgumentException("the scale of column '" + name + "' must not be 0");
            }
            if (!categories.isEmpty() && !(fill >= 0 && fill < categories.size())) {
                throw new IllegalArgumentException("the fill of column '" + name + "' must be one of its "
                        + categories.size() + " categories, from 0, but is " + fill);
            }
        }

        private int width() {
            return categories.isEmpty() ? 1 : categories.size();
        }

        private List<Column> prepared() {
            return categories.isEmpty()
                    ? List.of(new Column(name))
                    : categories.stream()
                            .map(category -> Column.ofCategory(name, category))
                            .toList();
        }
    }

    /** Numbers, 256 MiB of them. */
    private static final long MOST_HELD = 1L << 25;

    /** Copies the list. */
    public Preparation {
        columns = List.copyOf(columns);
    }

    /**
     * Fits a preparation.
     *
     * @param training the rows to learn from, and no others
     * @throws DataException if a column has no value in any training row
     */
    public static Preparation fit(LabeledTable training, PreparationSpec spec) {
        return new Preparation(IntStream.range(0, training.features())
                .mapToObj(column -> fit(training, column, spec))
                .toList());
    }

    private static Fitted fit(LabeledTable training, int column, PreparationSpec spec) {
        Column of = training.columns().get(column);
        double[] values = IntStream.range(0, training.size())
                .mapToDouble(row -> training.value(row, column))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        if (values.length == 0) {
            throw new DataException("column '" + of.name() + "' has no value in any of the " + training.size()
                    + " training rows; name it under dataset.ignore");
        }
        return of.isCategorical() ? oneHot(of, values) : numeric(of.name(), values, spec);
    }

    private static Fitted oneHot(Column column, double[] values) {
        int[] counts = new int[column.categories().size()];
        DoubleStream.of(values).forEach(value -> counts[(int) value]++);
        List<String> seen = new ArrayList<>();
        int mostFrequent = 0;
        int most = 0;
        for (int category = 0; category < counts.length; category++) {
            if (counts[category] > most) {
                most = counts[category];
                mostFrequent = seen.size();
            }
            if (counts[category] > 0) {
                seen.add(column.categories().get(category));
            }
        }
        return new Fitted(column.name(), seen, mostFrequent, 0, 1);
    }

    private static Fitted numeric(String name, double[] values, PreparationSpec spec) {
        double mean = mean(values);
        double fill = spec.missing() == PreparationSpec.Missing.MEDIAN ? quantile(sorted(values), 0.5) : mean;
        return switch (spec.scaling()) {
            case NONE -> new Fitted(name, List.of(), fill, 0, 1);
            case ZERO_TO_ONE -> {
                double least = DoubleStream.of(values).min().orElseThrow();
                double greatest = DoubleStream.of(values).max().orElseThrow();
                yield new Fitted(name, List.of(), fill, least, orOne(greatest - least));
            }
            case STANDARD -> new Fitted(name, List.of(), fill, mean, orOne(deviation(values, mean)));
            case ROBUST -> {
                double[] sorted = sorted(values);
                double range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
                yield new Fitted(name, List.of(), fill, quantile(sorted, 0.5), orOne(range));
            }
        };
    }

    /** The mean; of equal numbers just that number. */
    private static double mean(double[] values) {
        double mean = values[0];
        for (int i = 1; i < values.length; i++) {
            mean += (values[i] - mean) / (i + 1);
        }
        return mean;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return StrictMath.sqrt(squares / values.length);
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Between the two nearest numbers linearly, as NumPy has it by default. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double low = sorted[below];
        return below + 1 == sorted.length ? low : low + (place - below) * (sorted[below + 1] - low);
    }

    /** Networks compute with single precision. */
    private static double finite(double prepared, Fitted fitted) {
        if (!(Math.abs(prepared) <= Float.MAX_VALUE)) {
            throw new DataException(
                    "column '" + fitted.name() + "' has a number that is " + prepared
                            + " once it is prepared, which a network cannot take; mend it, or choose another preparation.scaling");
        }
        return prepared;
    }

    private static double orOne(double scale) {
        return scale == 0 ? 1 : scale;
    }

    /** How many numbers a prepared row has. */
    public int features() {
        return columns.stream().mapToInt(Fitted::width).sum();
    }

    /**
     * Prepares rows.
     *
     * @param table of the columns that this was fitted on
     * @throws IllegalArgumentException if its columns are others
     */
    public LabeledTable apply(LabeledTable table) {
        return apply(table, MOST_HELD);
    }

    /** @param mostHeld so many numbers are worked out once, more when they are asked for */
    LabeledTable apply(LabeledTable table, long mostHeld) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        if (!names.equals(columns.stream().map(Fitted::name).toList())) {
            throw new IllegalArgumentException("the table must have the columns " + columns + ", but has " + names);
        }
        LabeledTable prepared = table.seenAs(
                columns.stream().flatMap(fitted -> fitted.prepared().stream()).toList(),
                raw -> new PreparedValues(raw, sources(table)));
        boolean held = (long) table.size() * features() <= mostHeld;
        return held ? copy(prepared) : checked(prepared);
    }

    private PreparedValues.From[] sources(LabeledTable table) {
        List<PreparedValues.From> sources = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            Fitted fitted = columns.get(place);
            Map<String, Integer> known = new HashMap<>();
            fitted.categories().forEach(name -> known.putIfAbsent(name, known.size()));
            int[] places = table.columns().get(place).categories().stream()
                    .mapToInt(name -> known.getOrDefault(name, -1))
                    .toArray();
            for (int number = 0; number < fitted.width(); number++) {
                int category = fitted.categories().isEmpty() ? -1 : number;
                sources.add(new PreparedValues.From(
                        place, fitted.fill(), fitted.center(), fitted.scale(), category, places));
            }
        }
        return sources.toArray(PreparedValues.From[]::new);
    }

    /** Worked out once, where there is room: the same numbers, sooner. */
    private LabeledTable copy(LabeledTable prepared) {
        int width = prepared.features();
        double[] values = new double[prepared.size() * width];
        forEach(prepared, (row, column, value) -> values[row * width + column] = value);
        int[] labels = IntStream.range(0, prepared.size()).map(prepared::label).toArray();
        return new LabeledTable(prepared.columns(), values, labels, prepared.classes());
    }

    private LabeledTable checked(LabeledTable prepared) {
        forEach(prepared, (row, column, value) -> {});
        return prepared;
    }

    /** Takes a prepared number. */
    private interface Numbers {
        void take(int row, int column, double value);
    }

    /** Each of which a network must be able to take. */
    private void forEach(LabeledTable prepared, Numbers numbers) {
        int column = 0;
        for (Fitted fitted : columns) {
            for (int number = 0; number < fitted.width(); number++) {
                for (int row = 0; row < prepared.size(); row++) {
                    numbers.take(row, column, finite(prepared.value(row, column), fitted));
                }
                column++;
            }
        }
    }
}
