package io.github.mnistlab.experiment.file.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.file.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document of the experiment file says what the reader does. */
class ExperimentDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "experiment-file.md");

    /** A table of the contract: between two comments, the first of which names its fields. */
    private static final Pattern TABLE =
            Pattern.compile("<!-- fields: ([A-Za-z$, ]+) -->\n(.*?)<!-- end of fields -->", Pattern.DOTALL);

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(name: .*?)```", Pattern.DOTALL);

    @Test
    void tablesSayWhatTheContractSays() throws IOException {
        String written = read();
        String generated = TABLE.matcher(written)
                .replaceAll(match -> Matcher.quoteReplacement(
                        "<!-- fields: " + match.group(1) + " -->\n" + table(match) + "<!-- end of fields -->"));
        if (Boolean.getBoolean("experiment.document.write")) {
            Files.writeString(DOCUMENT, generated);
        }
        assertThat(read())
                .as("run this test with -Dexperiment.document.write=true to write the contract's tables")
                .isEqualTo(generated);
    }

    @Test
    void everyFieldOfTheFileIsInATable() throws IOException {
        List<String> fields = new ArrayList<>();
        TABLE.matcher(read()).results().forEach(match -> fields.addAll(names(match)));

        assertThat(fields).containsExactlyInAnyOrderElementsOf(ExperimentContract.EXPERIMENT.names());
    }

    @Test
    void examplesAreValid() throws IOException {
        List<String> examples =
                EXAMPLE.matcher(read()).results().map(match -> match.group(1)).toList();

        assertThat(examples).hasSizeGreaterThan(2).allSatisfy(example -> {
            String name = example.lines().findFirst().orElseThrow().replaceAll("name: |\\s+#.*", "");
            assertThat(Yaml.read(example, name).name()).isEqualTo(name);
        });
    }

    private static String read() throws IOException {
        return Files.readString(DOCUMENT).replace("\r\n", "\n");
    }

    private static List<String> names(MatchResult match) {
        return List.of(match.group(1).split(", ", -1));
    }

    private static String table(MatchResult match) {
        return ContractTables.of(names(match).stream()
                .map(name -> ExperimentContract.EXPERIMENT.field(name).orElseThrow())
                .toList());
    }
}
