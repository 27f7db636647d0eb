package io.github.mnistlab.evaluate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The valid name that a misspelled one was meant to be. */
public final class NearestName {
    /** Longer than any name by so much that none can be near; bounds the work on any text. */
    private static final int LONGEST = 64;

    private NearestName() {}

    /** The first of the names with the fewest edits, letter case and separators aside, if they are few for its length. */
    public static Optional<String> of(String text, Collection<String> names) {
        String wanted = plain(text);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name ->
                        distance(wanted, plain(name)) <= Math.max(1, Math.max(wanted.length(), name.length()) / 3))
                .min(Comparator.comparingInt(name -> distance(wanted, plain(name))));
    }

    /** {@code ; did you mean "x"?}, or nothing. */
    public static String hint(String text, Collection<String> names) {
        return of(text, names).map(name -> "; did you mean \"" + name + "\"?").orElse("");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /**
     * How many insertions, deletions, substitutions and swaps of neighbours lie between two texts: the "optimal string
     * alignment" distance. Takes time and memory in proportion to the product of their lengths.
     */
    private static int distance(String a, String b) {
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
