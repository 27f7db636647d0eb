package io.github.mnistlab.experiment.file.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mnistlab.experiment.file.type.Axes;
import io.github.mnistlab.experiment.file.type.FieldType;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.type.Kinds;
import io.github.mnistlab.experiment.file.type.Later;
import io.github.mnistlab.experiment.file.type.ListOf;
import io.github.mnistlab.experiment.file.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of {@code docs/experiment-file.md}, in Markdown: a row for each field, by its path. */
final class ContractTables {
    private static final String HEAD = "| field | value | default | |\n| --- | --- | --- | --- |\n";

    private ContractTables() {}

    /** The table of some fields of the contract and of all the fields in them. */
    static String of(List<Field> fields) {
        List<String> rows = new ArrayList<>();
        fields.forEach(field -> add(field, "", "", rows));
        return HEAD + String.join("", rows);
    }

    private static void add(Field field, String prefix, String kind, List<String> rows) {
        String path = prefix + field.name();
        FieldType type = field.type() instanceof Later later ? later.type() : field.type();
        rows.add("| `" + path + "`" + kind + " | " + value(type) + " | " + byDefault(field) + " | "
                + escaped(field.description()) + " |\n");
        addParts(type, path, rows);
    }

    private static void addParts(FieldType type, String path, List<String> rows) {
        if (type instanceof Group group) {
            // Axes have the paths of fields that are described where they stand.
            group.fields().stream()
                    .filter(field -> !field.description().isEmpty())
                    .forEach(field -> add(field, path + ".", "", rows));
        } else if (type instanceof Kinds kinds) {
            rows.add("| `" + path + "." + kinds.discriminator() + "` | one of "
                    + codes(List.copyOf(kinds.kinds().keySet())) + " | "
                    + kinds.defaultKind().map(ContractTables::code).orElse("required") + " | "
                    + escaped(kinds.description()) + " |\n");
            for (Map.Entry<String, Group> kind : kinds.kinds().entrySet()) {
                for (Field field : kind.getValue().fields()) {
                    List<String> having = having(field, kinds);
                    if (!isOfAll(field, kinds) && having.get(0).equals(kind.getKey())) {
                        add(field, path + ".", " of " + codes(having), rows);
                    }
                }
            }
            Group first = kinds.kinds().values().iterator().next();
            first.fields().stream()
                    .filter(field -> isOfAll(field, kinds))
                    .forEach(field -> add(field, path + ".", "", rows));
        } else if (type instanceof ListOf list && list.item() instanceof Group) {
            addParts(list.item(), path + "[]", rows);
        }
    }

    /** The kinds that have this very field, which has one row. */
    private static List<String> having(Field field, Kinds kinds) {
        return kinds.kinds().entrySet().stream()
                .filter(kind -> kind.getValue().field(field.name()).equals(Optional.of(field)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Such a field has one row, whatever the kind. */
    private static boolean isOfAll(Field field, Kinds kinds) {
        return kinds.kinds().values().stream()
                .allMatch(group -> group.field(field.name()).equals(Optional.of(field)));
    }

    private static String value(FieldType type) {
        if (type instanceof Group || type instanceof Kinds || type instanceof Axes) {
            return "a mapping, see below";
        }
        if (type instanceof ScalarType.Choice choice && choice.allowed().startsWith("one of ")) {
            return "one of " + codes(choice.words());
        }
        return escaped(type.allowed());
    }

    private static String byDefault(Field field) {
        JsonNode value = field.defaultValue();
        return switch (field.presence()) {
            case REQUIRED -> "required";
            case OPTIONAL, NULLABLE -> "none";
            case DEFAULTED -> isEmpty(value) ? "" : code(words(value));
        };
    }

    /** A mapping whose fields have defaults of their own, or no text. */
    private static boolean isEmpty(JsonNode value) {
        return value.isObject()
                ? value.isEmpty()
                : value.isTextual() && value.textValue().isEmpty();
    }

    /** As one would write it in YAML. */
    private static String words(JsonNode value) {
        return value.isValueNode()
                ? value.asText()
                : value.toString().replace("\"", "").replace(",", ", ").replace(":", ": ");
    }

    private static String codes(List<String> words) {
        return String.join(", ", words.stream().map(ContractTables::code).toList());
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
    }
}
