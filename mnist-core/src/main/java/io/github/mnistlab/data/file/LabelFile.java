package io.github.mnistlab.data.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.csv.ClassNames;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The truth about test rows that are not here themselves: a CSV file with a column of classes, and perhaps one of ids. Other
 * columns are left alone.
 *
 * @param classNames the classes: in the order of numbers if all are such, else in that of Unicode
 * @param rows the name of each row's class
 * @param ids what each row is called; empty where rows are called by their numbers, from 0
 */
public record LabelFile(List<String> classNames, List<String> rows, List<String> ids) implements DataFiles {
    private static final long MAX_BYTES = 1L << 30;

    /** Copies. */
    public LabelFile {
        classNames = List.copyOf(classNames);
        rows = List.copyOf(rows);
        ids = List.copyOf(ids);
    }

    /**
     * Reads a file, gzipped or not.
     *
     * @param folder what its path is relative to
     * @throws DataException if it cannot be read, or is not such a file; the message has the first faults, each with its row
     *     and column
     */
    public static LabelFile read(DatasetSpec.Labels spec, Path folder) {
        Path file = folder.resolve(spec.file());
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + " is not a file" + (Files.exists(file) ? "" : ": nothing is there"));
        }
        Faults faults = new Faults(file.toString());
        try (InputStream content = GzipInput.openMaybeCompressed(file);
                CsvReader<CsvRecord> reader = CsvText.open(content, MAX_BYTES)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new DataException(file + " is empty; its first line must name its columns");
            }
            List<String> header = records.next().getFields();
            int label = column(spec.label(), header, faults);
            int id = spec.id() == null ? -1 : column(spec.id(), header, faults);
            faults.throwIfAny();
            List<String> rows = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            Set<String> known = new HashSet<>();
            while (records.hasNext() && !faults.isFull()) {
                CsvRecord line = records.next();
                String place = "row " + rows.size() + " (line " + line.getStartingLineNumber() + ")";
                if (line.getFieldCount() != header.size()) {
                    faults.add(
                            place + " has " + line.getFieldCount() + " fields, but the header names " + header.size());
                    continue;
                }
                String name = line.getField(label).strip();
                if (name.isEmpty()) {
                    faults.add(place + ", column " + spec.label() + " is empty, but must name a class");
                }
                if (id >= 0 && !known.add(line.getField(id).strip())) {
                    faults.add(place + ", column " + spec.id() + " is '" + line.getField(id) + "' for a second time");
                }
                rows.add(name);
                if (id >= 0) {
                    ids.add(line.getField(id).strip());
                }
                if (rows.size() > Examples.MAX_ROWS) {
                    throw faults.with("there must be at most " + Examples.MAX_ROWS + " rows");
                }
            }
            faults.throwIfAny();
            return new LabelFile(classes(rows, faults), rows, ids);
        } catch (CsvParseException e) {
            throw faults.with("it is not CSV: " + CsvText.reason(e));
        } catch (UncheckedIOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e.getCause(), file), e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
    }

    private static int column(String name, List<String> header, Faults faults) {
        int column = header.indexOf(name);
        if (column < 0) {
            faults.add("there is no column '" + name + "'; there are " + String.join(", ", header));
        } else if (column != header.lastIndexOf(name)) {
            faults.add("the column '" + name + "' is there twice");
        }
        return column;
    }

    private static List<String> classes(List<String> rows, Faults faults) {
        Set<String> names = new TreeSet<>(rows);
        if (names.size() < 2 || names.size() > Examples.MAX_CLASSES) {
            throw faults.with("there must be 2 to " + Examples.MAX_CLASSES + " classes, but there are " + names.size());
        }
        return ClassNames.inOrder(names);
    }

    @Override
    public int classes() {
        return classNames.size();
    }

    @Override
    public DatasetFiles.Digests digests() {
        return new DatasetFiles.Digests(
                null, null, null, Sha256.of(String.join("\n", rows)), classNames.size(), classNames);
    }

    @Override
    public TestTruth truth(DatasetSpec spec) {
        return new TestTruth(
                rows.stream().mapToInt(classNames::indexOf).toArray(),
                classNames,
                ids,
                IntStream.range(0, rows.size()).toArray());
    }

    @Override
    public Optional<ExampleFiles> examples() {
        return Optional.empty();
    }

    @Override
    public Optional<DatasetFiles> images() {
        return Optional.empty();
    }
}
