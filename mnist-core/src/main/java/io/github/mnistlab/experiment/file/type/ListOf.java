package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A list of {@code min} to {@code max} items; {@code itemName} is what messages call them. */
public record ListOf(FieldType item, String itemName, int min, int max, boolean unique) implements FieldType {
    @Override
    public String allowed() {
        String count = min == 0 ? "at most " + max : min + " to " + max;
        return "a list of " + count + (unique ? " different " : " ") + itemName;
    }

    @Override
    public boolean fits(YamlNode node) {
        return node instanceof YamlNode.Sequence;
    }

    @Override
    public void findFaults(YamlNode node, Check check) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            refuse(node, check);
            return;
        }
        List<YamlNode> items = sequence.items();
        if (items.size() < min || items.size() > max) {
            check.add(node, "found " + items.size() + " items, but allowed is " + allowed());
        }
        Map<Object, Check> seen = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Check ofItem = check.item(i);
            item.check(items.get(i), ofItem);
            Check first = unique ? seen.putIfAbsent(items.get(i).value(), ofItem) : null;
            if (first != null) {
                ofItem.add(
                        items.get(i),
                        "found " + items.get(i).describe() + " a second time; it is already " + first.path()
                                + ", and allowed is " + allowed());
            }
        }
    }

    @Override
    public JsonNode fill(YamlNode node) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ((YamlNode.Sequence) node).items().forEach(value -> array.add(item.fill(value)));
        return array;
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
        return bounds().set("items", item.schema(writer));
    }

    /** All but what its items are. */
    ObjectNode bounds() {
        ObjectNode schema = SchemaWriter.typed("array");
        if (min > 0) {
            schema.put("minItems", min);
        }
        schema.put("maxItems", max);
        if (unique) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }
}
