package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.experiment.file.yaml.OddCharacters;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * A form that a value of an experiment file may have. The contract is declared with these; each of them
 * knows how its values are checked, completed and overridden, and how the published schema says the same.
 */
public sealed interface FieldType permits ScalarType, OneOf, ListOf, MapOf, Group, Kinds, OtherSchema, Partial {

    /** The allowed values, for a message: {@code an integer from 1 to 100}. */
    String allowed();

    /** Whether a value is of this form: a scalar, if it is right; a list or a mapping, if it is one, right or wrong. */
    boolean fits(YamlNode node);

    /** Reports every fault of a value, which the reader has not refused already. */
    void findFaults(YamlNode node, Check check);

    /** Reports every fault of a value. */
    default void check(YamlNode node, Check check) {
        if (!(node instanceof YamlNode.Refused)) {
            findFaults(node, check);
        }
    }

    /** A value without faults as JSON in which every field that was left out has its default. */
    JsonNode fill(YamlNode node);

    /** A value with another laid over it. Either may be faulty: what cannot be merged is replaced. */
    default YamlNode merge(YamlNode base, YamlNode override) {
        return override;
    }

    /** The values of this form as JSON Schema. */
    ObjectNode schema(SchemaWriter writer);

    /** What a whole value must have that may be missing where one is laid over another, as JSON Schema; empty for nothing. */
    default ObjectNode requirements() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The words among the values, one of which a misspelling may have meant. */
    default List<String> words() {
        return List.of();
    }

    /** What may have been meant by a value that is not of this form, for the end of a message; or nothing. */
    default String hint(YamlNode found) {
        if (!(found instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
            return "";
        }
        String odd = OddCharacters.hint(scalar.text(), text -> fits(scalar.as(text, scalar.plain())));
        if (!odd.isEmpty()) {
            return odd;
        }
        if (fits(scalar.as(scalar.text(), !scalar.plain()))) {
            return scalar.plain()
                    ? "; write it in quotes, \"" + scalar.text() + "\""
                    : "; write it without quotes, " + scalar.text();
        }
        return NearestName.hint(scalar.text(), words());
    }

    /** Reports a value of another form. */
    default void refuse(YamlNode found, Check check) {
        check.refuse(found, allowed(), hint(found));
    }

    /** The forms from which one may choose. */
    default List<FieldType> forms() {
        return List.of(this);
    }

    /** Whether {@code null} says that there is nothing. */
    default boolean orNothing() {
        return false;
    }

    /** The fields of a mapping, and of the mappings in it, each with the path that leads to it. */
    default List<AtPath> fieldsBelow(String prefix) {
        return List.of();
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
