package io.github.mnistlab.experiment.file.yaml;

/**
 * A document in which brackets that belong to words, as in {@code {metric: recall[8]}}, can be hidden from the parser:
 * YAML takes them for a list there, and would read no further. Nothing changes its place.
 */
final class FlowBrackets {
    /** Of no script: Unicode leaves them to private use. */
    private static final char OPENING = '\uE000';

    private static final char CLOSING = '\uE001';

    /** More than there is in the brackets of any metric. */
    private static final int LONGEST = 8;

    /** For each the document is read once more. */
    private static final int MOST = 100;

    private final StringBuilder text;
    private final boolean canHide;
    private int hidden;

    FlowBrackets(String text) {
        this.text = new StringBuilder(text);
        this.canHide = text.indexOf(OPENING) < 0 && text.indexOf(CLOSING) < 0;
    }

    /** The document as the parser is to see it. */
    String text() {
        return text.toString();
    }

    /**
     * Hides a pair of brackets that follows a word without a blank.
     *
     * @param index of the opening one, in characters of Unicode
     * @return whether there is such a pair
     */
    boolean hide(int index) {
        int opening = text.offsetByCodePoints(0, index);
        if (!canHide
                || hidden == MOST
                || opening == 0
                || opening >= text.length()
                || text.charAt(opening) != '['
                || !Character.isLetterOrDigit(text.charAt(opening - 1))) {
            return false;
        }
        int closing = opening + 1;
        while (closing < text.length()
                && closing - opening <= LONGEST
                && Character.isLetterOrDigit(text.charAt(closing))) {
            closing++;
        }
        if (closing >= text.length() || text.charAt(closing) != ']') {
            return false;
        }
        hidden++;
        text.setCharAt(opening, OPENING);
        text.setCharAt(closing, CLOSING);
        return true;
    }

    /** What a part of the document says in truth. */
    static String restored(String part) {
        return part.replace(OPENING, '[').replace(CLOSING, ']');
    }

    /** Whether brackets are hidden in a part of the document. */
    boolean areIn(String part) {
        return canHide && part.indexOf(OPENING) >= 0;
    }
}
