package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a value of an experiment file may be. The contract is declared once with these ({@link ExperimentContract});
 * validation, defaults and the JSON Schema all come from that declaration.
 */
sealed interface FieldType {

    /** What is allowed, for a message: {@code an integer from 1 to 100}. */
    String allowed();

    /** true or false. */
    record Truth() implements FieldType {
        @Override
        public String allowed() {
            return "true or false";
        }
    }

    /** A number without fraction; {@code 10.0} is one, as in JSON Schema. Both bounds are allowed values. */
    record IntegerRange(long least, long most) implements FieldType {
        @Override
        public String allowed() {
            return least == most ? String.valueOf(least) : "an integer from " + least + " to " + most;
        }
    }

    /** A number between two bounds, each of which may itself be allowed or not. */
    record NumberRange(BigDecimal least, boolean leastExcluded, BigDecimal most, boolean mostExcluded)
            implements FieldType {
        /** Both bounds are allowed. */
        static NumberRange fromTo(double least, double most) {
            return new NumberRange(exact(least), false, exact(most), false);
        }

        static NumberRange aboveUpTo(double least, double most) {
            return new NumberRange(exact(least), true, exact(most), false);
        }

        static NumberRange fromBelow(double least, double most) {
            return new NumberRange(exact(least), false, exact(most), true);
        }

        static NumberRange between(double least, double most) {
            return new NumberRange(exact(least), true, exact(most), true);
        }

        boolean contains(BigDecimal value) {
            int toLeast = value.compareTo(least);
            int toMost = value.compareTo(most);
            return (leastExcluded ? toLeast > 0 : toLeast >= 0) && (mostExcluded ? toMost < 0 : toMost <= 0);
        }

        @Override
        public String allowed() {
            return "a number " + (leastExcluded ? "above " : "from ") + least.toPlainString()
                    + (mostExcluded ? " and below " : " to ") + most.toPlainString();
        }
    }

    /** One of some words; {@code allowed} says which in a message. */
    record Choice(List<String> values, String allowed) implements FieldType {
        Choice(List<String> values) {
            this(values, values.size() == 1 ? values.get(0) : "one of " + String.join(", ", values));
        }
    }

    /**
     * Text.
     *
     * @param allowed what is allowed
     * @param pattern that the whole text matches, in the common part of Java's and ECMAScript's syntax; null for any
     * @param maxLength in characters
     */
    record Text(String allowed, String pattern, int maxLength) implements FieldType {}

    /** Any one of these forms, told apart by what is found: at most one list, at most one map, and scalars. */
    record OneOf(List<FieldType> forms) implements FieldType {
        @Override
        public String allowed() {
            return String.join(", or ", forms.stream().map(FieldType::allowed).toList());
        }

        /** The list or the map among the forms, if this node is one and there is one. */
        Optional<FieldType> collection(YamlNode node) {
            return forms.stream().filter(form -> isCollection(form, node)).findFirst();
        }

        private static boolean isCollection(FieldType form, YamlNode node) {
            if (form instanceof Partial part) {
                return isCollection(part.whole(), node);
            }
            if (form instanceof Shared shared) {
                return isCollection(shared.type(), node);
            }
            if (form instanceof OneOf oneOf) {
                return oneOf.collection(node).isPresent();
            }
            return node instanceof YamlNode.Sequence
                    ? form instanceof ListOf
                    : node instanceof YamlNode.Mapping
                            && (form instanceof MapOf || form instanceof Group || form instanceof Kinds);
        }
    }

    /** A list. */
    record ListOf(FieldType item, String itemName, int min, int max, boolean unique) implements FieldType {
        @Override
        public String allowed() {
            String count = min == 0 ? "at most " + max : min + " to " + max;
            return "a list of " + count + (unique ? " different " : " ") + itemName;
        }
    }

    /** A mapping whose keys the user chooses. */
    record MapOf(Text key, FieldType value, String entryName, int min, int max) implements FieldType {
        @Override
        public String allowed() {
            return "a mapping of " + min + " to " + max + " " + entryName;
        }
    }

