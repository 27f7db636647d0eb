package io.github.mnistlab.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid name that a misspelled one was meant to be. */
final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The candidate with the fewest edits (Damerau–Levenshtein with adjacent transpositions, letter case and separators
     * aside), if they are few for its length.
     */
    static Optional<String> to(String found, Collection<String> candidates) {
        String wanted = plain(found);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> distance(wanted, plain(candidate))
                        <= Math.max(1, Math.max(wanted.length(), candidate.length()) / 3))
                .min(Comparator.comparingInt(candidate -> distance(wanted, plain(candidate))));
    }

    /** {@code ; did you mean "x"?}, or nothing. */
    static String hint(String found, Collection<String> candidates) {
        return to(found, candidates)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
