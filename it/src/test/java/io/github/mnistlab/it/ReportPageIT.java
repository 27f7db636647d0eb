package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.data.picture.Picture;
import io.github.mnistlab.predict.PreparedDigit;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

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

    /** A sheet of 210 mm within margins of 14 mm, at 96 pixels an inch. */
    private static final int A4_WITHIN_MARGINS = 688;

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
    void theConfusionMatrixIsOneTabStopWithArrowKeys() {
        assertThat(browser.findAll("#confusion-matrix td button[tabindex='0']")).hasSize(1);
        WebElement first = browser.find("#confusion-matrix td button[tabindex='0']");
        first.sendKeys(Keys.ARROW_RIGHT);
        focused().sendKeys(Keys.ARROW_DOWN);
        focused().sendKeys(Keys.ARROW_DOWN);
        assertThat(focused().getDomAttribute("aria-label")).startsWith("true 2, predicted 1:");
        focused().sendKeys(Keys.END);
        focused().sendKeys(Keys.ARROW_RIGHT);
        assertThat(focused().getDomAttribute("aria-label")).startsWith("true 2, predicted 9:");
        focused().sendKeys(Keys.HOME);
        focused().sendKeys(Keys.ENTER);
        assertThat(focused().getDomAttribute("aria-label")).startsWith("true 2, predicted 0:");
        assertThat(focused().getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.findAll("#confusion-matrix td button[tabindex='0']")).containsExactly(focused());
    }

    private static WebElement focused() {
        return browser.driver().switchTo().activeElement();
    }

    @Test
    void ticksAreRoundNumbers() {
        drawAll();
        for (WebElement chart : browser.findAll("figure.chart")) {
            // Labels of the axis up, which end at it; those of a logarithmic one are powers of ten.
            @SuppressWarnings("unchecked")
            List<String> labels = (List<String>) browser.run("""
                    return [...arguments[0].querySelectorAll('.chart-drawing svg text[text-anchor="end"]')]
                        .map(text => text.textContent.replace(/ %|,/g, '')).filter(text => text !== '' && !isNaN(text));
                    """, chart);
            double[] ticks =
                    labels.stream().mapToDouble(Double::parseDouble).sorted().toArray();
            for (int i = 2; i < ticks.length && !chart.getText().contains("logarithmic"); i++) {
                double step = ticks[i] - ticks[i - 1];
                assertThat(step).as(chart.getText()).isCloseTo(ticks[1] - ticks[0], within(1e-6));
                double digit = step / Math.pow(10, Math.floor(Math.log10(step * 1.0001)));
                assertThat(digit)
                        .as(chart.getText())
                        .satisfiesAnyOf(
                                one -> assertThat(one).isCloseTo(1, within(1e-6)),
                                two -> assertThat(two).isCloseTo(2, within(1e-6)),
                                five -> assertThat(five).isCloseTo(5, within(1e-6)));
            }
        }
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

    /** Whatever is wider than paper makes browsers shrink all pages; charts are as wide as they were drawn. */
    @Test
    void fitsPaper() throws IOException {
        browser.resize(A4_WITHIN_MARGINS, 950);
        browser.open(page);
        browser.print(true);
        try {
            assertThat((Boolean) browser.run(
                            "const root = document.documentElement;" + " return root.scrollWidth <= root.clientWidth;"))
                    .isTrue();
            assertThat(browser.findAll("figure.chart"))
                    .allSatisfy(chart -> assertThat((Boolean) browser.run(
                                    "return arguments[0].querySelector('svg').getBoundingClientRect().right"
                                            + " <= arguments[0].getBoundingClientRect().right",
                                    chart))
                            .as(chart.findElement(By.tagName("h3")).getText())
                            .isTrue());
        } finally {
            browser.print(false);
        }
    }

    @Test
    void whatIsDrawnOnThePadIsRead() throws IOException {
        WebElement paper = browser.find("#pad-paper");
        browser.run("arguments[0].scrollIntoView({block: 'center'})", paper);
        new Actions(browser.driver())
                .moveToElement(paper, 10, -90)
                .clickAndHold()
                .moveByOffset(-15, 60)
                .moveByOffset(-5, 60)
                .moveByOffset(-5, 50)
                .release()
                .perform();
        browser.await(() -> !padProbabilities().isEmpty());
        List<Double> drawn = padProbabilities();

        assertThat(drawn).hasSize(10);
        assertThat(drawn.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
        assertThat(browser.find("#pad-answer").getText()).startsWith("Read as a ");
        // A stroke is found in the middle of what the network sees.
        Number grey = (Number) browser.run(
                "return document.getElementById('pad-seen').getContext('2d').getImageData(14, 14, 1, 1).data[0]");
        assertThat(grey.intValue()).isGreaterThan(100);
        browser.screenshot(WORK.resolve("pad.png"));

        browser.find("#pad-clear").click();
        assertThat(padProbabilities()).isEmpty();
        List<WebElement> examples = browser.findAll(".pad-examples button");
        assertThat(examples).isNotEmpty();
        for (WebElement example : examples) {
            browser.run("arguments[0].click()", example);
            List<Double> probabilities = padProbabilities();
            int label = Integer.parseInt(example.getDomAttribute("data-label"));
            assertThat(probabilities.get(label)).isEqualTo(Collections.max(probabilities));
        }
    }

    /** Whatever is drawn on the pad, the page's script and the goal that reads files see the same, to the byte. */
    @Test
    void theScriptPreparesDrawingsAsTheGoalDoes() {
        for (int kind = 0; kind < 6; kind++) {
            BufferedImage drawn = drawn(kind);
            int width = drawn.getWidth();
            int height = drawn.getHeight();
            int[] argb = drawn.getRGB(0, 0, width, height, null, 0, width);
            ByteBuffer rgba = ByteBuffer.allocate(4 * argb.length);
            for (int pixel : argb) {
                rgba.putInt(Integer.rotateLeft(pixel, 8));
            }
            String seen = (String) browser.run("""
                    const rgba = new Uint8ClampedArray(mnistLab.bytes(arguments[0]));
                    const prepared = mnistLab.prepareDigit(rgba, arguments[1], arguments[2]);
                    return prepared ? Array.from(prepared).join(' ') : 'empty';
                    """, Base64.getEncoder().encodeToString(rgba.array()), width, height);

            assertThat(seen)
                    .isEqualTo(PreparedDigit.of(new Picture(width, height, argb))
                            .map(digit -> IntStream.range(0, 784)
                                    .mapToObj(i -> Integer.toString(digit.pixels()[i] & 0xff))
                                    .collect(Collectors.joining(" ")))
                            .orElse("empty"));
        }
    }

    /** Black rings and strokes on white paper, with thin pens and thick ones; and an empty sheet. */
    private static BufferedImage drawn(int kind) {
        BufferedImage sheet = new BufferedImage(300 + 40 * kind, 360, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.BLACK);
        graphics.setStroke(new BasicStroke(8 + 6 * kind, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (kind % 2 == 0) {
            graphics.drawOval(60, 50, 120, 240);
        } else if (kind != 5) {
            graphics.drawPolyline(new int[] {60, 220, 110}, new int[] {70, 80, 300}, 3);
        }
        graphics.dispose();
        return sheet;
    }

    /** All test images, by the page's network of 8 bits, against the probabilities that the trained one gave. */
    @Test
    void thePadsNetworkAgreesWithTheOneThatWasTrained() throws IOException {
        Matcher shown = Pattern.compile("network of (\\w+), seed (\\d+) ")
                .matcher(browser.find("#pad").getText());
        assertThat(shown.find()).isTrue();
        Path predictions = page.resolveSibling("predictions-" + shown.group(1) + "-" + shown.group(2) + ".bin");
        FloatBuffer stored = ByteBuffer.wrap(Files.readAllBytes(predictions))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        byte[] images = testImages();
        assertThat(images).hasSize(stored.remaining() / 10 * 784);
        List<?> found = (List<?>) browser.run("""
                const network = mnistLab.network(mnistLab.data('pad-network'));
                const images = mnistLab.bytes(arguments[0]);
                const found = [];
                for (let i = 0; i < images.length; i += 784) {
                  found.push(...network.predict(images.subarray(i, i + 784)));
                }
                return found;
                """, Base64.getEncoder().encodeToString(images));
        int agreed = 0;
        for (int row = 0; row < stored.remaining() / 10; row++) {
            int here = 0;
            int there = 0;
            for (int label = 0; label < 10; label++) {
                assertThat(at(found, row, label)).isCloseTo(stored.get(row * 10 + label), within(0.02));
                here = at(found, row, label) > at(found, row, here) ? label : here;
                there = stored.get(row * 10 + label) > stored.get(row * 10 + there) ? label : there;
            }
            agreed += here == there ? 1 : 0;
        }
        assertThat(agreed).isGreaterThanOrEqualTo((int) Math.ceil(0.999 * stored.remaining() / 10));
    }

    private static double at(List<?> found, int row, int label) {
        return ((Number) found.get(row * 10 + label)).doubleValue();
    }

    /** The pixels of the digits that the build drew for itself. */
    private static byte[] testImages() throws IOException {
        try (Stream<Path> files = Files.walk(page.getParent().resolveSibling(".data"))) {
            Path images = files.filter(file -> file.endsWith("t10k-images-idx3-ubyte"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(images);
            return Arrays.copyOfRange(bytes, 16, bytes.length);
        }
    }

    private static List<Double> padProbabilities() {
        String json = browser.find(".pad-bars").getDomAttribute("data-probabilities");
        return json == null || json.isEmpty()
                ? List.of()
                : Arrays.stream(json.substring(1, json.length() - 1).split(",", -1))
                        .map(Double::valueOf)
                        .toList();
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
