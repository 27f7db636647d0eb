package io.github.mnistlab.external;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of a table as the numbers that a model takes: a category is its number there, or -1 if it has none. */
final class TableNumbers {
    private static final double UNKNOWN = -1;

    private TableNumbers() {}

    /**
     * Writes them as little-endian float64, row after row; what is missing is not a number.
     *
     * @param columns as the model has them, one for each of the table's
     */
    static void write(LabeledTable table, List<Column> columns, Path file) throws IOException {
        double[][] numbers = new double[columns.size()][];
        for (int column = 0; column < numbers.length; column++) {
            Map<String, Double> known = new HashMap<>();
            columns.get(column).categories().forEach(name -> known.putIfAbsent(name, (double) known.size()));
            numbers[column] = table.columns().get(column).categories().stream()
                    .mapToDouble(name -> known.getOrDefault(name, UNKNOWN))
                    .toArray();
        }
        ByteBuffer bytes = ByteBuffer.allocate(columns.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int row = 0; row < table.size(); row++) {
                bytes.clear();
                for (int column = 0; column < numbers.length; column++) {
                    double value = table.value(row, column);
                    boolean asItIs = numbers[column].length == 0 || Double.isNaN(value);
                    bytes.putDouble(asItIs ? value : numbers[column][(int) value]);
                }
                out.write(bytes.array());
            }
        }
    }
}
