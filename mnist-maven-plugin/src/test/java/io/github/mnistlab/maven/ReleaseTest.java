package io.github.mnistlab.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What <a href="https://central.sonatype.org/publish/requirements/">Maven Central asks</a> of POMs and of the build of a
 * release. What comes out of such a build is {@link ReleaseBundle}'s to check.
 */
class ReleaseTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theParentSaysWhatItsChildrenInherit() throws Exception {
        Model parent = model("pom.xml");

        assertThat(parent.getName()).isNotBlank();
        assertThat(parent.getDescription()).isNotBlank();
        assertThat(parent.getUrl()).startsWith("https://");
        assertThat(parent.getLicenses()).singleElement().satisfies(license -> {
            assertThat(license.getName()).isEqualTo("Apache-2.0");
            assertThat(license.getUrl()).startsWith("https://");
        });
        assertThat(parent.getDevelopers()).isNotEmpty().allSatisfy(developer -> {
            assertThat(developer.getName()).isNotBlank();
            assertThat(developer.getOrganization()).isNotBlank();
            assertThat(developer.getOrganizationUrl()).startsWith("https://");
        });
        assertThat(parent.getScm().getConnection()).startsWith("scm:git:");
        assertThat(parent.getScm().getDeveloperConnection()).startsWith("scm:git:");
        assertThat(parent.getScm().getUrl()).startsWith("https://");
        assertThat(parent.getRepositories()).as("Central wants none").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist-core", "mnist-spark", "mnist-maven-plugin"})
    void whatIsPublishedHasANameAndADescriptionOfItsOwn(String module) throws Exception {
        Model model = model(module + "/pom.xml");

        assertThat(model.getName()).isNotBlank();
        assertThat(model.getDescription()).isNotBlank();
        assertThat(model.getParent().getArtifactId()).isEqualTo("mnist-lab");
        assertThat(model.getProperties()).doesNotContainKey("maven.deploy.skip");
    }

    @Test
    void noOtherModuleIsPublished() throws Exception {
        Model parent = model("pom.xml");
        List<String> modules = parent.getModules();

        assertThat(modules).contains("mnist-core", "mnist-spark", "mnist-maven-plugin");
        for (String module : modules) {
            if (!module.startsWith("mnist-")) {
                assertThat(model(module + "/pom.xml").getProperties().getProperty("maven.deploy.skip"))
                        .as(module)
                        .isEqualTo("true");
            }
        }
    }

    @Test
    void theReleaseProfileMakesWhatCentralAsks() throws Exception {
        List<String> goals = release().getBuild().getPlugins().stream()
                .flatMap(plugin -> plugin.getExecutions().stream())
                .map(PluginExecution::getGoals)
                .flatMap(List::stream)
                .toList();

        assertThat(goals).contains("jar-no-fork", "javadoc-no-fork", "jar", "sign", "makeBom");
        assertThat(release().getBuild().getPlugins())
                .extracting(Plugin::getArtifactId)
                .contains("central-publishing-maven-plugin");
    }

    @Test
    void otherBuildsDoNoneOfIt() throws Exception {
        Model parent = model("pom.xml");

        assertThat(release().getActivation()).isNull();
        assertThat(parent.getBuild().getPlugins())
                .extracting(Plugin::getArtifactId)
                .containsExactlyInAnyOrder("maven-enforcer-plugin", "spotless-maven-plugin");
    }

    @Test
    void everyPluginOfTheReleaseHasItsVersion() throws Exception {
        List<Plugin> managed = model("pom.xml").getBuild().getPluginManagement().getPlugins();

        assertThat(release().getBuild().getPlugins())
                .allSatisfy(plugin -> assertThat(managed)
                        .filteredOn(other -> other.getKey().equals(plugin.getKey()))
                        .singleElement()
                        .satisfies(other -> assertThat(other.getVersion()).doesNotContain("SNAPSHOT")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "NOTICE"})
    void classesBringLicenceAndNotice(String file) throws IOException {
        String ours = Files.readString(ROOT.resolve(file));

        // As Maven puts it beside the classes, from where it goes into the jars.
        assertThat(Path.of("target/classes/META-INF", file)).hasContent(ours);
    }

    private static Profile release() throws Exception {
        return model("pom.xml").getProfiles().stream()
                .filter(profile -> profile.getId().equals("release"))
                .findFirst()
                .orElseThrow();
    }

    private static Model model(String pom) throws Exception {
        try (Reader reader = Files.newBufferedReader(ROOT.resolve(pom))) {
            return new MavenXpp3Reader().read(reader);
        }
    }
}
