package io.github.mnistlab.experiment.file;

import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the values of a matrix are called: what they are, in short, so that the same file gives the same names and a
 * person knows a cell by its own.
 */
final class ValueNames {
    private ValueNames() {}

    /**
     * A value in short.
     *
     * @return such as {@code 10}, {@code smote}, {@code none} for null, {@code 512-256} for a list, {@code
     *     smote-k-neighbors-3} for a mapping
     */
    static String label(YamlNode value) {
        if (value instanceof YamlNode.Mapping mapping) {
            return label(mapping);
        }
        if (value instanceof YamlNode.Sequence sequence) {
            List<String> items =
                    sequence.items().stream().map(ValueNames::label).toList();
            return items.isEmpty() ? "none" : String.join("-", items);
        }
        if (!(value instanceof YamlNode.Scalar scalar)) {
            return "refused";
        }
        if (scalar.isNull()) {
            return "none";
        }
        return scalar.truth()
                .map(String::valueOf)
                .orElseGet(() -> scalar.number().map(ValueNames::plain).orElse(scalar.text()));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String label(YamlNode.Mapping mapping) {
        List<String> parts = new ArrayList<>();
        Optional<YamlNode.Entry> kind = kind(mapping);
        kind.ifPresent(entry -> parts.add(safe(label(entry.value()))));
        for (YamlNode.Entry entry : mapping.entries()) {
            if (kind.isEmpty() || !kind.get().equals(entry)) {
                parts.add(safe(entry.key().text()) + "-" + safe(label(entry.value())));
            }
        }
        return parts.isEmpty() ? "unchanged" : String.join("-", parts);
    }

    private static Optional<YamlNode.Entry> kind(YamlNode.Mapping mapping) {
        return mapping.entries().stream()
                .filter(entry -> RunSpec.DISCRIMINATORS.contains(entry.key().text()))
                .findFirst();
    }

    /**
     * A value as a part of a cell's name: by itself where it says what it is of, else after its field.
     *
     * @param field the short name of its axis
     * @return such as {@code smote} or {@code ratio-10}; safe for files as a part of a longer name
     */
    static String inName(String field, YamlNode value) {
        boolean isWord = (value instanceof YamlNode.Scalar scalar && scalar.isText())
                || (value instanceof YamlNode.Mapping mapping && saysWhatItIsOf(mapping));
        return isWord ? safe(label(value)) : safe(field) + "-" + safe(label(value));
    }

    private static boolean saysWhatItIsOf(YamlNode.Mapping mapping) {
        return !mapping.entries().isEmpty()
                && mapping.entries().stream()
                        .allMatch(entry -> entry.key().text().matches("\\p{L}[\\s\\S]*"));
    }

    /** In small letters, words divided by hyphens: {@code kNeighbors} becomes {@code k-neighbors}. */
    private static String safe(String text) {
        return text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[.-]+(?=.)|(?<=.)[.-]+$", "");
    }
}
