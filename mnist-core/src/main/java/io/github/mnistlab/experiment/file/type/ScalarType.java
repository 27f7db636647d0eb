package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A value without parts. */
public sealed interface ScalarType extends FieldType {

    /** Whether a scalar is such a value. */
    boolean accepts(YamlNode.Scalar scalar);

    @Override
    default boolean fits(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && accepts(scalar);
    }

    @Override
    default void findFaults(YamlNode node, Check check) {
        if (!fits(node)) {
            refuse(node, check);
        }
    }

    @Override
    default JsonNode fill(YamlNode node) {
        return json((YamlNode.Scalar) node);
    }

    /** A scalar that is accepted, as JSON. */
    JsonNode json(YamlNode.Scalar scalar);

    /** true or false. */
    record Truth() implements ScalarType {
        @Override
        public String allowed() {
            return "true or false";
        }

        @Override
        public boolean accepts(YamlNode.Scalar scalar) {
            return scalar.truth().isPresent();
        }

        @Override
        public JsonNode json(YamlNode.Scalar scalar) {
            return BooleanNode.valueOf(scalar.truth().orElseThrow());
        }

        @Override
        public ObjectNode schema(SchemaWriter writer) {
            return SchemaWriter.typed("boolean");
        }
    }

    /** A number without fraction; {@code 10.0} is one, as in JSON Schema. Both bounds are allowed values. */
    record IntegerRange(long least, long most) implements ScalarType {
        @Override
        public String allowed() {
            return least == most ? String.valueOf(least) : "an integer from " + least + " to " + most;
        }

        @Override
        public boolean accepts(YamlNode.Scalar scalar) {
            return scalar.number()
                    .filter(value -> value.compareTo(BigDecimal.valueOf(least)) >= 0
                            && value.compareTo(BigDecimal.valueOf(most)) <= 0
                            && value.stripTrailingZeros().scale() <= 0)
                    .isPresent();
        }

        /** An integer however it is written, so that {@code 1e1} epochs bind to ten. */
        @Override
        public JsonNode json(YamlNode.Scalar scalar) {
            return FieldType.integer(scalar.number().orElseThrow().longValueExact());
        }

        @Override
        public ObjectNode schema(SchemaWriter writer) {
            return SchemaWriter.typed("integer").put("minimum", least).put("maximum", most);
        }
    }

    /** A number between two bounds, each of which may itself be allowed or not. */
    record NumberRange(BigDecimal least, boolean leastExcluded, BigDecimal most, boolean mostExcluded)
            implements ScalarType {
        /** Both bounds are allowed. */
        public static NumberRange fromTo(double least, double most) {
            return new NumberRange(FieldType.exact(least), false, FieldType.exact(most), false);
        }

        public static NumberRange aboveUpTo(double least, double most) {
            return new NumberRange(FieldType.exact(least), true, FieldType.exact(most), false);
        }

        public static NumberRange fromBelow(double least, double most) {
            return new NumberRange(FieldType.exact(least), false, FieldType.exact(most), true);
        }

        public static NumberRange between(double least, double most) {
            return new NumberRange(FieldType.exact(least), true, FieldType.exact(most), true);
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

        @Override
        public boolean accepts(YamlNode.Scalar scalar) {
            return scalar.number().filter(this::contains).isPresent();
        }

        @Override
        public JsonNode json(YamlNode.Scalar scalar) {
            return DecimalNode.valueOf(scalar.number().orElseThrow());
        }

        @Override
        public ObjectNode schema(SchemaWriter writer) {
            return bounds(SchemaWriter.typed("number"));
        }

        /** Adds the bounds to a schema. */
        ObjectNode bounds(ObjectNode schema) {
            schema.set(leastExcluded ? "exclusiveMinimum" : "minimum", SchemaWriter.number(least));
            return schema.set(mostExcluded ? "exclusiveMaximum" : "maximum", SchemaWriter.number(most));
        }
    }

    /** One of some words; {@code allowed} says which in a message. */
    record Choice(List<String> words, String allowed) implements ScalarType {
        public Choice(List<String> words) {
            this(words, words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words));
        }

        /** The words of an enum. */
        public static Choice of(Class<? extends Enum<?>> type) {
            return new Choice(
                    Arrays.stream(type.getEnumConstants()).map(Choice::word).toList());
        }

        /** The name of an enum's constant in JSON. */
        public static String word(Enum<?> constant) {
            try {
                return constant.getDeclaringClass()
                        .getField(constant.name())
                        .getAnnotation(JsonProperty.class)
                        .value();
            } catch (NoSuchFieldException e) {
                throw new AssertionError("an enum has a field for each of its constants", e);
            }
        }

        @Override
        public boolean accepts(YamlNode.Scalar scalar) {
            return scalar.isText() && words.contains(scalar.text());
        }

        @Override
        public JsonNode json(YamlNode.Scalar scalar) {
            return TextNode.valueOf(scalar.text());
        }

        @Override
        public ObjectNode schema(SchemaWriter writer) {
            return SchemaWriter.JSON.objectNode().set("enum", SchemaWriter.strings(words));
        }
    }

