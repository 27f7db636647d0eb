package io.github.mnistlab.experiment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A merge conflict that git has left in a file: the lines of both sides, between markers.
 *
 * @param first line of it, from 1
 * @param last line of it
 */
public record MergeConflict(int first, int last) {
    /** At the beginning of a line each, in this order, the outer ones with a blank and a name behind them. */
    private static final List<String> MARKERS = List.of("<<<<<<<", "=======", ">>>>>>>");

    /** The first one in a file, whatever its other bytes are. */
    public static Optional<MergeConflict> in(byte[] content) {
        int line = 0;
        int first = 0;
        int next = 0;
        // Almost every file is told from those that have one without being split into lines.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (!text.contains(MARKERS.get(0))) {
            return Optional.empty();
        }
        for (String found : (Iterable<String>) text.lines()::iterator) {
            line++;
            if (found.equals(MARKERS.get(next)) || found.startsWith(MARKERS.get(next) + " ")) {
                first = next == 0 ? line : first;
                next++;
            }
            if (next == MARKERS.size()) {
                return Optional.of(new MergeConflict(first, line));
            }
        }
        return Optional.empty();
    }

    /** What it is, for a message that names the file and its first line. */
    public String describe() {
        return "a merge conflict that is not resolved; it ends at line " + last;
    }

    /** The command that settles it for one side: {@code ours} or {@code theirs}. */
    public static String take(String side, String file) {
        return "git checkout --" + side + " -- " + (file.matches("[A-Za-z0-9_./\\\\:-]+") ? file : "\"" + file + "\"");
    }
}
