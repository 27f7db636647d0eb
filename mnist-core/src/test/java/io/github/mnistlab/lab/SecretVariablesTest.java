package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of variables that are given to workers are told to nobody else, unless they are said to be public. */
class SecretVariablesTest {
    private static final String SECRET = "hunter2";
    private static final String COMMAND = "\n::error::an intruder's";

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    @Test
    void noOutputHasAValueThatIsNotPublic() throws Exception {
        Path file = Files.writeString(folder.resolve("first.yaml"), """
                name: first
                dataset: {source: generated-digits, training: 200, test: 100}
                model: {hidden: [8]}
                training: {epochs: 1, batchSize: 50}
                gates: [{metric: accuracy, variant: baseline, atLeast: 0, confidence: none}]
                """);
        Lab lab = lab(SECRET);
        List<ExperimentFile> experiments = lab.read(file);

        lab.train(experiments);
        lab.accept(experiments, Optional.empty());
        lab(SECRET).train(experiments);
        lab("another").train(experiments);

        assertThat(reasons)
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("scheduled"),
                        again -> assertThat(again).isEqualTo("reused"),
                        other -> assertThat(other)
                                .matches("scheduled: computation\\.environment\\.LAB_TOKEN: pbkdf2:[0-9a-f]{8} ->"
                                        + " pbkdf2:[0-9a-f]{8}"));
        assertThat(folder.resolve("out/first/result.json")).content().contains("LAB_TOKEN", "LAB_PLACE", "pbkdf2:");
        assertThat(folder.resolve("first.lock.yaml")).content().contains("LAB_TOKEN", "pbkdf2:");
        assertThat(folder.resolve("out/first/summary.md"))
                .content()
                .contains("PLACE=here ::error::an intruder's\n")
                .contains("TOKEN=pbkdf2:");
        assertThat(filesWith(SECRET)).isEmpty();
        assertThat(lines).noneMatch(line -> line.contains(SECRET));
        assertThat(String.join("\n", lines).lines().map(String::strip)).noneMatch(line -> line.startsWith("::"));
        // They do reach the worker: its Java says so.
        assertThat(folder.resolve("out/logs/worker-1.log")).content().contains("JDK_JAVA_OPTIONS: -Dlab.proof=1");
    }

    @Test
    void whatNoProcessCanHaveIsRefusedWithoutItsValue() {
        assertThatThrownBy(() -> Workers.standard().withEnvironment(Map.of("LAB_TOKEN", SECRET + "\0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value of the environment variable LAB_TOKEN must have no NUL");
        assertThat(Workers.standard()
                        .withEnvironment(Map.of("LAB_TOKEN", SECRET))
                        .toString())
                .contains("LAB_TOKEN")
                .doesNotContain(SECRET);
    }

    private Lab lab(String secret) {
        LabSettings settings = LabSettings.in(folder.resolve("out"));
        return new Lab(
                settings.withStorage(settings.storage().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(QuickWorkers.workers()
                                .withCount(1)
                                .withEnvironment(Map.of(
                                        "LAB_TOKEN", secret + COMMAND,
                                        "LAB_PLACE", "here" + COMMAND,
                                        "JDK_JAVA_OPTIONS", "-Dlab.proof=1"))
                                .withPublicVariables(Set.of("LAB_PLACE"))),
                new Listening());
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> has(file, text))
                    .toList();
        }
    }

    private static boolean has(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private final class Listening implements LabListener {
        @Override
        public void line(Level level, String text) {
            lines.add(text);
        }

        @Override
        public RunListener runs(int count) {
            return (run, event) -> {
                if (event instanceof RunEvent.Scheduled scheduled) {
                    reasons.add("scheduled" + (reasons.isEmpty() ? "" : ": " + scheduled.reason()));
                } else if (event instanceof RunEvent.Reused) {
                    reasons.add("reused");
                }
                lines.add(String.valueOf(event));
            };
        }
    }
}
