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
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** {@code report.html} of a real experiment, as a browser sees it. */
class ReportPageIT {
    /** Hostile where a file can be: what is written there must be read, and do nothing. */
    private static final String EXPERIMENT = """
            name: long
            description: '</script><script>document.title = "taken over"</script><img src=x onerror=alert(1)> & "quoted"'
            dataset:
              {source: generated-digits, training: 2000, test: 500, imbalance: {type: step, minority: [8, 9], ratio: 20}}
            seeds: 2
            model: {hidden: [64]}
            training: {epochs: 3, batchSize: 32}
            variants:
              baseline: {}
              smote: {balancing: {method: smote, kNeighbors: 3}}
            gates:
              - {metric: accuracy, variant: baseline, atLeast: 0.1, confidence: none}
            """;

    private static final Path WORK =
            Path.of(MavenBuild.property("it.work"), "..", "report-page").normalize();
    private static Path page;
    private static Browser browser;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        browser = Browser.start();
        MavenBuild build = MavenBuild.start(
                WORK,
                EXPERIMENT,
                Stream.concat(
                                MavenBuild.cache(Path.of(MavenBuild.property("it.cacheDirectory"))),
                                Stream.of("mnist:experiment"))
                        .toArray(String[]::new));
        assertThat(build.awaitEnd()).as(build.log()).isZero();
        page = build.results().resolve("report.html");
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
        assertThat(Files.size(page)).isBetween(100_000L, 6_000_000L);
    }

    @Test
    void opensWithinASecond() {
        Number loaded = (Number) browser.run(
                "const [entry] = performance.getEntriesByType('navigation'); return entry.domContentLoadedEventEnd;");

        // Several times what it takes, for this machine may have other work.
        assertThat(loaded.doubleValue()).isBetween(1.0, 5000.0);
    }

    @Test
    void whatFilesSayStaysText() {
        assertThat(browser.driver().getTitle()).isEqualTo("long");
        assertThat(browser.find("header .lead").getText()).contains("</script><script>document.title");
    }

    @Test
    void everyChartHasMarks() {
        List<WebElement> charts = browser.findAll("figure.chart");
        assertThat(charts).hasSizeGreaterThan(8);
        for (WebElement chart : charts) {
            browser.run("arguments[0].scrollIntoView()", chart);
            browser.await(() -> "true".equals(chart.getDomAttribute("data-drawn")));
            String id = chart.getDomAttribute("id");

            // Every mark has a colour of the palette; axes and grid have none.
            Number marks = (Number) browser.run("""
                    const colors = new Set([0, 1, 2, 3, 4, 5, 6, 7].map(i =>
                        getComputedStyle(document.documentElement).getPropertyValue('--c' + i).trim().toLowerCase()));
                    const shapes = arguments[0].querySelectorAll('.chart-drawing svg path, .chart-drawing svg polyline');
                    return [...shapes].filter(shape => [shape.getAttribute('fill'), shape.getAttribute('stroke')]
                        .some(color => color && colors.has(color.toLowerCase()))).length;
                    """, chart);
            assertThat(marks.intValue()).as("marks of " + id).isPositive();
            assertThat(chart.findElement(By.cssSelector(".chart-drawing")).getDomAttribute("aria-label"))
                    .as("text alternative of " + id)
                    .isNotBlank();
        }
    }

    @Test
    void aCellOfTheConfusionMatrixShowsItsImages() {
        WebElement cell = browser.findAll("#confusion-matrix td button").stream()
                .filter(button -> button.getText().matches("[1-9]\\d*"))
                .findFirst()
                .orElseThrow();
        browser.run("arguments[0].scrollIntoView({block: 'center'})", cell);
        cell.click();

        browser.await(() -> !browser.findAll("#confusion-images canvas").isEmpty());
        Number inked = (Number) browser.run("""
                return [...document.querySelectorAll('#confusion-images canvas')].filter(canvas =>
                    canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(v => v > 100 && v < 255))
                    .length;
                """);
        assertThat(inked.intValue())
                .isEqualTo(browser.findAll("#confusion-images canvas").size());
    }

    @Test
    void darkModeIsTheSystemsOrOnesOwn() {
        String light = background();
        browser.find("#scheme-toggle").click();
        String dark = background();
        assertThat(dark).isNotEqualTo(light);

        browser.find("#scheme-toggle").click();
        assertThat(background()).isEqualTo(light);
        browser.preferDark(true);
        browser.open(page);
        assertThat(background()).isEqualTo(dark);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void barsNobody(boolean dark) {
        browser.preferDark(dark);
        browser.open(page);
        drawAll();

        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void fitsAPhone() throws IOException {
        browser.resize(375, 800);
        browser.open(page);
        drawAll();

        assertThat((Number) browser.run("return document.documentElement.scrollWidth - window.innerWidth"))
                .satisfies(excess -> assertThat(excess.intValue()).isNotPositive());
        browser.screenshot(WORK.resolve("phone.png"));
    }

    private static void drawAll() {
        for (WebElement chart : browser.findAll("figure.chart")) {
            browser.run("arguments[0].scrollIntoView()", chart);
            browser.await(() -> "true".equals(chart.getDomAttribute("data-drawn")));
        }
    }

    private static String background() {
        return (String) browser.run("return getComputedStyle(document.body).backgroundColor");
    }
}
