package io.github.mnistlab.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/** Scores per class and their means as a table, byte for byte as scikit-learn's {@code classification_report}. */
public final class ClassificationReport {
    /** Digits after the point unless others are asked for. */
    public static final int DEFAULT_DIGITS = 4;

    private static final int MOST_DIGITS = 17;
    private static final int COLUMN = 9;
    private static final String WEIGHTED = "weighted avg";

    private ClassificationReport() {}

    /** With {@value #DEFAULT_DIGITS} digits and classes called by their numbers. Lines end in a line feed. */
    public static String of(ConfusionMatrix matrix) {
        return of(
                matrix,
                DEFAULT_DIGITS,
                IntStream.range(0, matrix.classes()).mapToObj(Integer::toString).toList());
    }

    /**
     * @param digits after the point, 0 to 17
     * @param names what to call each class
     * @throws IllegalArgumentException if digits is out of range or there is not a name for each class
     */
    public static String of(ConfusionMatrix matrix, int digits, List<String> names) {
        if (digits < 0 || digits > MOST_DIGITS) {
            throw new IllegalArgumentException("digits must be 0 to " + MOST_DIGITS + ", but is " + digits);
        }
        if (names.size() != matrix.classes()) {
            throw new IllegalArgumentException("there must be a name for each of " + matrix.classes()
                    + " classes, but there are " + names.size() + ": " + names);
        }
        int width = Math.max(WEIGHTED.length(), digits);
        for (String name : names) {
            width = Math.max(width, length(name));
        }
        StringBuilder text = new StringBuilder();
        line(text, width, "", "precision", "recall", "f1-score", "support");
        text.append('\n');
        for (int label = 0; label < matrix.classes(); label++) {
            line(
                    text,
                    width,
                    names.get(label),
                    rounded(matrix.precision(label), digits),
                    rounded(matrix.recall(label), digits),
                    rounded(matrix.f1(label), digits),
                    Long.toString(matrix.support(label)));
        }
        text.append('\n');
        String total = Long.toString(matrix.total());
        line(text, width, "accuracy", "", "", rounded(matrix.accuracy(), digits), total);
        average(text, width, "macro avg", AverageScores.macro(matrix), digits, total);
        average(text, width, WEIGHTED, AverageScores.weighted(matrix), digits, total);
        return text.toString();
    }

    private static void average(
            StringBuilder text, int width, String name, AverageScores scores, int digits, String total) {
        line(
                text,
                width,
                name,
                rounded(scores.precision(), digits),
                rounded(scores.recall(), digits),
                rounded(scores.f1(), digits),
                total);
    }

    private static void line(StringBuilder text, int width, String name, String... columns) {
        text.append(" ".repeat(width - length(name))).append(name).append(' ');
        for (String column : columns) {
            text.append(' ')
                    .append(" ".repeat(Math.max(0, COLUMN - column.length())))
                    .append(column);
        }
        text.append('\n');
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }

    /** As Python does it: the double's exact value, ties to even. String.format would round its shortest decimal form. */
    private static String rounded(double score, int digits) {
        return new BigDecimal(score).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }
}
