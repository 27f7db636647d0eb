package io.github.mnistlab.data.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.Slices;
import io.github.mnistlab.data.file.csv.CsvText;
import io.github.mnistlab.data.file.csv.GzipInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of categories of the test rows, as CSV in UTF-8, gzipped or not, with a header and a row for each test row, in
 * their order and before the test set is thinned. Read as untrusted data.
 *
 * @param slices of all test rows
 * @param sha256 what the columns hold, however the file writes it
 * @param orderChecked whether a column of ids showed that the rows are in the order of the test set
 */
public record SliceFile(Slices slices, String sha256, boolean orderChecked) {
    /** What the column is called that says which row is which, where nobody says otherwise. */
    public static final String ID = "id";

    /** More columns than anyone looks at. */
    public static final int MOST_COLUMNS = 64;

    /** More categories are a number, or a name for each row. */
    public static final int MOST_VALUES = 1000;

    private static final int LONGEST_NAME = 100;

    private static final long ROW_BYTES = 8192;

    /**
     * Reads a file.
     *
     * @param columns those that are wanted; empty for all but the ids
     * @param id the column that says which row is which; checked where it is there
     * @param fewestRows a slice of fewer rows is too small to be judged
     * @throws DataException if it cannot be read, or is not such a file; the message has the first faults, each with its row
     *     and column
     */
    public static SliceFile read(Path file, List<String> columns, String id, TestTruth truth, int fewestRows) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + " is not a file" + (Files.exists(file) ? "" : ": nothing is there"));
        }
        Faults faults = new Faults(file.toString());
        long most = (truth.labels().length + 2L) * ROW_BYTES;
        try (InputStream content = GzipInput.openMaybeCompressed(file);
                CsvReader<CsvRecord> reader = CsvText.open(content, most)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new DataException(file + " is empty; its first line must name its columns");
            }
            Reading reading = new Reading(records.next().getFields(), columns, id, truth, faults);
            faults.throwIfAny();
            reading.readAll(records);
            faults.throwIfAny();
            return reading.result(fewestRows);
        } catch (CsvParseException e) {
            throw faults.with("it is not CSV: " + CsvText.reason(e));
        } catch (UncheckedIOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e.getCause(), file), e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
    }

    /** A file that is being read. */
    private static final class Reading {
        private final List<String> header;
        private final TestTruth truth;
        private final Faults faults;
        private final int id;
        private final Map<Integer, List<String>> columns = new LinkedHashMap<>();
        private final Map<Integer, Set<String>> values = new LinkedHashMap<>();

        Reading(List<String> header, List<String> wanted, String idColumn, TestTruth truth, Faults faults) {
            this.header = header;
            this.truth = truth;
            this.faults = faults;
            this.id = header.indexOf(idColumn);
            for (String name : wanted.isEmpty() ? header : wanted) {
                if (!name.equals(idColumn) || !wanted.isEmpty()) {
                    add(name);
                }
            }
            if (columns.isEmpty()) {
                faults.add("there is no column of categories");
            } else if (columns.size() > MOST_COLUMNS) {
                faults.add("there are " + columns.size() + " columns of categories, but at most " + MOST_COLUMNS
                        + " are allowed; list those that count under slices.columns");
            }
        }

        private void add(String name) {
            int column = header.indexOf(name);
            if (column < 0) {
                faults.add("there is no column '" + name + "'; there are " + String.join(", ", header));
            } else if (column != header.lastIndexOf(name)) {
                if (columns.putIfAbsent(column, new ArrayList<>()) == null) {
                    faults.add("the column '" + name + "' is there twice");
                }
            } else if (!name.matches("[^=\\[\\]()\\p{Cntrl}]{1," + LONGEST_NAME + "}") || !name.equals(name.strip())) {
                faults.add("the column '" + name + "' cannot be named in gates; a name has 1 to " + LONGEST_NAME
                        + " characters, no space at its ends, and none of = [ ] ( )");
            } else {
                columns.put(column, new ArrayList<>());
                values.put(column, new HashSet<>());
            }
        }

        void readAll(Iterator<CsvRecord> records) {
            int rows = truth.labels().length;
            int row = 0;
            while (records.hasNext() && !faults.isFull()) {
                CsvRecord line = records.next();
                if (row == rows) {
                    throw faults.with("it has more rows than the " + rows + " of the test set, from line "
                            + line.getStartingLineNumber() + " on");
                }
                add(row, line);
                row++;
            }
            if (!faults.isFull() && row < rows) {
                throw faults.with("it has " + row + " rows, but the test set has " + rows);
            }
        }

        private void add(int row, CsvRecord line) {
            String place = "row " + row + " (line " + line.getStartingLineNumber() + ")";
            if (line.getFieldCount() != header.size()) {
                faults.add(place + " has " + line.getFieldCount() + " fields, but the header names " + header.size());
                return;
            }
            String expected =
                    truth.ids().isEmpty() ? Integer.toString(row) : truth.ids().get(row);
            if (id >= 0 && !line.getField(id).strip().equals(expected)) {
                faults.add(place + ", column " + header.get(id) + " is '" + line.getField(id) + "', but must be '"
                        + expected + "': the rows must be in the order of the test set");
            }
            columns.forEach((column, ofRows) -> {
                String value = line.getField(column).strip();
                String there = place + ", column " + header.get(column);
                if (value.isEmpty()) {
                    faults.add(there + " is empty; give rows without a category a name, such as none");
                } else if (value.length() > LONGEST_NAME || value.chars().anyMatch(Character::isISOControl)) {
                    faults.add(there + " is no name of a category: it has more than " + LONGEST_NAME
                            + " characters, or one that cannot be seen");
                } else if (values.get(column).add(value) && values.get(column).size() == MOST_VALUES + 1) {
                    faults.add("column " + header.get(column) + " has more than " + MOST_VALUES
                            + " different values, which are no categories; put them into groups, or list other columns"
                            + " under slices.columns");
                }
                ofRows.add(value);
            });
        }

        SliceFile result(int fewestRows) {
            List<Slices.Column> all = new ArrayList<>();
            List<String> content = new ArrayList<>();
            columns.forEach((column, ofRows) -> {
                all.add(Slices.Column.of(header.get(column), ofRows));
                content.add(header.get(column));
                content.addAll(ofRows);
            });
            return new SliceFile(Slices.of(all, fewestRows), Sha256.of(String.join("\n", content)), id >= 0);
        }
    }

    /** What is to be said where nothing showed that the rows are in the right order. */
    public Optional<String> uncheckedOrder(String name) {
        return orderChecked
                ? Optional.empty()
                : Optional.of("The order of the rows in " + name + " was not checked: it has no column " + ID
                        + ", only as many rows as the test set.");
    }
}
