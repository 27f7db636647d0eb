package io.github.mnistlab.data.file.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** CSV (RFC 4180) in UTF-8, read as untrusted data: neither a field nor the whole of it can grow without end. */
public final class CsvText {
    private static final int LONGEST_FIELD = 1 << 16;

    private static final int LONGEST_LINE = 1 << 24;

    /** Of a table, its label included. */
    private static final int MOST_COLUMNS = 100_001;

    private CsvText() {}

    /**
     * Opens a text. Records may have other numbers of fields than the first: whoever reads them says so better.
     *
     * @param most bytes; where there are more, reading fails
     */
    public static CsvReader<CsvRecord> open(InputStream content, long most) {
        return CsvReader.builder()
                .detectBomHeader(true)
                .maxBufferSize(LONGEST_FIELD)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new BoundedInput(content, most), StandardCharsets.UTF_8);
    }

    /**
     * Opens a table: its lines may be long, and quotes must be whole.
     *
     * @param most bytes, likewise
     */
    static CsvReader<CsvRecord> openTable(InputStream content, long most, char delimiter) {
        CsvRecordHandler wide = CsvRecordHandler.of(handler ->
                handler.maxFields(MOST_COLUMNS).maxFieldSize(LONGEST_FIELD).maxRecordSize(LONGEST_LINE));
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .detectBomHeader(true)
                .maxBufferSize(LONGEST_LINE)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(wide, new BoundedInput(content, most), StandardCharsets.UTF_8);
    }

    /** Why a text is no CSV, for people. */
    public static String reason(CsvParseException e) {
        return e.getCause() == null || e.getCause().getMessage() == null
                ? e.getMessage()
                : e.getMessage() + ": " + e.getCause().getMessage();
    }
}
