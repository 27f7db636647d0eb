package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** {@code explore.html} of the rows of an experiment, as a browser sees it. */
class ExplorePageIT {
    private static final String EXPERIMENT = """
            name: long
            dataset: {source: generated-digits, training: 1000, test: 200, imbalance: {type: counts, counts: {3: 40}}}
            split: {validation: 100}
            model: {hidden: [32]}
            """;

    private static final Path WORK =
            Path.of(MavenBuild.property("it.work"), "..", "explore-page").normalize();
    private static Path page;
    private static Browser browser;

    @BeforeAll
    static void explore() throws IOException, InterruptedException {
        browser = Browser.start();
        MavenBuild build = MavenBuild.start(
                WORK,
                EXPERIMENT,
                Stream.concat(
                                MavenBuild.cache(Path.of(MavenBuild.property("it.cacheDirectory"))),
                                Stream.of("-Dmnist.experiment=long", "mnist:explore"))
                        .toArray(String[]::new));
        assertThat(build.awaitEnd()).as(build.log()).isZero();
        page = build.results()
                .resolveSibling("explore")
                .resolve("long@baseline")
                .resolve("explore.html");
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.resize(1280, 900);
        browser.preferDark(false);
        browser.open(page);
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isOneFileOfModestSize() throws IOException {
        assertThat(Files.size(page)).isBetween(100_000L, 3_000_000L);
    }

    @Test
    void everyChartIsDrawnAndHasItsNumbers() {
        List<WebElement> charts = browser.findAll("figure.chart");
        assertThat(charts).hasSize(4);
        for (WebElement chart : charts) {
            browser.run("arguments[0].scrollIntoView()", chart);
            browser.await(() -> "true".equals(chart.getDomAttribute("data-drawn")));
            Number marks = (Number)
                    browser.run("return arguments[0].querySelectorAll('.chart-drawing svg path').length", chart);
            assertThat(marks.intValue()).as(chart.getDomAttribute("id")).isGreaterThan(10);
            browser.run("arguments[0].querySelector('.chart-numbers').open = true", chart);
            browser.await(() ->
                    (Long) browser.run("return arguments[0].querySelectorAll('.chart-numbers tbody tr').length", chart)
                            >= 10);
        }
    }

    @Test
    void everyImageHasInk() {
        browser.await(() -> (Boolean) browser.run("""
                return [...document.querySelectorAll('canvas.digit')].every(canvas =>
                    canvas.getContext('2d').getImageData(0, 0, 28, 28).data.some((value, at) => at % 4 < 3 && value > 0));
                """));
        assertThat(browser.findAll("canvas.digit")).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hasNoBarriers(boolean dark) {
        browser.preferDark(dark);

        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        browser.resize(360, 740);
        browser.open(page);

        Number overhang = (Number)
                browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");

        assertThat(overhang.intValue()).isZero();
    }
}
