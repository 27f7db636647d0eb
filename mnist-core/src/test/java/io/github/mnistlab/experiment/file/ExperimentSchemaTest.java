package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.experiment.file.contract.ExperimentContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExperimentSchemaTest {
    private static final Path PUBLISHED =
            Path.of("src", "main", "resources", "io", "github", "mnistlab", "experiment", "experiment.schema.json");

    private static final Separators SEPARATORS =
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.NONE);

    @Test
    void publishedSchemaIsTheOneThatTheContractAmountsTo() throws IOException {
        String generated = JsonMapper.builder()
                        .build()
                        .writer(new DefaultPrettyPrinter(SEPARATORS)
                                .withObjectIndenter(new Lines())
                                .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()))
                        .writeValueAsString(ExperimentSchema.generate())
                + "\n";
        if (Boolean.getBoolean("experiment.schema.write")) {
            Files.writeString(PUBLISHED, generated);
        }
        assertThat(Files.readString(PUBLISHED).replace("\r\n", "\n"))
                .as("run this test with -Dexperiment.schema.write=true to publish the contract's schema")
                .isEqualTo(generated);
    }

    /** Each definition has a line, and each field of it, so that the file is small and its changes can be read. */
    private static final class Lines implements DefaultPrettyPrinter.Indenter {
        private static final int DEFINITIONS = 2;

        private static final int FIELDS = 4;

        @Override
        public void writeIndentation(JsonGenerator json, int level) throws IOException {
            JsonStreamContext object = json.getOutputContext();
            boolean isField =
                    level == FIELDS && "properties".equals(object.getParent().getCurrentName());
            boolean isEnd = level < depth(object);
            if (level == 0 || (!isEnd && (level <= DEFINITIONS || isField))) {
                json.writeRaw("\n");
            }
        }

        private static int depth(JsonStreamContext context) {
            return context.inRoot() ? 0 : depth(context.getParent()) + (context.inObject() ? 1 : 0);
        }

        @Override
        public boolean isInline() {
            return false;
        }
    }

    @Test
    void publishedSchemaSaysEverythingOnce() throws IOException {
        assertThat(Files.size(PUBLISHED)).isLessThan(60 * 1024);
        assertThat(ExperimentSchema.generate().get("$defs")).doesNotHaveDuplicates();
    }

    @Test
    void publishedSchemaComesWithTheLibrary() throws IOException {
        assertThat(ExperimentSchema.text()).isEqualTo(Files.readString(PUBLISHED));
    }

    @Test
    void theEntryForSchemaStoreHasItsAddress() throws IOException {
        JsonNode entry = JsonMapper.builder()
                .build()
                .readTree(Path.of("../docs/schemastore.json").toFile());

        assertThat(entry.path("url").textValue()).isEqualTo(ExperimentSchema.URL);
        // As SchemaStore's own schema of its catalogue asks.
        assertThat(entry.path("name").textValue()).isNotBlank();
        assertThat(entry.path("description").textValue()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void publishedSchemaIsAValidSchema() {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(ExperimentSchema.text(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everyFieldIsDescribedForEditors() throws IOException {
        assertThat(ExperimentSchema.generate().findParents("description")).hasSizeGreaterThan(40);
        ExperimentContract.EXPERIMENT
                .fields()
                .forEach(field -> assertThat(field.description()).endsWith("."));
    }

    @Test
    void defaultsAreValidThemselves() {
        JsonNode schema = ExperimentSchema.generate();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

        assertThat(schema.findParents("default")).hasSizeGreaterThan(40).allSatisfy(field -> {
            JsonNode alone = ((ObjectNode) field.deepCopy()).set("$defs", schema.get("$defs"));
            assertThat(registry.getSchema(alone).validate(field.get("default")))
                    .as(field.get("description").textValue())
                    .isEmpty();
        });
    }
}
