package io.github.mnistlab.experiment.file;

import io.github.mnistlab.evaluate.NearestName;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid name that a misspelled one was meant to be. */
final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The candidate with the fewest edits, letter case and separators aside, if they are few for its length.
     */
    static Optional<String> to(String found, Collection<String> candidates) {
        String wanted = plain(found);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> NearestName.distance(wanted, plain(candidate))
                        <= Math.max(1, Math.max(wanted.length(), candidate.length()) / 3))
                .min(Comparator.comparingInt(candidate -> NearestName.distance(wanted, plain(candidate))));
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
}
