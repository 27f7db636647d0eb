package io.github.mnistlab.report.text;

import io.github.mnistlab.data.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The values of a user's table as people read them. */
public final class TableCells {
    private TableCells() {}

    /** More digits than measurements have. */
    private static final MathContext DIGITS = new MathContext(9);

    private static final int LONGEST = 14;

    /** A value as the file has it: a number of nine digits at most, a name as plain text, or that it is missing. */
    public static String cell(Column column, double value) {
        return Double.isNaN(value)
                ? "missing"
                : column.isCategorical() ? PlainText.oneLine(column.categories().get((int) value)) : digits(value);
    }

    private static String digits(double value) {
        BigDecimal number = new BigDecimal(Double.toString(value)).round(DIGITS).stripTrailingZeros();
        String plain = number.toPlainString();
        return plain.length() <= LONGEST ? plain : number.toString();
    }

    /** In few digits, whatever its size; empty if it is not a number. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? String.format(Locale.ROOT, "%.0f", value + 0.0)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
