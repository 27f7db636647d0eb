package io.github.mnistlab.experiment.file;

import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.experiment.file.contract.ExperimentContract;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** YAML of some other program, which lies among experiments: it has no field that only an experiment has. */
final class ForeignFile {
    /** Fields that other programs' files have too. */
    private static final String NAME = "name";

    private static final List<String> COMMON = List.of(NAME, "description", "$schema");

    private static final List<String> OWN = ExperimentContract.EXPERIMENT.names().stream()
            .filter(name -> !COMMON.contains(name))
            .toList();

    /** A field of an experiment in a text that is no YAML as a whole, quoted or not. */
    private static final Pattern FIELD = Pattern.compile("\\b(?:" + String.join("|", OWN) + ")[\"']?\\s*:");

    private ForeignFile() {}

    /** @param root what could be read of it; empty if nothing could */
    static boolean is(Optional<YamlNode> root, byte[] bytes) {
        if (root.isPresent() && root.get() instanceof YamlNode.Mapping mapping) {
            List<String> keys =
                    mapping.entries().stream().map(entry -> entry.key().text()).toList();
            // A misspelling is one of an experiment, if it has a name as well: others' "stages" are no "gates".
            boolean mayBeMisspelt = keys.contains(NAME)
                    && keys.stream().anyMatch(key -> NearestName.of(key, OWN).isPresent());
            return !keys.isEmpty() && !mayBeMisspelt && keys.stream().noneMatch(OWN::contains);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return !text.isBlank() && !FIELD.matcher(text).find();
    }
}
