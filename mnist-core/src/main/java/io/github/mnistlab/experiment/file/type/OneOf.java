package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Any one of these forms, told apart by the value: at most one list, at most one map, and scalars. */
public record OneOf(List<FieldType> forms) implements FieldType {
    public OneOf(FieldType... forms) {
        this(List.of(forms));
    }

    private Optional<FieldType> form(YamlNode node) {
        return forms.stream().filter(form -> form.fits(node)).findFirst();
    }

    @Override
    public String allowed() {
        return String.join(", or ", forms.stream().map(FieldType::allowed).toList());
    }

    @Override
    public boolean fits(YamlNode node) {
        return form(node).isPresent();
    }

    @Override
    public void findFaults(YamlNode node, Check check) {
        form(node).ifPresentOrElse(form -> form.findFaults(node, check), () -> refuse(node, check));
    }

    @Override
    public JsonNode fill(YamlNode node) {
        return form(node).orElseThrow().fill(node);
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode override) {
        return form(override).map(form -> form.merge(base, override)).orElse(override);
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode any = schema.putArray("anyOf");
        forms.forEach(form -> any.add(form.schema(writer)));
        return schema;
    }

    /** Those of the mapping among the forms: they hold of nothing else. */
    @Override
    public ObjectNode requirements() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        forms.forEach(form -> schema.setAll(form.requirements()));
        return schema;
    }

    @Override
    public List<String> words() {
        return forms.stream().flatMap(form -> form.words().stream()).toList();
    }
}
