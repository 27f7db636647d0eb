package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A mapping whose fields depend on its kind.
 *
 * @param discriminator the field that names the kind: {@code type}, {@code source} or {@code method}
 * @param defaultKind the kind where none is named; if there is no such, one must be named
 * @param kinds the other fields of each kind
 */
public record Kinds(String discriminator, String description, Optional<String> defaultKind, Map<String, Group> kinds)
        implements FieldType {
    public Kinds {
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /** One of which must be named. */
    public Kinds(String discriminator, String description, Kind... kinds) {
        this(discriminator, description, Optional.empty(), byName(kinds));
    }

    /** The same, of which the first is the default. */
    public Kinds orFirst() {
        return new Kinds(
                discriminator, description, Optional.of(choice().words().get(0)), kinds);
    }

    /** A kind and its fields. */
    public record Kind(String name, Group fields) {
        public static Kind of(String name, Field... fields) {
            return new Kind(name, new Group(fields));
        }
    }

    private static Map<String, Group> byName(Kind... kinds) {
        Map<String, Group> byName = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            byName.put(kind.name(), kind.fields());
        }
        return byName;
    }

    private ScalarType.Choice choice() {
        return new ScalarType.Choice(List.copyOf(kinds.keySet()));
    }

    /** The kind that a mapping names, or the default; empty if it names none that there is. */
    private Optional<String> kind(YamlNode.Mapping mapping) {
        return mapping.get(discriminator).isEmpty()
                ? defaultKind
                : mapping.scalar(discriminator).map(YamlNode.Scalar::text).filter(kinds::containsKey);
    }

    @Override
    public String allowed() {
        return "a mapping with the field " + discriminator + ": " + String.join(", ", kinds.keySet());
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
        Optional<YamlNode> named = mapping.get(discriminator);
        if (named.isPresent()) {
            choice().check(named.get(), check.field(discriminator));
            if (choice().fits(named.get())) {
                findFaults(kind(mapping).orElseThrow(), mapping, check);
            }
        } else if (check.isPartial()) {
            checkAnyKind(mapping, check);
        } else if (defaultKind.isPresent()) {
            findFaults(defaultKind.get(), mapping, check);
        } else {
            check.add(mapping, "the field " + discriminator + " is missing; allowed is " + choice().allowed());
        }
    }

    private void findFaults(String kind, YamlNode.Mapping mapping, Check check) {
        kinds.get(kind).findFaults(mapping, names(kind), check, field -> ofOthers(field, kind));
    }

    /** What else there is to say of a field that a kind does not have: of a model that is trained it would be one. */
    private String ofOthers(String field, String kind) {
        boolean ofTrained = kinds.containsKey(RunSpec.TRAINED)
                && !kind.equals(RunSpec.TRAINED)
                && names(RunSpec.TRAINED).contains(field);
        return ofTrained ? "; " + field + " is of a model that is trained here, and this one was made elsewhere" : "";
    }

    private List<String> names(String kind) {
        List<String> names = new ArrayList<>(List.of(discriminator));
        names.addAll(kinds.get(kind).names());
        return names;
    }

    /** An override that does not name its kind must fit one of them; which one, only the base can tell. */
    private void checkAnyKind(YamlNode.Mapping mapping, Check check) {
        Problems fewest = null;
        long fewestUnknown = Long.MAX_VALUE;
        for (String kind : kinds.keySet()) {
            Problems ofKind = check.noProblems();
            findFaults(kind, mapping, check.into(ofKind));
            long unknown = mapping.entries().stream()
                    .filter(entry -> !names(kind).contains(entry.key().text()))
                    .count();
            // The kind that knows most of the fields is the one that is meant, even if it likes their values least.
            if (unknown < fewestUnknown || (unknown == fewestUnknown && ofKind.count() < fewest.count())) {
                fewest = ofKind;
                fewestUnknown = unknown;
            }
        }
        check.addUnreported(fewest);
    }

    @Override
    public JsonNode fill(YamlNode node) {
        YamlNode.Mapping mapping = (YamlNode.Mapping) node;
        String kind = kind(mapping).orElseThrow();
        return kinds.get(kind)
                .fill(mapping, JsonNodeFactory.instance.objectNode().put(discriminator, kind));
    }

    /** Replaces a mapping of another kind. */
    @Override
    public YamlNode merge(YamlNode base, YamlNode override) {
        if (!(base instanceof YamlNode.Mapping below) || !(override instanceof YamlNode.Mapping above)) {
            return override;
        }
        Optional<String> kind = kind(below);
        boolean changes = above.get(discriminator).isPresent() && !kind(above).equals(kind);
        return changes || kind.isEmpty() ? override : kinds.get(kind.get()).merge(base, override);
    }

    /** The field that names the kind. */
    private Field named() {
        return defaultKind
                .map(kind -> Field.withDefault(discriminator, choice(), kind, description))
                .orElseGet(() -> Field.required(discriminator, choice(), description));
    }

    /** Any of the kinds, each of which says what the discriminator then is, if it is given. Kinds with the same fields are one. */
    @Override
    public ObjectNode schema(SchemaWriter writer) {
        ObjectNode schema = SchemaWriter.typed("object");
        schema.putObject("properties").set(discriminator, named().schema(writer));
        ArrayNode any = schema.putArray("anyOf");
        byContent(group -> group.schema(SchemaWriter.JSON.objectNode(), writer)).forEach((fields, names) -> {
            ObjectNode properties = SchemaWriter.JSON.objectNode();
            properties.set(discriminator, oneOf(names));
            properties.setAll(fields.withObject("/properties"));
            any.add(fields.deepCopy().<ObjectNode>set("properties", properties));
        });
        return schema;
    }

    /** The kinds for which something is the same. */
    private Map<ObjectNode, List<String>> byContent(Function<Group, ObjectNode> content) {
        return kinds.keySet().stream()
                .collect(Collectors.groupingBy(
                        kind -> content.apply(kinds.get(kind)), LinkedHashMap::new, Collectors.toList()));
    }

    private static ObjectNode oneOf(List<String> names) {
        return names.size() == 1
                ? SchemaWriter.JSON.objectNode().put("const", names.get(0))
                : SchemaWriter.JSON.objectNode().set("enum", SchemaWriter.strings(names));
    }

    /** That the kind be named, or be the default one, and what is required by each. */
    @Override
    public ObjectNode requirements() {
        ObjectNode schema = SchemaWriter.JSON.objectNode();
        ArrayNode conditions = SchemaWriter.JSON.arrayNode();
        if (defaultKind.isPresent()) {
            conditions.add(onlyDefault(kinds.get(defaultKind.get())));
        } else {
            schema.putArray("required").add(discriminator);
        }
        byContent(Group::requiredNames).forEach((required, names) -> {
            if (!required.isEmpty()) {
                ObjectNode condition = conditions.addObject();
                condition.putObject("if").putObject("properties").set(discriminator, oneOf(names));
                if (defaultKind.isPresent()) {
                    condition.withObject("/if").putArray("required").add(discriminator);
                }
                condition.set("then", required);
            }
        });
        // A field that several kinds have is the same in this; those that do not have it refuse it anyway.
        kinds.values().forEach(group -> group.addRequirementsOfParts(schema));
        return conditions.isEmpty() ? schema : schema.set("allOf", conditions);
    }

    /** Without a name of its kind, a value has fields of the default one alone. */
    private ObjectNode onlyDefault(Group fields) {
        ObjectNode condition = SchemaWriter.JSON.objectNode();
        condition.putObject("if").putObject("not").putArray("required").add(discriminator);
        ObjectNode then = condition.putObject("then");
        if (fields.names().isEmpty()) {
            then.put("maxProperties", 0);
        } else {
            then.putObject("propertyNames").set("enum", SchemaWriter.strings(fields.names()));
        }
        return condition;
    }

    @Override
    public List<AtPath> fieldsBelow(String parent) {
        List<AtPath> fields = new ArrayList<>();
        fields.add(AtPath.of(parent, named()));
        kinds.values().forEach(group -> fields.addAll(group.fieldsBelow(parent)));
        return fields;
    }
}
