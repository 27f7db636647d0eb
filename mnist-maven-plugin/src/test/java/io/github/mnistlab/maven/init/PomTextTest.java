package io.github.mnistlab.maven.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maven's own reader says what the completed text means. */
class PomTextTest {
    private static final String OTHER = "<plugin><artifactId>other</artifactId></plugin>";
    private static final String HEAD = "<project>\n  <modelVersion>4.0.0</modelVersion>\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD + "</project>\n",
                HEAD + "</project>",
                "<project></project>",
                "<project/>",
                "<?xml version='1.0'?>\n<!-- </project> -->\n" + HEAD + "  <build>\n  </build>\n</project>\n",
                HEAD + "  <build/>\n</project>\n",
                HEAD + "  <build><plugins/></build>\n</project>\n",
                HEAD + "  <build>\n    <plugins >\n    </plugins >\n  </build>\n</project>\n",
                HEAD + "\t<build>\r\n\t\t<plugins>\r\n\t\t</plugins>\r\n\t</build>\r\n</project>\r\n"
            })
    void thePluginIsAmongThoseOfTheBuild(String pom) throws Exception {
        Plugin plugin = read(PomText.add(pom, PomText.plugin("7")).after())
                .getBuild()
                .getPluginsAsMap()
                .get("io.github.mnistlab:mnist-maven-plugin");

        assertThat(plugin.getVersion()).isEqualTo("7");
        assertThat(plugin.getExecutions().get(0).getGoals()).containsExactly("validate", "experiment");
    }

    @Test
    void pluginsOfProfilesAndOfTheManagementAreOthers() throws Exception {
        String others = "<plugins>" + OTHER + "</plugins>";
        Model model = read(PomText.add(
                        HEAD + "<build><pluginManagement>" + others
                                + "</pluginManagement></build><profiles><profile><id>p</id>" + "<build>" + others
                                + "</build></profile></profiles></project>",
                        PomText.plugin("7"))
                .after());

        assertThat(model.getBuild().getPlugins()).hasSize(1);
        assertThat(model.getBuild().getPluginManagement().getPlugins()).hasSize(1);
        assertThat(model.getProfiles().get(0).getBuild().getPlugins()).hasSize(1);
    }

    @Test
    void everyCharacterThatWasThereStays() {
        String start = "<project>\n<!-- ä 𝔸 &amp; -->\n  <build>\n    <plugins>\n      " + OTHER + " <!-- last -->\n";
        String end = "    </plugins>\n    <!-- after -->\n  </build>\n</project>\n\n";

        PomText.Addition addition = PomText.add(start + end, PomText.plugin("7"));

        assertThat(addition.after()).isEqualTo(start + addition.lines() + end);
        assertThat(addition.lines()).startsWith("      <plugin>\n        <groupId>io.github.mnistlab</groupId>\n");
    }

    @Test
    void linesEndAsTheOthersOfTheFileDo() {
        String pom = "<project>\r\n\t<build>\r\n\t\t<plugins>\r\n\t\t</plugins>\r\n\t</build>\r\n</project>\r\n";

        assertThat(PomText.add(pom, PomText.plugin("7")).lines()).startsWith("\t\t\t<plugin>\r\n\t\t\t\t<groupId>");
    }

    @Test
    void aLongPomIsCompletedInItsRightPlace() throws Exception {
        String filler = ("<!-- " + "x".repeat(90) + " -->\n").repeat(3000);
        String pom =
                HEAD + filler + "<build>\n<plugins>\n" + filler + "</plugins>\n</build>\n" + filler + "</project>\n";

        assertThat(read(PomText.add(pom, PomText.plugin("7")).after())
                        .getBuild()
                        .getPlugins())
                .hasSize(1);
    }

    @Test
    void whatIsNoPomIsRefused() {
        assertThatThrownBy(() -> PomText.add("<html></html>", PomText.plugin("7")))
                .hasMessage("its root is not <project>");
        assertThatThrownBy(() -> PomText.add("<project>", PomText.plugin("7"))).hasMessage("it is not well-formed XML");
    }

    private static Model read(String pom) throws Exception {
        return new MavenXpp3Reader().read(new StringReader(pom));
    }
}
