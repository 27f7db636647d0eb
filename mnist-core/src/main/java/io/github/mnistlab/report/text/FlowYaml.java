package io.github.mnistlab.report.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.json.ExperimentJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Settings in one line, as the experiment's file could say them: {@code {source: mnist, seed: 1}}. */
public final class FlowYaml {
    /** Have a value for each class. */
    private static final Set<String> BY_CLASS = Set.of("counts", "samplingStrategy", "classWeight", "shrinkage");

    /** Lists classes. */
    private static final String MINORITY = "minority";

    private FlowYaml() {}

    /**
     * @param classNames what the data set calls its classes, which are numbers in the settings; none where that is not known
     */
    public static String of(Object settings, List<String> classNames) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
        options.setSplitLines(false);
        try {
            Object plain = ExperimentJson.MAPPER.readValue(CanonicalJson.write(settings), Object.class);
            return new Yaml(options).dump(named(plain, classNames)).strip();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("canonical JSON must be JSON", e);
        }
    }

    private static Object named(Object plain, List<String> classNames) {
        if (!(plain instanceof Map<?, ?> fields)) {
            return plain;
        }
        Map<Object, Object> named = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (BY_CLASS.contains(field) && value instanceof Map<?, ?> classes) {
                Map<Object, Object> byClass = new LinkedHashMap<>();
                classes.forEach((label, ofIt) -> byClass.put(name(label, classNames), ofIt));
                named.put(field, byClass);
            } else if (MINORITY.equals(field) && value instanceof List<?> classes) {
                named.put(
                        field,
                        classes.stream().map(label -> name(label, classNames)).toList());
            } else {
                named.put(field, named(value, classNames));
            }
        });
        return named;
    }

    /** A number stays one, so that it has no quotes. */
    private static Object name(Object label, List<String> classNames) {
        int number = Integer.parseInt(label.toString());
        String name = number < classNames.size() ? PlainText.oneLine(classNames.get(number)) : label.toString();
        return name.matches("0|[1-9]\\d{0,8}") ? (Object) Integer.valueOf(name) : name;
    }
}
