package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The definitions of the published schema. What is the same has one, so that the schema stays small; editors show what
 * definitions say, not what they are called, so their names are as short as can be.
 */
final class Definitions {
    private static final String REFERENCE = "$ref";

    private static final String PREFIX = "#/$defs/";

    /** About as long as a reference is in the end. */
    private static final int REFERENCE_LENGTH = 20;

    /** What is said of one field alone, and stands beside a reference to what others say too. */
    private static final List<String> OWN = List.of("description", "default");

    /** One of these makes an object a form of values, in place of a mapping of such forms. */
    private static final List<String> FORMS = List.of("type", "anyOf", "enum", "pattern");

    /** Each definition with what it is called while the schema is written: its field's path, numbered if that is taken. */
    private final Map<ObjectNode, String> names = new LinkedHashMap<>();

    /** A reference to a definition, which is added unless there is one that says the same. */
    ObjectNode define(String path, ObjectNode definition) {
        String name = names.computeIfAbsent(definition, any -> unused(path));
        return reference(name);
    }

    private String unused(String path) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> i == 1 ? path : path + i)
                .filter(name -> !names.containsValue(name))
                .findFirst()
                .orElseThrow();
    }

    /** Adds the definitions to a schema that is complete otherwise. */
    ObjectNode addTo(ObjectNode schema) {
        ObjectNode byName = schema.putObject("$defs");
        names.forEach((definition, name) -> byName.set(name, definition));
        boolean shorter = true;
        while (shorter) {
            shorter = shareLongest(schema, byName);
        }
        inline(schema, byName);
        return shortenNames(schema, byName);
    }

    /** Defines the form whose repetition takes the most room; returns whether there was one. */
    private static boolean shareLongest(ObjectNode schema, ObjectNode byName) {
        Map<ObjectNode, List<ObjectNode>> places = new LinkedHashMap<>();
        objects(schema)
                .filter(object -> FORMS.stream().anyMatch(key -> isWord(object, key)))
                .forEach(object -> places.computeIfAbsent(object.deepCopy().remove(OWN), form -> new ArrayList<>())
                        .add(object));
        Entry<ObjectNode, List<ObjectNode>> longest = places.entrySet().stream()
                .max((one, other) -> Integer.compare(saved(one), saved(other)))
                .orElseThrow();
        if (saved(longest) <= 0) {
            return false;
        }
        String type = longest.getKey().path("type").asText();
        String name = (type.isEmpty() ? "form" : type) + byName.size();
        for (ObjectNode place : longest.getValue()) {
            place.retain(OWN);
            place.put(REFERENCE, PREFIX + name);
        }
        byName.set(name, longest.getKey());
        return true;
    }

    /** Whether a key is one of the schema's own words here, and not the name of a field. */
    private static boolean isWord(ObjectNode object, String key) {
        return object.has(key) && !object.get(key).isObject();
    }

    private static int saved(Entry<ObjectNode, List<ObjectNode>> form) {
        int length = form.getKey().toString().length();
        return (form.getValue().size() - 1) * (length - REFERENCE_LENGTH) - 2 * REFERENCE_LENGTH;
    }

    /** Puts what only one place refers to into that place; but mappings of fields can be read better by themselves. */
    private static void inline(ObjectNode schema, ObjectNode byName) {
        Map<String, Long> uses = uses(schema);
        List<ObjectNode> places = objects(schema)
                .filter(place -> refers(place) && uses.get(name(place)) == 1)
                .toList();
        for (ObjectNode place : places) {
            String name = name(place);
            ObjectNode definition = (ObjectNode) byName.get(name);
            ObjectNode beside = place.deepCopy().without(REFERENCE);
            if (!definition.has("properties")
                    && beside.properties().stream().noneMatch(own -> definition.has(own.getKey()))) {
                place.remove(REFERENCE);
                place.setAll(definition);
                byName.remove(name);
            }
        }
    }

    /** How many places refer to each definition. */
    private static Map<String, Long> uses(ObjectNode schema) {
        return objects(schema)
                .filter(Definitions::refers)
                .collect(Collectors.groupingBy(Definitions::name, Collectors.counting()));
    }

    /** Gives each definition a brief name, the briefest to those most referred to. */
    private static ObjectNode shortenNames(ObjectNode schema, ObjectNode byName) {
        Map<String, Long> uses = uses(schema);
        Map<String, String> brief = new HashMap<>();
        byName.properties().stream()
                .map(Entry::getKey)
                .sorted(Comparator.comparing(uses::get, Comparator.reverseOrder()))
                .forEach(name -> brief.put(name, briefName(name, brief.values())));
        objects(schema)
                .filter(Definitions::refers)
                .forEach(place -> place.put(REFERENCE, PREFIX + brief.get(name(place))));
        ObjectNode renamed = schema.putObject("$defs");
        byName.properties().forEach(definition -> renamed.set(brief.get(definition.getKey()), definition.getValue()));
        return schema;
    }

    /** The first letter of a path's field, that and another one of its letters, or that and a number. */
    private static String briefName(String path, Collection<String> used) {
        String field = path.substring(path.lastIndexOf(Check.SEPARATOR) + 1);
        String first = field.substring(0, 1);
        return Stream.of(
                        Stream.of(first),
                        IntStream.range(1, field.length()).mapToObj(i -> first + field.charAt(i)),
                        IntStream.iterate(2, i -> i + 1).mapToObj(i -> first + i))
                .flatMap(names -> names)
                .filter(name -> !used.contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put(REFERENCE, PREFIX + name);
    }

    private static boolean refers(ObjectNode object) {
        return object.path(REFERENCE).isTextual();
    }

    private static String name(ObjectNode place) {
        return place.get(REFERENCE).textValue().substring(PREFIX.length());
    }

    /** All objects in a schema, and itself, in their order; it may be changed while they are gone through. */
    private static Stream<ObjectNode> objects(JsonNode node) {
        Stream<ObjectNode> itself = node instanceof ObjectNode object ? Stream.of(object) : Stream.empty();
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        return Stream.concat(itself, children.stream().flatMap(Definitions::objects));
    }
}
