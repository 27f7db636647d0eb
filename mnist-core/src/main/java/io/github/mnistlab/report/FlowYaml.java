package io.github.mnistlab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.json.ExperimentJson;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Settings in one line, as the experiment's file could say them: {@code {source: mnist, seed: 1}}. */
final class FlowYaml {
    private FlowYaml() {}

    static String of(Object settings) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
        options.setSplitLines(false);
        try {
            Object plain = ExperimentJson.MAPPER.readValue(CanonicalJson.write(settings), Object.class);
            return new Yaml(options).dump(plain).strip();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("canonical JSON must be JSON", e);
        }
    }
}
