package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.experiment.file.yaml.OddCharacters;
import io.github.mnistlab.experiment.file.yaml.YamlNode;

/** A mapping of {@code min} to {@code max} entries whose keys the user chooses; {@code entryName} is their name in messages. */
public record MapOf(FieldType key, FieldType value, String entryName, int min, int max) implements FieldType {
    /** A class as it is written; which there are is known where the data set is. */
    public static final ScalarType.Text CLASS =
            new ScalarType.Text("the name or the number of a class", ScalarType.Text.SOME, 200);

    /** A value for each of some classes. */
    public static MapOf byClass(FieldType value) {
        return new MapOf(CLASS, value, "classes", 1, Examples.MAX_CLASSES);
    }

    @Override
    public String allowed() {
        return "a mapping of " + min + " to " + max + " " + entryName;
    }

    @Override
    public boolean fits(YamlNode node) {
        return node instanceof YamlNode.Mapping;
    }

    @Override
    public void findFaults(YamlNode node, Check check) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            refuse(node, check);
            return;
        }
        int size = mapping.entries().size();
        if (size < min || size > max) {
            check.add(node, "found " + size + " entries, but allowed is " + allowed());
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            YamlNode.Key name = entry.key();
            YamlNode.Scalar text = new YamlNode.Scalar(name.line(), name.column(), name.text(), false);
            if (!key.fits(text)) {
                check.add(
                        name,
                        "found the name " + YamlNode.quote(name.text()) + ", but allowed is " + key.allowed()
                                + OddCharacters.hint(name.text(), other -> key.fits(text.as(other, false))));
            }
            value.check(entry.value(), check.field(name.text()));
        }
    }

    @Override
    public JsonNode fill(YamlNode node) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ((YamlNode.Mapping) node)
                .entries()
                .forEach(entry -> object.set(entry.key().text(), value.fill(entry.value())));
        return object;
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode override) {
        return YamlNode.merge(base, override, (name, below, above) -> value.merge(below, above));
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
        return bounds(writer).set("additionalProperties", value.schema(writer));
    }

    /** All but what its values are. */
    ObjectNode bounds(SchemaWriter writer) {
        ObjectNode schema =
                SchemaWriter.typed("object").put("minProperties", min).put("maxProperties", max);
        return schema.set("propertyNames", key.schema(writer));
    }
}
