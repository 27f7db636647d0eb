package io.github.mnistlab.data.file.csv;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.LabeledTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a CSV file as they are read: numbers, and names by the order in which they came. */
final class TableRows {
    /** Numbers in a piece, at least: memory grows with what really comes, and nothing is copied to make room. */
    private static final int PIECE = 1 << 18;

    private static final int FIRST_LABELS = 1 << 12;

    private final TableHeader header;
    /** A piece's rows, as a power of two. */
    private final int shift;

    private final int rowsOfPiece;
    private final List<double[]> pieces = new ArrayList<>();
    private final List<Map<String, Integer>> categories = new ArrayList<>();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final List<Long> firstLines = new ArrayList<>();
    private int[] labels = new int[FIRST_LABELS];
    private int size;

    TableRows(TableHeader header) {
        this.header = header;
        this.rowsOfPiece = Integer.highestOneBit(Math.max(1, PIECE / width()));
        this.shift = Integer.numberOfTrailingZeros(rowsOfPiece);
        header.features().forEach(feature -> categories.add(new LinkedHashMap<>()));
    }

    TableHeader header() {
        return header;
    }

    int size() {
        return size;
    }

    /** The array for the next row's numbers, and where they begin in it. */
    double[] piece() {
        if (pieces.size() == size / rowsOfPiece) {
            pieces.add(new double[Math.multiplyExact(rowsOfPiece, width())]);
        }
        return pieces.get(size / rowsOfPiece);
    }

    int offset() {
        return size % rowsOfPiece * width();
    }

    private int width() {
        return header.features().size();
    }

    /** The number of a category. */
    int category(int feature, String name) {
        Map<String, Integer> known = categories.get(feature);
        return known.computeIfAbsent(name, unknown -> known.size());
    }

    /** The row whose numbers were set is whole. */
    void add(String label, long line) {
        labels = size == labels.length ? Arrays.copyOf(labels, 2 * size) : labels;
        Integer known = classes.get(label);
        if (known == null) {
            known = classes.size();
            classes.put(label, known);
            firstLines.add(line);
        }
        labels[size++] = known;
    }

    /** The names of the classes, in the order in which they came. */
    List<String> classNames() {
        return List.copyOf(classes.keySet());
    }

    /** The line where a class came first. */
    long firstLine(String name) {
        return firstLines.get(classes.get(name));
    }

    /** The names of a feature's categories; none if it has numbers. */
    List<String> categoryNames(int feature) {
        return List.copyOf(categories.get(feature).keySet());
    }

    /**
     * The rows as a table.
     *
     * @param names the classes, in their final order
     * @param columns with all categories that any part has, in their final order
     */
    LabeledTable table(List<String> names, List<Column> columns) {
        int[] classOf = places(classNames(), names);
        int width = width();
        if ((long) size * width > Integer.MAX_VALUE - 8) {
            throw new DataException(size + " rows of " + width + " columns are more numbers than are read; use"
                    + " fewer columns, by dataset.columns, or fewer rows");
        }
        for (int column = 0; column < width; column++) {
            if (columns.get(column).isCategorical()) {
                int[] placeOf =
                        places(categoryNames(column), columns.get(column).categories());
                for (int row = 0; row < size; row++) {
                    double[] piece = pieces.get(row / rowsOfPiece);
                    int at = row % rowsOfPiece * width + column;
                    piece[at] = Double.isNaN(piece[at]) ? piece[at] : placeOf[(int) piece[at]];
                }
            }
        }
        int[] ofRows =
                Arrays.stream(labels, 0, size).map(label -> classOf[label]).toArray();
        return LabeledTable.ofPieces(columns, pieces.toArray(double[][]::new), shift, ofRows, names.size());
    }

    private static int[] places(List<String> names, List<String> order) {
        Map<String, Integer> places = new LinkedHashMap<>();
        order.forEach(name -> places.put(name, places.size()));
        return names.stream().mapToInt(places::get).toArray();
    }
}
