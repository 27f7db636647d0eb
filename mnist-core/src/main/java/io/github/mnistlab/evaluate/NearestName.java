package io.github.mnistlab.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelling was meant to be. */
public final class NearestName {
    /** Longer than any name by so much that none can be near; bounds the work on any text. */
    private static final int LONGEST = 40;

    private NearestName() {}

    /** The first of the nearest names, if a third of the text or less would have to change. */
    static Optional<String> of(String text, List<String> names) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = text.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        int nearest = plain.length() / 3 + 1;
        Optional<String> found = Optional.empty();
        for (String name : names) {
            int distance = distance(plain, name);
            if (distance < nearest) {
                nearest = distance;
                found = Optional.of(name);
            }
        }
        return found;
    }

    /**
     * How many insertions, deletions, substitutions and swaps of neighbours lie between two texts: the "optimal string
     * alignment" distance. Takes time and memory in proportion to the product of their lengths.
     */
    public static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
