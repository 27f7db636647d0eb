package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents promise to somebody new: from an empty folder to a gate that is missed for a reason. */
class InitIT {
    private static final String INIT =
            "io.github.mnistlab:mnist-maven-plugin:" + MavenBuild.property("it.version") + ":init";

    @TempDir
    private Path folder;

    @Test
    void anEmptyFolderHasItsFirstGateAfterTwoCommands() throws Exception {
        MavenBuild init = call(INIT, "-Dmnist.init.ci=github");
        assertThat(init.awaitEnd()).as(init.log()).isZero();
        assertThat(init.log()).contains("pom.xml (new)", "experiments/first.yaml (new)", "Written. Next:");
        assertThat(folder.resolve(".github/workflows/experiments.yml")).exists();

        MavenBuild missed = call("verify");
        assertThat(missed.awaitEnd()).as(missed.log()).isEqualTo(1);
        assertThat(missed.log()).contains("min(recall) of baseline at least 0.25", "first.yaml:19");

        Path file = folder.resolve("experiments/first.yaml");
        Files.writeString(
                file, Files.readString(file).replace("min(recall), variant: baseline", "min(recall), variant: smote"));
        MavenBuild passed = call("verify");
        assertThat(passed.awaitEnd()).as(passed.log()).isZero();
        assertThat(passed.log()).contains("from the run cache", "gates: 2 of 2 passed");
    }

    @Test
    void aProjectThatIsThereKeepsWhatItHas() throws Exception {
        String pom = """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>example</groupId>
                  <artifactId>there</artifactId> <!-- ours -->
                  <version>1</version>
                  <packaging>pom</packaging>
                </project>
                """;
        Files.writeString(folder.resolve("pom.xml"), pom);

        MavenBuild shown = call(INIT, "-Dmnist.init.from=predictions", "-Dmnist.init.dryRun");
        assertThat(shown.awaitEnd()).as(shown.log()).isZero();
        assertThat(folder.resolve("pom.xml")).hasContent(pom);
        assertThat(folder.resolve("experiments")).doesNotExist();

        MavenBuild init = call(INIT, "-Dmnist.init.from=predictions");
        assertThat(init.awaitEnd()).as(init.log()).isZero();
        assertThat(Files.readString(folder.resolve("pom.xml"))).contains("<!-- ours -->", "mnist-maven-plugin");

        MavenBuild missed = call("verify");
        assertThat(missed.awaitEnd()).as(missed.log()).isEqualTo(1);
        assertThat(missed.log()).contains("accuracy of candidate at least 0.95: 0.8000 (48 of 60)");
        assertThat(call(INIT).awaitEnd()).isZero();
    }

    @Test
    void whatCannotBeChosenIsRefused() throws Exception {
        MavenBuild init = call(INIT, "-Dmnist.init.from=cats");

        assertThat(init.awaitEnd()).isEqualTo(1);
        assertThat(init.log())
                .contains("mnist.init.from must be one of generated-digits, mnist, table, predictions, but is 'cats'.");
    }

    private MavenBuild call(String... arguments) throws IOException {
        return MavenBuild.call(
                folder,
                Stream.concat(MavenBuild.cache(Path.of(MavenBuild.property("it.cacheDirectory"))), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
