package io.github.mnistlab.data.file.csv;

import java.util.regex.Pattern;

/** Decimal numbers in a text, with a point and perhaps an exponent. */
final class DecimalText {
    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?\\d+,\\d+(?:[eE][+-]?\\d+)?");
    private static final Pattern GROUPED =
            Pattern.compile("[+-]?\\d{1,3}(?:[ ,.'\u2019_\u00a0\u202f]\\d{3})+(?:[.,]\\d+)?");

    /** What word processors make of a hyphen: the minus sign and dashes. */
    private static final Pattern WITH_DASH = Pattern.compile("[\u2212\u2010-\u2015][\\d.][\\d.eE+-]*");

    private DecimalText() {}

    /** The number, or not a number if it is none. */
    static double parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            // Java would also read hexadecimal numbers, and letters for types.
            if ("+-.0123456789eE".indexOf(text.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Why a text is no number, and what would be right. */
    static String fault(String text) {
        if (WITH_COMMA.matcher(text).matches()) {
            return "written with a decimal comma; write a point, as in " + text.replace(',', '.');
        }
        if (GROUPED.matcher(text).matches()) {
            return "written with marks between its digits; write them without";
        }
        if (WITH_DASH.matcher(text).matches()) {
            return "written with a dash for a minus; write a hyphen, as in -" + text.substring(1);
        }
        if (text.endsWith("%")
                && !Double.isNaN(parse(text.substring(0, text.length() - 1).strip()))) {
            return "written with a percent sign; write the number alone";
        }
        if (text.indexOf('\0') >= 0) {
            return "no number, and has a null byte; write the file again";
        }
        if (text.indexOf(CsvTable.NOT_UTF_8) >= 0) {
            return "no number, and not UTF-8; save the file as UTF-8";
        }
        return "no finite number; mend it, or name the column under dataset.categorical or dataset.ignore";
    }
}
