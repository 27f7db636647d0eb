package io.github.mnistlab.data;

import java.util.Locale;
import java.util.Optional;

/** A surrogate without its other half: what an escape such as {@code \ud83d} makes, and what no file in UTF-8 can hold. */
public final class HalfCharacter {
    private HalfCharacter() {}

    /** The first one in a text as an escape, if there is any. */
    public static Optional<String> in(String text) {
        return text.codePoints()
                .filter(character -> Character.getType(character) == Character.SURROGATE)
                .mapToObj(character -> String.format(Locale.ROOT, "\\u%04x", character))
                .findFirst();
    }
}