    /**
     * A mapping of known fields.
     *
     * @param exactlyOne fields of which just one is given; empty for no such rule
     * @param needs fields that may stand only beside another one
     * @param ranges narrower ranges of number fields that a choice in another field brings with it
     */
    record Group(List<Field> fields, List<String> exactlyOne, Map<String, String> needs, List<ConditionalRange> ranges)
            implements FieldType {
        Group(Field... fields) {
            this(List.of(fields));
        }

        Group(List<Field> fields) {
            this(fields, List.of(), Map.of(), List.of());
        }

        List<String> names() {
            return fields.stream().map(Field::name).toList();
        }

        @Override
        public String allowed() {
            return fields.isEmpty() ? "an empty mapping" : "a mapping of " + String.join(", ", names());
        }
    }

    /**
     * A mapping whose fields depend on its kind.
     *
     * @param discriminator the field that names the kind: {@code type}, {@code source} or {@code method}
     * @param defaultKind the kind where none is named; null if one must be
     * @param kinds the other fields of each kind
     */
    record Kinds(String discriminator, String description, String defaultKind, Map<String, Group> kinds)
            implements FieldType {
        public Kinds {
            kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        }

        List<String> names() {
            return List.copyOf(kinds.keySet());
        }

        @Override
        public String allowed() {
            return "a mapping with the field " + discriminator + ": " + String.join(", ", names());
        }
    }

    /** Where {@code selector} is one of {@code values}, these number fields have this range. */
    record ConditionalRange(String selector, List<String> values, List<String> fields, NumberRange range) {}

    /**
     * A part of a mapping, to be merged over a complete one.
     *
     * @param orNothing whether {@code null} is a part too: the empty one, or one that takes away what is there
     */
    record Partial(FieldType whole, boolean orNothing) implements FieldType {
        @Override
        public String allowed() {
            return whole.allowed();
        }
    }

    /** What stands in many places and is defined in one, under its name. */
    record Shared(String name, FieldType type) implements FieldType {
        @Override
        public String allowed() {
            return type.allowed();
        }
    }

    /** What happens where a field is left out. */
    enum Presence {
        /** It must be given. */
        REQUIRED,
        /** It has a default. */
        DEFAULTED,
        /** It is absent. */
        OPTIONAL,
        /** It is absent, which {@code null} says too, so that a variant can take away what the base gives. */
        NULLABLE
    }

    /**
     * A field of a mapping.
     *
     * @param defaultValue null unless the presence is DEFAULTED; for a mapping it is the empty one, whose fields have
     *     defaults of their own
     */
    record Field(String name, FieldType type, Presence presence, JsonNode defaultValue, String description) {
        static Field required(String name, FieldType type, String description) {
            return new Field(name, type, Presence.REQUIRED, null, description);
        }

        static Field optional(String name, FieldType type, String description) {
            return new Field(name, type, Presence.OPTIONAL, null, description);
        }

        static Field nullable(String name, FieldType type, String description) {
            return new Field(name, type, Presence.NULLABLE, null, description);
        }

        static Field withDefault(String name, FieldType type, String value, String description) {
            return new Field(name, type, Presence.DEFAULTED, TextNode.valueOf(value), description);
        }

        static Field withDefault(String name, FieldType type, boolean value, String description) {
            return new Field(name, type, Presence.DEFAULTED, BooleanNode.valueOf(value), description);
        }

        static Field withDefault(String name, FieldType type, long value, String description) {
            return new Field(name, type, Presence.DEFAULTED, integer(value), description);
        }

        static Field withDefault(String name, FieldType type, double value, String description) {
            return new Field(name, type, Presence.DEFAULTED, DecimalNode.valueOf(exact(value)), description);
        }

        static Field withDefault(String name, FieldType type, JsonNode value, String description) {
            return new Field(name, type, Presence.DEFAULTED, value, description);
        }

        /** A mapping that may be left out, since all of its fields may. */
        static Field emptyByDefault(String name, FieldType type, String description) {
            return new Field(name, type, Presence.DEFAULTED, JsonNodeFactory.instance.objectNode(), description);
        }
    }

    /** As a JSON parser would read it. */
    static JsonNode integer(long value) {
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    /** The decimal number that one writes for this double, without trailing zeros. */
    static BigDecimal exact(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }
}
