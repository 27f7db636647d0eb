package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.FashionMnist;
import io.github.mnistlab.data.Kmnist;
import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's settings call classes: the names that its data set has or lists as {@code classNames}, or names that are found in
 * the data, or else numbers from 0. Either way they are numbers in the specification. A number is a name where classes are called
 * by numbers, as it is in gates.
 */
final class ClassKeys {
    /** Where classes are keys, or items of a list. */
    private static final List<List<String>> PLACES = List.of(
            List.of("dataset", "imbalance", "counts"),
            List.of("dataset", "imbalance", "minority"),
            List.of("balancing", "samplingStrategy"),
            List.of("balancing", "classWeight"),
            List.of("balancing", "shrinkage"));

    private static final List<String> OF_DIGITS = List.of("mnist", "generated-digits");

    /** Data sets whose classes have names that nobody needs to write down. */
    private static final Map<String, List<String>> NAMED =
            Map.of("fashion-mnist", FashionMnist.CLASS_NAMES, "kmnist", Kmnist.CLASS_NAMES);

    private static final int DIGITS = 10;

    /** More names than one reads. */
    private static final int MANY = 20;

    private final List<String> names;
    private final String listed;
    private final int classes;
    private final FoundNames found;
    private final Problems problems;

    private ClassKeys(ObjectNode run, YamlNode tree, ClassFinder finder, Problems problems) {
        String source = run.path("dataset").path("source").asText();
        this.names = new ArrayList<>(NAMED.getOrDefault(source, List.of()));
        this.listed = names.isEmpty() ? "dataset.classNames" : String.join(", ", names);
        run.path("dataset").path("classNames").forEach(name -> names.add(name.textValue()));
        this.classes = OF_DIGITS.contains(source) ? DIGITS : Examples.MAX_CLASSES;
        this.found = new FoundNames(run, tree, finder, problems);
        this.problems = problems;
    }

    /**
     * Puts numbers for names.
     *
     * @param run all settings of a run, in which they are put
     * @param tree the same as it is in the file
     * @param finder asked where the data alone can tell
     * @param problems is told of what is no class
     */
    static void number(ObjectNode run, YamlNode tree, ClassFinder finder, Problems problems) {
        ClassKeys keys = new ClassKeys(run, tree, finder, problems);
        for (List<String> place : PLACES) {
            ObjectNode parent = run;
            Optional<YamlNode> written = Optional.of(tree);
            for (String field : place.subList(0, place.size() - 1)) {
                parent = parent != null && parent.get(field) instanceof ObjectNode child ? child : null;
                written = child(written, field);
            }
            String last = place.get(place.size() - 1);
            if (parent != null && parent.has(last)) {
                parent.set(last, keys.numbered(parent.get(last), child(written, last), String.join(".", place)));
            }
        }
    }

    private static Optional<YamlNode> child(Optional<YamlNode> node, String field) {
        return node.filter(YamlNode.Mapping.class::isInstance)
                .flatMap(parent -> ((YamlNode.Mapping) parent).get(field));
    }

    private JsonNode numbered(JsonNode json, Optional<YamlNode> written, String field) {
        if (json instanceof ObjectNode byClass) {
            ObjectNode numbered = JsonNodeFactory.instance.objectNode();
            byClass.properties().forEach(entry -> {
                int[] place = written.filter(YamlNode.Mapping.class::isInstance)
                        .flatMap(mapping -> ((YamlNode.Mapping) mapping).entry(entry.getKey()))
                        .map(at -> new int[] {at.key().line(), at.key().column()})
                        .orElse(new int[] {1, 1});
                number(entry.getKey(), place, field)
                        .ifPresent(number -> numbered.set(number.toString(), entry.getValue()));
            });
            return numbered;
        }
        if (json instanceof ArrayNode list) {
            ArrayNode numbered = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < list.size(); i++) {
                int item = i;
                int[] place = written.filter(YamlNode.Sequence.class::isInstance)
                        .map(sequence -> ((YamlNode.Sequence) sequence).items().get(item))
                        .map(at -> new int[] {at.line(), at.column()})
                        .orElse(new int[] {1, 1});
                number(list.get(i).asText(), place, field).ifPresent(numbered::add);
            }
            return numbered;
        }
        return json;
    }

    private Optional<Integer> number(String key, int[] place, String field) {
        if (!names.isEmpty()) {
            return numberOf(key, names, "one of " + listed, place, field);
        }
        boolean isNumber = key.matches("0|[1-9]\\d{0,8}");
        if (found.canBe()) {
            Optional<List<String>> inData = isNumber ? found.numbers() : found.names();
            if (inData.isPresent() || !isNumber) {
                return inData.flatMap(
                        known -> numberOf(key, known, "one of the data's classes, " + some(known), place, field));
            }
        }
        int number = isNumber ? Integer.parseInt(key) : classes;
        if (number < classes) {
            return Optional.of(number);
        }
        String naming = classes == DIGITS ? "" : "; dataset.classNames would name them";
        return numberOf(key, List.of(), "a class from 0 to " + (classes - 1) + naming, place, field);
    }

    private Optional<Integer> numberOf(String key, List<String> known, String allowed, int[] place, String field) {
        if (known.contains(key)) {
            return Optional.of(known.indexOf(key));
        }
        if (!problems.isReported(place[0], place[1])) {
            String message = field + ": found the name " + YamlNode.quote(key) + ", but allowed is " + allowed;
            problems.add(place[0], place[1], message + NearestName.hint(key, known));
        }
        return Optional.empty();
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MANY, names.size())))
                + (names.size() > MANY ? ", … of " + names.size() : "");
    }
}
