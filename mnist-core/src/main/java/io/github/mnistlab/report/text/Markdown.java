package io.github.mnistlab.report.text;

import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** GitHub's Markdown, in which most of a report's readers see it; others read a subset of it. */
public final class Markdown {
    /** Taken out of every word that a reader could act on: renders as nothing. */
    private static final String NOTHING = "&#8203;";

    private static final Pattern ORDERED_LIST = Pattern.compile("^(\\d+)([.)])(?=\\s|$)");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)\\b(www)\\.");

    private Markdown() {}

    /**
     * Text as itself, on one line: no HTML, no formatting, no table cell's end; and nothing that would link or notify,
     * for a description in a pull request's comment must not reach beyond it.
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : PlainText.oneLine(text).toCharArray()) {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@' -> escaped.append('@').append(NOTHING);
                case '#' -> escaped.append("\\#").append(NOTHING);
                case '\\', '`', '*', '_', '{', '}', '[', ']', '|', '~', '$', '!' ->
                    escaped.append('\\').append(c);
                default -> escaped.append(c);
            }
        }
        String line = escaped.toString().replace("://", ":" + NOTHING + "//");
        line = WEB_ADDRESS.matcher(line).replaceAll("$1" + NOTHING + ".");
        line = ORDERED_LIST.matcher(line).replaceFirst("$1\\\\$2");
        boolean listOrRule = line.startsWith("-") || line.startsWith("+") || line.startsWith("=");
        return listOrRule ? "\\" + line : line;
    }

    /** Numbers to the right; rows that add to the one above are indented. */
    public static String table(ReportTable table) {
        StringBuilder text = new StringBuilder();
        text.append(row(table.title(), table.columns()));
        text.append(row("---", Collections.nCopies(table.columns().size(), "---:")));
        for (ReportTable.Row row : table.rows()) {
            text.append(row(
                    (row.detail() ? "&nbsp;&nbsp;" : "") + escape(row.label()),
                    row.cells().stream().map(cell -> cell.replace(">", "&gt;")).toList()));
        }
        return text.toString();
    }

    /**
     * @param first escaped
     * @param cells escaped
     */
    public static String row(String first, List<String> cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |\n");
        row.add(first);
        cells.forEach(row::add);
        return row.toString();
    }

    /** Text in letters of one width, as it is; none of its lines may begin with a fence. */
    public static String codeBlock(String text) {
        return "```text\n" + text + (text.endsWith("\n") ? "" : "\n") + "```\n";
    }
}
