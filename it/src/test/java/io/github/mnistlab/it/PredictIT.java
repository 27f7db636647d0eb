package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures on the command line of {@code mnist:predict} are where the command was typed, whichever project is meant. */
class PredictIT {
    private static final String ROOT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>example</groupId>
              <artifactId>root</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <modules>
                <module>lab</module>
              </modules>
            </project>
            """;

    @Test
    void relativePicturesAreWhereMavenWasCalled() throws Exception {
        Path work = Files.createDirectories(Path.of(MavenBuild.property("it.work")));
        Path root = Files.createTempDirectory(work, "predict").toRealPath();
        Path module = root.resolve("lab");
        MavenBuild training = MavenBuild.train(module, 1);
        assertThat(training.awaitEnd()).as(training.log()).isZero();
        Files.writeString(root.resolve("pom.xml"), ROOT);
        draw(root.resolve("pictures/bar.png"));
        String predict = "io.github.mnistlab:mnist-maven-plugin:" + MavenBuild.property("it.version") + ":predict";

        MavenBuild chosen = MavenBuild.call(root, "-pl", "lab", predict, "-Dmnist.image=pictures/bar.png,missing.png");
        assertThat(chosen.awaitEnd()).as(chosen.log()).isEqualTo(1);
        assertThat(chosen.log())
                .containsOnlyOnce("Cannot read every picture:")
                .contains(root.resolve("missing.png") + " does not exist")
                .doesNotContain("bar.png");

        // The root has no results: the model is that of its module.
        MavenBuild fromRoot = MavenBuild.call(root, predict, "-Dmnist.image=pictures/bar.png");
        assertThat(fromRoot.awaitEnd()).as(fromRoot.log()).isZero();
        assertThat(fromRoot.log()).containsPattern("bar\\.png +\\d +\\d+\\.\\d\\d %");

        MavenBuild byFile = MavenBuild.call(root, "-f", "lab/pom.xml", predict, "-Dmnist.image=pictures/bar.png");
        assertThat(byFile.awaitEnd()).as(byFile.log()).isZero();
        assertThat(byFile.log()).containsPattern("bar\\.png +\\d +\\d+\\.\\d\\d %");

        MavenBuild inModule = MavenBuild.call(module, predict, "-Dmnist.image=missing.png");
        assertThat(inModule.awaitEnd()).as(inModule.log()).isEqualTo(1);
        assertThat(inModule.log()).contains(module.resolve("missing.png") + " does not exist");
    }

    private static void draw(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage sheet = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 60, 80);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(26, 10, 8, 60);
        graphics.dispose();
        ImageIO.write(sheet, "png", file.toFile());
    }
}
