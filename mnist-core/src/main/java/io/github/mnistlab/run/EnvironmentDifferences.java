package io.github.mnistlab.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.model.ComputeEnvironment;
import java.util.List;

/** What is different between two environments. */
public final class EnvironmentDifferences {
    private EnvironmentDifferences() {}

    /**
     * The differences, for people.
     *
     * @return such as {@code processor: A -> B} and {@code features.avx512f: none -> there}
     */
    public static List<String> between(ComputeEnvironment before, ComputeEnvironment now) {
        return RunIdentity.differences(byFeature(before), byFeature(now));
    }

    /** A feature that came or went says more than two lists of a hundred. */
    private static JsonNode byFeature(ComputeEnvironment environment) {
        ObjectNode tree = (ObjectNode) CanonicalJson.tree(environment);
        ObjectNode features = tree.putObject("features");
        for (String feature : environment.features().split(" ", -1)) {
            features.put(feature, "there");
        }
        return tree;
    }
}