    /**
     * One of some words, or a text that a pattern matches.
     *
     * @param pattern in the common part of Java's and ECMAScript's syntax
     * @param allowed which texts they are, for a message
     */
    record WordOrPattern(List<String> words, String pattern, String allowed) implements ScalarType {
        @Override
        public boolean accepts(YamlNode.Scalar scalar) {
            return scalar.isText() && isOneOf(words, pattern, scalar.text());
        }

        static boolean isOneOf(List<String> words, String pattern, String text) {
            return words.contains(text) || Pattern.matches(pattern, text);
        }

        @Override
        public JsonNode json(YamlNode.Scalar scalar) {
            return TextNode.valueOf(scalar.text());
        }

        @Override
        public ObjectNode schema(SchemaWriter writer) {
            return schema(SchemaWriter.typed("string"), words, pattern);
        }

        static ObjectNode schema(ObjectNode schema, List<String> words, String pattern) {
            if (pattern.isEmpty()) {
                return schema.set("enum", SchemaWriter.strings(words));
            }
            ArrayNode forms = schema.putArray("anyOf");
            forms.addObject().set("enum", SchemaWriter.strings(words));
            forms.addObject().put("pattern", "^(?:" + pattern + ")$");
            return schema;
        }
    }

    /**
     * Text.
     *
     * @param allowed the allowed texts, for a message
     * @param pattern that the whole text matches, in the common part of Java's and ECMAScript's syntax
     * @param maxLength in characters
     */
    record Text(String allowed, String pattern, int maxLength) implements ScalarType {
        /** Whatever has any characters, or none. */
        private static final String ANY = "[\\s\\S]*";

        /** Whatever has some. */
        public static final String SOME = "[\\s\\S]+";

        /** Any text that is not too long. */
        public Text(int maxLength) {
            this("a text of at most " + maxLength + " characters", ANY, maxLength);
        }

        @Override
        public boolean accepts(YamlNode.Scalar scalar) {
            return scalar.isText()
                    && scalar.text().codePointCount(0, scalar.text().length()) <= maxLength
                    && Pattern.matches(pattern, scalar.text());
        }

        @Override
        public JsonNode json(YamlNode.Scalar scalar) {
            return TextNode.valueOf(scalar.text());
        }

        @Override
        public ObjectNode schema(SchemaWriter writer) {
            ObjectNode schema = SchemaWriter.typed("string").put("maxLength", maxLength);
            if (pattern.equals(SOME)) {
                return schema.put("minLength", 1);
            }
            return pattern.equals(ANY) ? schema : schema.put("pattern", "^(?:" + pattern + ")$");
        }
    }
}
