package io.github.mnistlab.external;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.file.csv.CsvText;
import io.github.mnistlab.experiment.JudgedModel.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Predictions as CSV (RFC 4180) in UTF-8, whose header says what each column is: {@code id} the test row from 0, {@code
 * label} the truth, {@code predicted} a class, and a number for each class under the class's name or {@code p} and its
 * index.
 */
final class CsvPredictions {
    /** Of a row: more than ids and names of classes take. */
    private static final int ROW_BYTES = 1024;

    /** Of a header: more than 256 names take; what is read beyond it is no header. */
    private static final int HEADER_BYTES = 1 << 20;

    /** Of a number: twice what any program writes. */
    private static final int NUMBER_BYTES = 64;

    /** What Java reads as a number beyond this is none to others, such as 1f or 0x1p3. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    private final TestRows rows;
    private final Faults faults;
    private final CsvColumns columns;
    private final Values values;

    /** Whether the predicted class must be the most probable one, since nobody says which of the two counts. */
    private final boolean mustAgree;

    private final Scores scores;
    private final int[] predicted;

    private CsvPredictions(TestRows rows, Faults faults, CsvColumns columns, Optional<Values> asked) {
        this.rows = rows;
        this.faults = faults;
        this.columns = columns;
        this.values = values(asked, columns, faults);
        this.mustAgree = asked.isEmpty() && columns.hasScores() && columns.predicted() >= 0;
        this.scores = values == Values.LABELS ? null : new Scores(values, rows, faults);
        this.predicted = new int[rows.count()];
    }

    /** @throws DataException if it is not such a file */
    static RowPredictions read(InputStream content, String file, Optional<Values> values, TestRows rows)
            throws IOException {
        Faults faults = new Faults(file);
        long most = (rows.count() + 2L)
                * (ROW_BYTES + (long) NUMBER_BYTES * rows.classes().size());
        try (CsvReader<CsvRecord> reader = CsvText.open(content, most)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new DataException(file + " is empty; its first line must name its columns");
            }
            CsvColumns columns = CsvColumns.of(records.next().getFields(), rows, faults);
            faults.throwIfAny();
            CsvPredictions read = new CsvPredictions(rows, faults, columns, values);
            int row = 0;
            while (records.hasNext() && !faults.isFull()) {
                CsvRecord line = records.next();
                if (row == rows.count()) {
                    throw faults.with("it has more rows than the " + row + " of the test set, from line "
                            + line.getStartingLineNumber() + " on");
                }
                read.add(row, line);
                row++;
            }
            if (!faults.isFull() && row < rows.count()) {
                throw faults.with("it has " + row + " rows, but the test set has " + rows.count());
            }
            faults.throwIfAny();
            return read.result();
        } catch (CsvParseException e) {
            throw faults.with("it is not CSV: " + CsvText.reason(e));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether the header of what may be CSV names no column of numbers, but that of the predicted class. */
    static boolean hasClassesAlone(InputStream content) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvText.open(content, HEADER_BYTES)) {
            Iterator<CsvRecord> records = reader.iterator();
            return records.hasNext()
                    && CsvColumns.areOfClassesAlone(records.next().getFields());
        } catch (CsvParseException | UncheckedIOException e) {
            return false;
        }
    }

    private static Values values(Optional<Values> asked, CsvColumns columns, Faults faults) {
        Values values = asked.orElse(columns.hasScores() ? Values.PROBABILITIES : Values.LABELS);
        if (values == Values.LABELS && columns.predicted() < 0) {
            throw faults.with("values: labels asks for the column predicted, but there is none");
        }
        if (values != Values.LABELS && !columns.hasScores()) {
            throw faults.with("values: " + values.name().toLowerCase(Locale.ROOT)
                    + " asks for a column for each class, but there is only predicted");
        }
        return values;
    }

    private void add(int row, CsvRecord line) {
        if (line.getFieldCount() != columns.names().size()) {
            faults.add(place(row, line) + " has " + line.getFieldCount() + " fields, but the header names "
                    + columns.names().size());
            return;
        }
        checkOrder(row, line);
        if (values == Values.LABELS) {
            predicted[row] = classIn(columns.predicted(), row, line);
            return;
        }
        double[] numbers = new double[rows.classes().size()];
        for (int label = 0; label < numbers.length; label++) {
            Optional<Double> number = number(columns.scores().get(label), row, line);
            if (number.isEmpty()) {
                return;
            }
            numbers[label] = number.get();
        }
        if (scores.add(row, numbers, label -> place(row, line, columns.scores().get(label))) && mustAgree) {
            checkAgreement(row, line);
        }
    }

    private void checkAgreement(int row, CsvRecord line) {
        int label = classIn(columns.predicted(), row, line);
        if (label >= 0 && !scores.isMostProbable(row, label)) {
            faults.add(
                    place(row, line, columns.predicted()) + " is "
                            + rows.classes().get(label)
                            + ", but another class is more probable; say which counts, values: probabilities or values: labels");
        }
    }

    private void checkOrder(int row, CsvRecord line) {
        if (columns.id() >= 0 && !line.getField(columns.id()).strip().equals(rows.idOf(row))) {
            faults.add(place(row, line, columns.id()) + " is '" + line.getField(columns.id()) + "', but must be '"
                    + rows.idOf(row) + "': the rows must be in the order of the test set");
        }
        if (columns.label() >= 0) {
            int label = classIn(columns.label(), row, line);
            if (label >= 0 && label != rows.labels()[row]) {
                faults.add(place(row, line, columns.label()) + " is "
                        + rows.classes().get(label) + ", but test row "
                        + row + " is of class " + rows.classes().get(rows.labels()[row])
                        + ": the rows are in another order, or of another test set");
            }
        }
    }

    private int classIn(int column, int row, CsvRecord line) {
        String name = line.getField(column).strip();
        int label = rows.classOf(name);
        if (label < 0) {
            faults.add(place(row, line, column) + " is '" + name + "', which is no class; there are "
                    + CsvColumns.someOf(rows));
        }
        return label;
    }

    private Optional<Double> number(int column, int row, CsvRecord line) {
        String text = line.getField(column).strip();
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(Double.parseDouble(text));
        }
        faults.add(place(row, line, column) + " is '" + text + "', which is no number");
        return Optional.empty();
    }

    private static String place(int row, CsvRecord line) {
        return "row " + row + " (line " + line.getStartingLineNumber() + ")";
    }

    private String place(int row, CsvRecord line, int column) {
        return place(row, line) + ", column " + columns.names().get(column);
    }

    private RowPredictions result() {
        return values == Values.LABELS
                ? new RowPredictions.OfClasses(predicted, rows.classes().size(), columns.checkOrder())
                : scores.probabilities(columns.checkOrder());
    }
}
