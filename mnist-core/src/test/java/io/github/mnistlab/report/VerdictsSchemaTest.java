package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.result.SampleResults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published schema of verdicts.json against verdicts of every kind. */
class VerdictsSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @TempDir
    private Path directory;

    @Test
    void isAValidSchema() throws IOException {
        Schema metaSchema = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(text(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void verdictsOfEveryKindAreValid() throws IOException {
        JsonNode verdicts = verdicts();

        assertThat(schema().validate(verdicts)).isEmpty();
        assertThat(verdicts.findValuesAsText("status")).contains("pass", "fail", "inconclusive", "not-judged");
        assertThat(verdicts.findValues("falseAlarms")).isNotEmpty();
    }

    /** Nothing that is written is left undescribed, and nothing that is described may be left out but what says so. */
    @Test
    void everyFieldIsDescribed() throws IOException {
        JsonNode verdicts = verdicts();
        List<ObjectNode> objects = new ArrayList<>();
        collect(verdicts, objects);

        for (ObjectNode object : objects) {
            object.put("unknown", 1);
            assertThat(schema().validate(verdicts)).as("%s", object).isNotEmpty();
            object.remove("unknown");
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private JsonNode verdicts() throws IOException {
        Fixture fixture = Fixture.of(
                SampleResults.TWO_VARIANTS + """
                seeds: 5
                gates:
                  - {metric: accuracy, variant: baseline, atLeast: 0.5}
                  - {metric: accuracy, variant: baseline, atLeast: 0.9, onInconclusive: fail}
                  - {metric: log-loss, variant: baseline, atMost: 0.01}
                  - {metric: accuracy, variant: smote, better: baseline, confidence: none}
                  - {metric: accuracy, variant: smote, notBelow: accepted, margin: 0.01}
                """, run -> SampleResults.evaluation(898 + (int) run.seed() % 3, 1000));
        ReportFiles.write(fixture.judgement(), directory, Fixture.COMMAND, Optional.empty());
        return new ObjectMapper()
                .readTree(Files.readString(directory.resolve("sample").resolve(ReportFiles.VERDICTS)));
    }

    private static Schema schema() throws IOException {
        return REGISTRY.getSchema(text(), InputFormat.JSON);
    }

    private static String text() throws IOException {
        try (InputStream stream = ReportFiles.class.getResourceAsStream("verdicts.schema.json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
