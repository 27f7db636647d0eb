package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages beside {@code report.html} and {@code explore.html}, as a browser sees them. */
class OtherPagesIT {
    private static final String EXPERIMENT = """
            name: long
            description: '</title><script>document.title = "taken over"</script>'
            dataset: {source: generated-digits, training: 600, test: 200}
            model: {hidden: [32]}
            training: {epochs: 3, batchSize: 32}
            variants:
              baseline: {}
              smaller: {model: {hidden: [16]}}
            gates:
              - {metric: accuracy, variant: baseline, atLeast: 0.1}
            """;

    private static final Path WORK =
            Path.of(MavenBuild.property("it.work"), "..", "other-pages").normalize();
    private static Browser browser;

    @BeforeAll
    static void makePages() throws Exception {
        browser = Browser.start();
        Files.createDirectories(WORK);
        Files.deleteIfExists(WORK.resolve("experiments/long.lock.yaml"));
        drawSeven(WORK.resolve("seven.png"));
        MavenBuild trained = MavenBuild.start(
                WORK,
                EXPERIMENT,
                Stream.concat(
                                MavenBuild.cache(Path.of(MavenBuild.property("it.cacheDirectory"))),
                                Stream.of(
                                        "-Dmnist.live",
                                        "-Dmnist.image=seven.png",
                                        "mnist:experiment",
                                        "mnist:predict",
                                        "mnist:accept",
                                        "mnist:aggregate"))
                        .toArray(String[]::new));
        assertThat(trained.awaitEnd()).as(trained.log()).isZero();
        git("init", "-q", "-b", "main");
        git("add", "experiments");
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "accepted", "--allow-empty");
        MavenBuild history = MavenBuild.call(WORK, "mnist:history");
        assertThat(history.awaitEnd()).as(history.log()).isZero();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Each in light and dark, wide and on a phone. */
    static List<String> pages() {
        return List.of("live.html", "predict.html", "index.html", "long/history.html");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void barsNobodyAndComplainsOfNothing(String name) throws IOException {
        Path page = WORK.resolve("target/mnist").resolve(name);
        assertThat(page).content().doesNotContain("<script>document.title");
        for (boolean dark : List.of(false, true)) {
            browser.resize(1280, 900);
            browser.preferDark(dark);
            browser.open(page);
            assertThat(browser.barriers()).as(name).isEmpty();
            browser.resize(360, 740);
            browser.open(page);
            Number overhang = (Number)
                    browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(overhang.intValue()).as(name).isZero();
        }
        assertThat(browser.driver().getTitle()).isNotEqualTo("taken over");
        assertThat(browser.complaints()).isEmpty();
    }

    private static void drawSeven(Path png) throws IOException {
        BufferedImage paper = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = paper.createGraphics();
        pen.setStroke(new BasicStroke(16, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.drawPolyline(new int[] {60, 140, 90}, new int[] {50, 50, 160}, 3);
        pen.dispose();
        ImageIO.write(paper, "png", png.toFile());
    }

    private static void git(String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        Process process =
                new ProcessBuilder(command).directory(WORK.toFile()).inheritIO().start();
        assertThat(process.waitFor()).as(command.toString()).isZero();
    }
}
