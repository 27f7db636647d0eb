package io.github.mnistlab.maven;

import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.ModelFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/** Checks of parameters whose type cannot check them; a message names the property, what was found and what is right. */
final class Options {
    private Options() {}

    /** Refuses a parameter that cannot be. */
    @FunctionalInterface
    interface Check {
        void require() throws MojoExecutionException;
    }

    /** Makes all checks; what they refuse is in one exception. */
    static void requireAll(List<Check> checks) throws MojoExecutionException {
        List<String> faults = new ArrayList<>();
        for (Check check : checks) {
            try {
                check.require();
            } catch (MojoExecutionException e) {
                faults.add(e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new MojoExecutionException(String.join("\n", faults));
        }
    }

    static KeepModels keepModels(String value) throws MojoExecutionException {
        for (KeepModels keep : KeepModels.values()) {
            if (keep.name().toLowerCase(Locale.ROOT).equals(value.strip())) {
                return keep;
            }
        }
        String allowed = Arrays.stream(KeepModels.values())
                .map(keep -> keep.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new MojoExecutionException("mnist.keepModels must be one of " + allowed + ", but is '" + value + "'.");
    }

    /** The forms in which models are kept, at least one. */
    static Set<ModelFormat> modelFormats(List<String> values) throws MojoExecutionException {
        Set<ModelFormat> formats = EnumSet.noneOf(ModelFormat.class);
        List<String> given = values == null ? List.of() : values;
        for (String value : given) {
            Arrays.stream(ModelFormat.values())
                    .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(value.strip()))
                    .findFirst()
                    .ifPresentOrElse(formats::add, formats::clear);
            if (formats.isEmpty()) {
                break;
            }
        }
        if (formats.isEmpty()) {
            throw new MojoExecutionException("mnist.modelFormats must be deeplearning4j, onnx or both, but is '"
                    + String.join(",", given) + "'.");
        }
        return formats;
    }

    /**
     * Words that blanks separate, but for those in quotes, single or double, which are taken away; null for none. A
     * backslash is one.
     */
    static List<String> words(String property, String text) throws MojoExecutionException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char character : (text == null ? "" : text).toCharArray()) {
            if (quote != 0 && character == quote) {
                quote = 0;
            } else if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(character)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(character);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new MojoExecutionException(
                    property + " has a " + quote + " that is not closed; close it, or put it into the other quotes.");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    static void requireNotNegative(String property, int value) throws MojoExecutionException {
        if (value < 0) {
            throw new MojoExecutionException(property + " must be 0 or more, but is " + value + ".");
        }
    }

    static void requireAtLeast(String property, int least, int value) throws MojoExecutionException {
        if (value < least) {
            throw new MojoExecutionException(property + " must be " + least + " or more, but is " + value + ".");
        }
    }

    static void requireRate(String property, double value) throws MojoExecutionException {
        if (!(value > 0 && value < 0.5)) {
            throw new MojoExecutionException(property + " must be above 0 and below 0.5, but is " + value + ".");
        }
    }

    /** An amount of memory as {@code -Xmx} takes it. */
    static long bytes(String property, String value) throws MojoExecutionException {
        String amount = value.strip();
        if (!amount.matches("[1-9][0-9]{0,6}[kKmMgG]")) {
            throw new MojoExecutionException(
                    property + " must be a number with k, m or g, such as 2g, but is '" + value + "'.");
        }
        int last = amount.length() - 1;
        int shift = switch (Character.toLowerCase(amount.charAt(last))) {
            case 'k' -> 10;
            case 'm' -> 20;
            default -> 30;
        };
        return Long.parseLong(amount.substring(0, last)) << shift;
    }
}
