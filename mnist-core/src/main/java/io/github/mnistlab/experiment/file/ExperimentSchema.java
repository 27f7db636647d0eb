package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.file.contract.ExperimentContract;
import io.github.mnistlab.experiment.file.contract.RunContract;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.type.SchemaWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published JSON Schema (draft 2020-12) of experiment files, by which editors complete and check them. */
public final class ExperimentSchema {
    /** Where the schema can be found on the web, and its {@code $id}. */
    public static final String URL = "https://raw.githubusercontent.com/mnistlab/mnist-lab/main/mnist-core/src/main/"
            + "resources/io/github/mnistlab/experiment/experiment.schema.json";

    private static final String RESOURCE = "experiment.schema.json";

    private ExperimentSchema() {}

    /** The schema's text, as published. */
    public static String text() {
        try (InputStream stream = ExperimentSpec.class.getResourceAsStream(RESOURCE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    /** The schema that the contract amounts to. */
    public static ObjectNode generate() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", URL);
        schema.put("title", "mnist-lab experiment");
        schema.put("description", "An experiment: its data, its models, and what must hold of them.");
        SchemaWriter writer = new SchemaWriter();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Field field : ExperimentContract.EXPERIMENT.fields()) {
            boolean overridable = RunContract.RUN.fields().contains(field);
            properties.set(field.name(), overridable ? field.schemaOfWhole(writer) : field.schema(writer));
        }
        schema.put("additionalProperties", false);
        schema.setAll(ExperimentContract.EXPERIMENT.requiredNames());
        return writer.withDefinitions(schema);
    }
}
