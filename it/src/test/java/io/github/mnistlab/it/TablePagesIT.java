package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The pages about a table, which the project {@code table} of {@code src/it} left, as a browser sees them. */
class TablePagesIT {
    private static final Path RESULTS = Path.of(MavenBuild.property("it.work"), "..", "it", "table", "target", "mnist")
            .normalize();

    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crescents/report.html", "explore/crescents@baseline/explore.html"})
    void barsNobodyInLightOrDark(String name) {
        for (boolean dark : List.of(false, true)) {
            open(name, 1280, dark);

            assertThat(browser.barriers()).as("dark: " + dark).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crescents/report.html", "explore/crescents@baseline/explore.html"})
    void isNoWiderThanAPhone(String name) {
        open(name, 360, false);

        Number overhang = (Number)
                browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overhang.intValue()).isZero();
    }

    @Test
    void everyChartOfTheReportIsDrawnAndSaysWhatItShows() {
        open("crescents/report.html", 1280, false);

        List<WebElement> charts = browser.findAll("figure.chart");
        assertThat(charts).isNotEmpty();
        for (WebElement chart : charts) {
            browser.run("arguments[0].scrollIntoView()", chart);
            browser.await(() -> "true".equals(chart.getDomAttribute("data-drawn")));
            assertThat(chart.findElement(By.cssSelector(".chart-drawing")).getDomAttribute("aria-label"))
                    .as(chart.getDomAttribute("id"))
                    .isNotBlank();
        }
    }

    private static void open(String name, int width, boolean dark) {
        Path page = RESULTS.resolve(name);
        assertThat(page).as("made by -Dinvoker.test=table").isRegularFile();
        browser.resize(width, 900);
        browser.preferDark(dark);
        browser.open(page);
    }
}
