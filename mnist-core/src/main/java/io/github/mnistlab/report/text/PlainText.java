package io.github.mnistlab.report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that people wrote, made fit for one line of a report. A description is whatever a YAML file says: it may hold line
 * breaks, the escape sequences of terminals, marks that turn the direction of the text around, and characters that XML
 * cannot hold at all.
 */
public final class PlainText {
    private PlainText() {}

    /** Without such characters; each run of them and of white space becomes one space, none at the ends. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (!isUnfit(c)) {
                line.appendCodePoint(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        return line.toString().strip();
    }

    /** By ranges, not by Unicode categories: those differ from one Java to another, and reports must not. */
    private static boolean isUnfit(int c) {
        boolean control = c <= ' ' || (c >= 0x7f && c <= 0xa0);
        boolean separatorOrDirection = (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        boolean mark = c == 0x061c || c == 0x200e || c == 0x200f || c == 0xfeff;
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        boolean noCharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
        return control || separatorOrDirection || mark || surrogate || noCharacter;
    }

    /**
     * Breaks a line at spaces; a word that is too long stays whole, for it may be a path.
     *
     * @param width of the lines, the indentation included
     * @param indent put before every line but the first
     */
    public static List<String> wrap(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        boolean begun = false;
        for (String word : text.split(" ", -1)) {
            if (begun && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(indent).append(word);
            } else {
                line.append(begun ? " " : "").append(word);
            }
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }
}
