package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A matrix as figures show it: along one axis, the first that is numeric or else the first, a line for each combination of
 * the others.
 */
final class MatrixShape {
    /** From this ratio of the largest to the smallest on, an axis is logarithmic. */
    private static final double DECADE = 10;

    private final ReportInput input;
    private final Matrix matrix;
    private final Matrix.Axis along;

    MatrixShape(ReportInput input) {
        this.input = input;
        this.matrix = input.result().matrix();
        this.along = matrix.axes().stream()
                .filter(axis -> axis.values().size() > 1
                        && axis.values().stream()
                                .allMatch(value -> number(value).isPresent()))
                .findFirst()
                .orElse(matrix.axes().get(0));
    }

    /** The axis that figures run along. */
    Matrix.Axis along() {
        return along;
    }

    String alongName() {
        return PlainText.oneLine(matrix.shortName(along));
    }

    /** What the lines differ by; empty if there is nothing. */
    String acrossName() {
        return matrix.axes().stream()
                .filter(axis -> !axis.equals(along))
                .map(matrix::shortName)
                .map(PlainText::oneLine)
                .collect(Collectors.joining(" / "));
    }

    boolean isNumeric() {
        return along.values().size() > 1
                && along.values().stream().allMatch(value -> number(value).isPresent());
    }

    Axis axis() {
        if (!isNumeric()) {
            return Axis.categories(alongName(), along.values());
        }
        double[] values = along.values().stream()
                .mapToDouble(value -> number(value).orElseThrow())
                .sorted()
                .toArray();
        boolean decades = values[0] > 0 && values[values.length - 1] >= DECADE * values[0];
        return decades ? Axis.log(alongName(), Axis.Format.NUMBER) : Axis.of(alongName(), Axis.Format.NUMBER);
    }

    double place(String value) {
        return isNumeric() ? number(value).orElseThrow() : along.values().indexOf(value);
    }

    /** The values of the other axes, joined: what a line is called. Each in the order of the file. */
    List<String> lines() {
        Set<String> lines = new LinkedHashSet<>();
        Matrix.cells(input.result().specification()).forEach(cell -> lines.add(line(cell.coordinates())));
        return List.copyOf(lines);
    }

    /** The variants of a line that have runs, by their value along. */
    Map<String, ShownVariant> cells(String line) {
        Map<String, ShownVariant> cells = new LinkedHashMap<>();
        for (String value : along.values()) {
            input.variants().stream()
                    .filter(shown -> shown.variant().isFromMatrix()
                            && line(shown.variant().coordinates()).equals(line)
                            && value.equals(shown.variant().coordinates().get(along.field())))
                    .findFirst()
                    .ifPresent(shown -> cells.put(value, shown));
        }
        return cells;
    }

    private String line(Map<String, String> coordinates) {
        List<String> values = new ArrayList<>();
        for (Matrix.Axis axis : matrix.axes()) {
            if (!axis.equals(along)) {
                Optional.ofNullable(coordinates.get(axis.field())).ifPresent(values::add);
            }
        }
        return values.isEmpty() ? "all" : String.join(" / ", values);
    }

    private static OptionalDouble number(String value) {
        try {
            double number = Double.parseDouble(value);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
