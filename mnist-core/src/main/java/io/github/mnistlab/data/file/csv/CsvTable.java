package io.github.mnistlab.data.file.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.StratifiedSplit;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.data.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads tables from CSV files, gzipped or not, as untrusted data. */
public final class CsvTable {
    /** The decoder's sign that bytes were no UTF-8. */
    static final char NOT_UTF_8 = '\uFFFD';

    private static final long MAX_BYTES = 1L << 34;

    private final Path file;
    private final TableSpec spec;
    private final PreparationSpec preparation;
    private final List<String> beside;
    private final Faults faults;

    private CsvTable(Path file, TableSpec spec, PreparationSpec preparation, List<String> beside) {
        this.file = file;
        this.spec = spec;
        this.preparation = preparation;
        this.beside = beside;
        this.faults = new Faults(file.toString());
    }

    /**
     * A table in its two parts.
     *
     * @param classNames by class
     */
    public record Parts(LabeledTable training, LabeledTable test, List<String> classNames) {}

    /**
     * Reads what a specification names.
     *
     * @param beside columns of categories; those that are no features come after these, and their values may be missing
     *     whatever the preparation says
     * @throws DataException if a file cannot be read or is no such table; the message has the first faults
     */
    public static Parts read(TableSpec spec, Path folder, PreparationSpec preparation, List<String> beside) {
        Function<String, CsvTable> open = path -> new CsvTable(folder.resolve(path), spec, preparation, beside);
        return spec.file() == null
                ? readTwo(spec, open.apply(spec.trainingFile()), open.apply(spec.testFile()))
                : readOne(spec, open.apply(spec.file()));
    }

    private static Parts readTwo(TableSpec spec, CsvTable trainingFile, CsvTable testFile) {
        TableRows training = trainingFile.rows(Optional.empty());
        TableRows test = testFile.rows(Optional.of(training.header()));
        List<String> names = trainingFile.classes(training);
        for (String name : test.classNames()) {
            if (!names.contains(name)) {
                testFile.faults.add("line " + test.firstLine(name) + ", column '" + spec.label() + "': class '" + name
                        + "' is in no row of the training file, which has " + String.join(", ", names)
                        + "; it cannot be learnt, so add training rows of it or take it out here");
            }
        }
        testFile.faults.throwIfAny();
        List<Column> columns = columns(List.of(training, test));
        return new Parts(training.table(names, columns), test.table(names, columns), names);
    }

    private static Parts readOne(TableSpec spec, CsvTable one) {
        TableRows rows = one.rows(Optional.empty());
        List<String> names = one.classes(rows);
        LabeledTable all = rows.table(names, columns(List.of(rows)));
        int wanted = new Validation.Fraction(spec.testShare()).rowsFrom(all.size());
        StratifiedSplit split = StratifiedSplit.draw(all, wanted, new RandomStreams(spec.seed()).stream("test-rows"));
        LabeledTable training = all.select(split.remaining());
        LabeledTable test = all.select(split.drawn());
        int[] left = training.classCounts();
        int[] drawn = test.classCounts();
        for (int label = 0; label < left.length; label++) {
            if (left[label] == 0 && drawn[label] > 0) {
                one.faults.add("class '" + names.get(label) + "' (line " + rows.firstLine(names.get(label)) + ") has "
                        + drawn[label] + " of " + all.size() + " rows, and testShare " + spec.testShare()
                        + " leaves none of them to train on; ask for a smaller share, add rows or take the class out");
            }
        }
        one.faults.throwIfAny();
        return new Parts(training, test, names);
    }

    /** With the categories that any of the files has. */
    private static List<Column> columns(List<TableRows> files) {
        List<TableHeader.Feature> features = files.get(0).header().features();
        return IntStream.range(0, features.size())
                .mapToObj(feature -> {
                    Set<String> categories = new LinkedHashSet<>();
                    files.forEach(rows -> categories.addAll(rows.categoryNames(feature)));
                    return new Column(features.get(feature).name(), ClassNames.inOrder(categories));
                })
                .toList();
    }

    private List<String> classes(TableRows rows) {
        List<String> names = rows.classNames();
        if (names.size() < 2 || names.size() > Examples.MAX_CLASSES) {
            throw faults.with("column '" + spec.label() + "' must have 2 to " + Examples.MAX_CLASSES
                    + " classes, but has " + names.size()
                    + (names.size() == 1 ? ", '" + names.get(0) + "'" : "; is it the label?"));
        }
        return spec.classNames() == null ? inOrder(names, rows) : listed(names, rows);
    }

