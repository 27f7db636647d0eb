package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.Group.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping whose fields depend on its kind.
 *
 * @param discriminator the field that names the kind: {@code type}, {@code source} or {@code method}
 * @param defaultKind the kind where none is named; if there is no such, one must be named
 * @param kinds the other fields of each kind
 */
record Kinds(String discriminator, String description, Optional<String> defaultKind, Map<String, Group> kinds)
        implements FieldType {
    public Kinds {
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /** One of which must be named. */
    Kinds(String discriminator, String description, Kind... kinds) {
        this(discriminator, description, Optional.empty(), byName(kinds));
    }

    /** The same, of which the first is the default. */
    Kinds orFirst() {
        return new Kinds(
                discriminator, description, Optional.of(choice().words().get(0)), kinds);
    }

    /** A kind and its fields. */
    record Kind(String name, Group fields) {
        static Kind of(String name, Field... fields) {
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

    /** Any of the kinds, each of which says what the discriminator then is, if it is given. */
    @Override
    public ObjectNode schema(SchemaWriter writer) {
        ObjectNode schema = SchemaWriter.typed("object");
        ObjectNode name = writer.at(writer.path(discriminator))
                .define(SchemaWriter.described(description, choice().schema(writer)));
        schema.putObject("properties").set(discriminator, name);
        if (!writer.isPartial()) {
            defaultKind.ifPresentOrElse(
                    kind -> name.put("default", kind),
                    () -> schema.putArray("required").add(discriminator));
        }
        ArrayNode any = schema.putArray("anyOf");
        kinds.forEach((kind, group) -> {
            ObjectNode ofKind = JsonNodeFactory.instance.objectNode();
            ofKind.putObject("properties").putObject(discriminator).put("const", kind);
            group.schema(ofKind, writer);
            if (!writer.isPartial() && defaultKind.isPresent() && !kind.equals(defaultKind.get())) {
                ofKind.withArray("/required").add(discriminator);
            }
            any.add(ofKind);
        });
        return schema;
    }

    @Override
    public List<Field> fieldsBelow(String prefix) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.optional(prefix + discriminator, choice(), description));
        kinds.values().forEach(group -> fields.addAll(group.fieldsBelow(prefix)));
        return fields;
    }
}
