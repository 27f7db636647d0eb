package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mnistlab.experiment.file.yaml.YamlNode;

/** A form that is read as another one, and differs from it in what the schema says alone. */
sealed interface OtherSchema extends FieldType permits AtPath, Axes, AxisValues, Later, Shared {
    /** The form that it is read as. */
    FieldType type();

    @Override
    default String allowed() {
        return type().allowed();
    }

    @Override
    default boolean fits(YamlNode node) {
        return type().fits(node);
    }

    @Override
    default void findFaults(YamlNode node, Check check) {
        type().findFaults(node, check);
    }

    @Override
    default JsonNode fill(YamlNode node) {
        return type().fill(node);
    }
}