    /** As the experiment's file lists them. */
    private List<String> listed(List<String> names, TableRows rows) {
        List<String> listed = spec.classNames();
        names.stream()
                .filter(name -> !listed.contains(name))
                .forEach(name -> faults.add("line " + rows.firstLine(name) + ", column '" + spec.label() + "': class '"
                        + name + "' is none of dataset.classNames, which are " + String.join(", ", listed)
                        + "; list it there, or take its rows out"));
        listed.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> faults.add("column '" + spec.label() + "': no row is of class '" + name
                        + "', which dataset.classNames lists; take it out there, or add rows of it"));
        faults.throwIfAny();
        return listed;
    }

    private List<String> inOrder(List<String> names, TableRows rows) {
        Optional<String> number =
                names.stream().filter(ClassNames::isWholeNumber).findFirst();
        Optional<String> name =
                names.stream().filter(other -> !ClassNames.isWholeNumber(other)).findFirst();
        if (number.isPresent() && name.isPresent()) {
            throw faults.with("line " + rows.firstLine(name.get()) + ", column '" + spec.label() + "': '" + name.get()
                    + "' is a name, but '" + number.get() + "' (line " + rows.firstLine(number.get())
                    + ") is a whole number; write all classes as whole numbers, or all as names");
        }
        return ClassNames.inOrder(names);
    }

    /**
     * Reads all rows of the file.
     *
     * @param training the training file's header, if this is the test file
     */
    private TableRows rows(Optional<TableHeader> training) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + " is not a file" + (Files.exists(file) ? "" : ": nothing is there"));
        }
        try (InputStream content = GzipInput.openMaybeCompressed(file);
                CsvReader<CsvRecord> reader =
                        CsvText.openTable(content, MAX_BYTES, spec.delimiter().charAt(0))) {
            return rows(reader.iterator(), training);
        } catch (CsvParseException e) {
            throw faults.with("it is not CSV: " + CsvText.reason(e)
                    + "; a quote that is part of a field is written twice, and the field stands in quotes");
        } catch (UncheckedIOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e.getCause(), file), e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
    }

    private TableRows rows(Iterator<CsvRecord> lines, Optional<TableHeader> training) {
        if (!lines.hasNext()) {
            throw new DataException(file + " is empty; "
                    + (spec.header() ? "its first line must name its columns" : "it must have rows"));
        }
        CsvRecord first = lines.next();
        List<String> names = spec.header()
                ? first.getFields().stream().map(String::strip).toList()
                : IntStream.range(0, first.getFieldCount())
                        .mapToObj(Integer::toString)
                        .toList();
        Function<List<String>, TableHeader> header = found -> training.map(other -> other.in(found, spec, faults))
                .orElseGet(() -> TableHeader.of(found, spec, beside, faults));
        TableRows rows = new TableRows(header.apply(names));
        if (!spec.header()) {
            add(first, rows);
        }
        while (lines.hasNext() && !faults.isFull()) {
            add(lines.next(), rows);
            if (rows.size() > Examples.MAX_ROWS) {
                throw faults.with("there must be at most " + Examples.MAX_ROWS + " rows");
            }
        }
        faults.throwIfAny();
        if (rows.size() == 0) {
            throw faults.with("it has no row" + (preparation.dropsRows() ? " without a missing value" : ""));
        }
        return rows;
    }

    private void add(CsvRecord line, TableRows rows) {
        TableHeader header = rows.header();
        String place = "line " + line.getStartingLineNumber();
        if (line.getFieldCount() != header.names().size()) {
            faults.add(place + " has " + line.getFieldCount() + " fields, but "
                    + (spec.header() ? "the header names " : "line 1 has ")
                    + header.names().size() + "; a field with '" + spec.delimiter() + "' in it must stand in quotes");
            return;
        }
        String label = line.getField(header.label()).strip();
        if (spec.header() && label.equals(spec.label()) && isHeader(line, header)) {
            faults.add(place + " is the header once more; take it out");
            return;
        }
        checkLabel(label, place);
        double[] values = rows.piece();
        int at = rows.offset();
        boolean missing = false;
        for (int feature = 0; feature < header.features().size(); feature++) {
            TableHeader.Feature column = header.features().get(feature);
            String text = line.getField(column.place()).strip();
            if (isMissing(text)) {
                missing |= !column.beside();
                values[at + feature] = Double.NaN;
                if (preparation.missing() == null && !column.beside()) {
                    faults.add(
                            place + ", column '" + column.name() + "' is missing" + (text.isEmpty() ? "" : ": " + text)
                                    + "; fill it in, or say preparation: {missing: mean}, or median or drop");
                }
            } else {
                values[at + feature] = column.categorical()
                        ? rows.category(feature, category(text, column, place))
                        : number(text, column, place);
            }
        }
        if (!missing || !preparation.dropsRows()) {
            rows.add(label, line.getStartingLineNumber());
        }
    }

    private static boolean isHeader(CsvRecord line, TableHeader header) {
        return line.getFields().stream().map(String::strip).toList().equals(header.names());
    }

    private void checkLabel(String label, String place) {
        if (isMissing(label)) {
            faults.add(place + ", column '" + spec.label() + "' is missing" + (label.isEmpty() ? "" : ": " + label)
                    + ", but every row must say its class; take the row out");
        }
        checkText(label, spec.label(), place);
    }

    private String category(String text, TableHeader.Feature column, String place) {
        checkText(text, column.name(), place);
        return text;
    }

    private void checkText(String text, String column, String place) {
        if (text.indexOf(NOT_UTF_8) >= 0) {
            faults.add(place + ", column '" + column + "': '" + text + "' is not UTF-8; save the file as UTF-8");
        }
    }

    private static boolean isMissing(String text) {
        return text.isEmpty() || text.equals("NA") || text.equals("NaN") || text.equals("?");
    }

    private double number(String text, TableHeader.Feature column, String place) {
        double value = DecimalText.parse(text);
        if (Double.isNaN(value)) {
            faults.add(place + ", column '" + column.name() + "': '" + shown(text) + "' is " + DecimalText.fault(text));
        }
        return value;
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
