package io.github.mnistlab.report.html;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.TableCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small drawings of a table's columns, beside each other: quantiles of numbers and shares of names, by class. */
final class ColumnPanels {
    private static final int MOST_COLUMNS = 60;
    private static final int MOST_CLASSES = 10;

    /** Of a class: a quantile of more would be the same to the eye. */
    private static final int MOST_ROWS = 5_000;

    /** The last colour is for all other names together. */
    private static final int NAMES = 6;

    private static final int LONGEST_LABEL = 12;

    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private final LabeledTable table;
    private final List<String> classNames;
    private final List<Integer> columns;
    private final List<Integer> classes;
    private final List<int[]> rows;
    private final int columnsLeft;
    private final int classesLeft;

    /**
     * @param classNames by class
     * @param order of the columns
     */
    ColumnPanels(LabeledTable table, List<String> classNames, List<Integer> order) {
        this.table = table;
        this.classNames = classNames;
        this.columns = order.subList(0, Math.min(MOST_COLUMNS, order.size()));
        this.columnsLeft = order.size() - columns.size();
        int[] counts = table.classCounts();
        List<Integer> present = IntStream.range(0, counts.length)
                .filter(label -> counts[label] > 0)
                .boxed()
                .toList();
        this.classes = present.stream()
                .sorted(Comparator.comparingInt(label -> -counts[label]))
                .limit(MOST_CLASSES)
                .sorted()
                .toList();
        this.classesLeft = present.size() - classes.size();
        this.rows = classes.stream().map(this::rowsOf).toList();
    }

    /** Evenly over the table. */
    private int[] rowsOf(int label) {
        int[] all = IntStream.range(0, table.size())
                .filter(row -> table.label(row) == label)
                .toArray();
        int count = Math.min(MOST_ROWS, all.length);
        return IntStream.range(0, count)
                .map(i -> all[(int) ((long) i * all.length / count)])
                .toArray();
    }

    /** What is left out, to go on a sentence with. */
    String told() {
        return (classesLeft > 0 ? "; of the classes the " + classes.size() + " largest" : "")
                + (columnsLeft > 0
                        ? "; of " + Numbers.count(columns.size() + columnsLeft) + " columns the first " + columns.size()
                        : "")
                + ".";
    }

    /** A drawing for each column. */
    List<ColumnPanel> panels() {
        return columns.stream()
                .map(place -> table.columns().get(place).isCategorical() ? ofNames(place) : ofNumbers(place))
                .toList();
    }

    private double[] sorted(int place, int[] some) {
        return Arrays.stream(some)
                .mapToDouble(row -> table.value(row, place))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    private ColumnPanel ofNumbers(int place) {
        List<double[]> quantiles =
                rows.stream().map(some -> quantiles(sorted(place, some))).toList();
        double least = quantiles.stream()
                .mapToDouble(some -> some[0])
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double greatest = quantiles.stream()
                .mapToDouble(some -> some[QUANTILES.length - 1])
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double range = greatest > least ? greatest - least : 1;
        List<ColumnPanel.Strip> strips = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            double[] values = quantiles.get(i);
            double[] at = Arrays.stream(values)
                    .map(value -> ColumnPanel.place((value - least) / range))
                    .toArray();
            boolean any = Double.isFinite(values[0]);
            String name = classNames.get(classes.get(i));
            strips.add(new ColumnPanel.Strip(
                    shortened(name),
                    any
                            ? name + ": median " + TableCells.number(values[2]) + ", half of the values from "
                                    + TableCells.number(values[1]) + " to " + TableCells.number(values[3])
                            : name + ": no value",
                    ColumnPanel.middle(i),
                    any ? List.of(new ColumnPanel.Bar(at[1], Math.max(1, at[3] - at[1]), 0)) : List.of(),
                    any ? at[0] : 0,
                    any ? at[4] : 0,
                    any ? at[2] : Double.NaN));
        }
        return new ColumnPanel(
                name(place),
                strips,
                TableCells.number(least),
                TableCells.number(greatest),
                List.of(),
                alternative(place, strips));
    }

    /** Between the two nearest values linearly. */
    private static double[] quantiles(double[] sorted) {
        if (sorted.length == 0) {
            double[] none = new double[QUANTILES.length];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return Arrays.stream(QUANTILES)
                .map(share -> {
                    double at = share * (sorted.length - 1);
                    int below = (int) at;
                    double above = sorted[Math.min(below + 1, sorted.length - 1)];
                    return sorted[below] + (at - below) * (above - sorted[below]);
                })
                .toArray();
    }

    private ColumnPanel ofNames(int place) {
        Column column = table.columns().get(place);
        List<int[]> counts = rows.stream().map(some -> counts(place, some)).toList();
        List<Integer> names = IntStream.range(0, column.categories().size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        name -> -counts.stream().mapToInt(count -> count[name]).sum()))
                .limit(NAMES)
                .toList();
        boolean others = column.categories().size() > names.size();
        List<ColumnPanel.Strip> strips = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            int[] count = counts.get(i);
            double all = Arrays.stream(count).sum();
            List<ColumnPanel.Bar> bars = new ArrayList<>();
            List<String> shares = new ArrayList<>();
            double before = 0;
            for (int color = 0; color < names.size(); color++) {
                int of = count[names.get(color)];
                if (of > 0) {
                    bars.add(bar(before, before + of / all, color));
                    shares.add(PlainText.oneLine(column.categories().get(names.get(color))) + " "
                            + Numbers.percent(of / all));
                    before += of / all;
                }
            }
            if (all > 0 && before < 1 - 1e-9) {
                bars.add(bar(before, 1, NAMES));
            }
            String name = classNames.get(classes.get(i));
            strips.add(new ColumnPanel.Strip(
                    shortened(name),
                    name + ": " + (shares.isEmpty() ? "no value" : String.join(", ", shares)),
                    ColumnPanel.middle(i),
                    bars,
                    0,
                    0,
                    Double.NaN));
        }
        List<String> legend = new ArrayList<>(names.stream()
                .map(name -> PlainText.oneLine(column.categories().get(name)))
                .toList());
        if (others) {
            legend.add(Numbers.count(column.categories().size() - names.size(), "other"));
        }
        return new ColumnPanel(name(place), strips, "", "", legend, alternative(place, strips));
    }

    private int[] counts(int place, int[] some) {
        int[] counts = new int[table.columns().get(place).categories().size()];
        for (int row : some) {
            double value = table.value(row, place);
            if (!Double.isNaN(value)) {
                counts[(int) value]++;
            }
        }
        return counts;
    }

    private static ColumnPanel.Bar bar(double from, double to, int color) {
        double x = ColumnPanel.place(from);
        return new ColumnPanel.Bar(x, Math.rint(10 * (ColumnPanel.place(to) - x)) / 10, color);
    }

    private String name(int place) {
        return PlainText.oneLine(table.columns().get(place).name());
    }

    private String alternative(int place, List<ColumnPanel.Strip> strips) {
        return name(place) + ". "
                + strips.stream().map(ColumnPanel.Strip::title).collect(Collectors.joining("; "));
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1) + "\u2026";
    }
}
