package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.report.AllExperiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of two modules, of which one has a missed gate, on one page and in one summary. */
class AggregateTest {
    private static final String FILE = """
            name: %s
            description: Is <b>%1$s</b> good?
            dataset: {source: labels, file: labels.csv}
            model: {source: predictions, file: predicted.csv}
            gates:
              - {metric: accuracy, variant: baseline, atLeast: %s, confidence: none}
              - {metric: accuracy, variant: baseline, atLeast: 0.5, confidence: none}
            """;

    @TempDir
    private Path root;

    private final List<String> lines = new ArrayList<>();
    private final TreeMap<String, Path> modules = new TreeMap<>();

    @BeforeEach
    void modules() throws Exception {
        modules.put("", root.resolve("target/mnist"));
        module("models/a b", "cats", "0.7");
        module("models/c", "dogs", "0.9");
    }

    @Test
    void onePageHasThemAll() throws IOException {
        AllExperiments all = lab().aggregate(modules);

        assertThat(all.experiments()).hasSize(2);
        assertThat(Files.readString(root.resolve("target/mnist/index.html")))
                .contains("2 experiments in 2 modules: of 4 gates 3 passed, 1 missed.")
                .contains("cats in models/a b", "dogs in models/c", "Is &lt;b>cats&lt;/b> good?".replace(">", "&gt;"))
                .contains("href=\"../../models/a%20b/target/mnist/cats/report.html\"")
                .doesNotContain("<b>cats", root.toString());
    }

    @Test
    void theLinksLeadToThePages() throws IOException {
        lab().aggregate(modules)
                .experiments()
                .forEach(experiment -> assertThat(root.resolve("target/mnist")
                                .resolve(experiment.report().orElseThrow().replace("%20", " ")))
                        .exists());
    }

    @Test
    void oneSummaryHasThemAll() throws IOException {
        lab().aggregate(modules);

        assertThat(Files.readString(root.resolve("target/mnist/summary.md")))
                .startsWith("## All experiments\n\n**2 experiments in 2 modules: of 4 gates 3 passed, 1 missed**\n")
                .contains("| cats in models/a b | 2 | 0 | 0 | 0 |\n", "| dogs in models/c | 1 | 1 | 0 | 0 |\n")
                .contains("### dogs in models/c\n", "| accuracy of baseline at least 0.9 | FAIL |")
                .doesNotContain("<b>");
    }

    @Test
    void resultsThatCannotBeReadAreNamed() throws IOException {
        Files.writeString(modules.get("models/c").resolve("dogs/result.json"), "{}");

        assertThat(lab().aggregate(modules).unreadable()).containsExactly("dogs in models/c");
        assertThat(lines).anyMatch(line -> line.startsWith("Cannot read the results of dogs in models/c: "));
        assertThat(root.resolve("target/mnist/index.html"))
                .content()
                .contains("The results of dogs in models/c could not be read.");
    }

    @Test
    void withoutAnyResultsThereIsNothingToShow() {
        assertThatThrownBy(() -> lab().aggregate(new TreeMap<>(Map.of("", root.resolve("target/mnist")))))
                .isInstanceOf(LabException.Results.class)
                .hasMessageStartingWith("No module has results yet.");
    }

    private Lab lab() {
        return new Lab(LabSettings.in(root.resolve("target/mnist")), (level, text) -> lines.add(text));
    }

    /** Eight of ten are right. */
    private void module(String name, String experiment, String limit) throws Exception {
        Path folder = Files.createDirectories(root.resolve(name));
        Files.writeString(folder.resolve("labels.csv"), "label\n" + "cat\ndog\n".repeat(5));
        Files.writeString(folder.resolve("predicted.csv"), "predicted\ndog\ncat\n" + "cat\ndog\n".repeat(4));
        Path file = Files.writeString(folder.resolve(experiment + ".yaml"), FILE.formatted(experiment, limit));
        Path output = folder.resolve("target/mnist");
        Lab lab = new Lab(
                LabSettings.in(output).withStorage(Storage.standard().withCacheDirectory(root.resolve("cache"))));
        lab.train(lab.read(file));
        modules.put(name, output);
    }
}
