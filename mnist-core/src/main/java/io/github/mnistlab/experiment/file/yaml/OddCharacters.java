package io.github.mnistlab.experiment.file.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Characters that look like a blank or like nothing, as word processors and web pages have them: part of no name. */
public final class OddCharacters {
    private OddCharacters() {}

    static boolean isOdd(int character) {
        return (Character.isSpaceChar(character) && character != ' ')
                || Character.getType(character) == Character.FORMAT;
    }

    /** Where the first one is, if there is any. */
    static OptionalInt firstIn(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isOdd(text.codePointAt(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The text without them, if it has any. */
    static Optional<String> without(String text) {
        if (firstIn(text).isEmpty()) {
            return Optional.empty();
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (!isOdd(character)) {
                clean.appendCodePoint(character);
            } else if (Character.isSpaceChar(character)) {
                clean.append(' ');
            }
        });
        return Optional.of(clean.toString().strip());
    }

    /**
     * For the end of a message.
     *
     * @param isRight whether a text is allowed there
     * @return {@code ; it has a no-break space (U+00A0), write "model"}, or nothing if that would not be right either
     */
    public static String hint(String text, Predicate<String> isRight) {
        return without(text)
                .filter(isRight)
                .map(clean -> "; it has a "
                        + describe(text.codePointAt(firstIn(text).orElseThrow())) + ", write \"" + clean + "\"")
                .orElse("");
    }

    /** {@code no-break space (U+00A0)}. */
    static String describe(int character) {
        String name = Character.getName(character);
        return (name == null ? "strange character" : name.toLowerCase(Locale.ROOT))
                + String.format(Locale.ROOT, " (U+%04X)", character);
    }
}
