package io.github.mnistlab.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.Test;

class GoalsDocumentTest {
    private static final Path DESCRIPTOR = Path.of("target", "classes", "META-INF", "maven", "plugin.xml");
    private static final Path DOCUMENT = Path.of("..", "docs", "goals.md");
    private static final String COMMAND = "mvn -ntp -pl mnist-maven-plugin -am test -Dtest=GoalsDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dgoals.document.write=true";

    @Test
    void documentSaysWhatTheDescriptorSays() throws Exception {
        String generated = GoalsDocument.of(descriptor());
        if (Boolean.getBoolean("goals.document.write")) {
            Files.writeString(DOCUMENT, generated);
        }

        assertThat(Files.readString(DOCUMENT).replace("\r\n", "\n"))
                .as("write docs/goals.md again with: " + COMMAND)
                .isEqualTo(generated);
    }

    @Test
    void everyGoalAndParameterIsDescribed() throws Exception {
        assertThat(descriptor().getMojos()).isNotEmpty().allSatisfy(goal -> {
            assertThat(goal.getDescription()).as(goal.getGoal()).isNotBlank();
            assertThat(goal.getParameters())
                    .allSatisfy(parameter -> assertThat(parameter.getDescription())
                            .as(goal.getGoal() + ": " + parameter.getName())
                            .isNotBlank());
        });
    }

    private static PluginDescriptor descriptor() throws Exception {
        try (Reader reader = Files.newBufferedReader(DESCRIPTOR)) {
            return new PluginDescriptorBuilder().build(reader);
        } catch (IOException e) {
            throw new IOException("no descriptor: compile this module with Maven first, which writes " + DESCRIPTOR, e);
        }
    }
}
