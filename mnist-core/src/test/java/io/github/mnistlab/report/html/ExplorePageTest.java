package io.github.mnistlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.report.ExplorationReport;
import io.github.mnistlab.report.ExploredData;
import io.github.mnistlab.run.DistortedExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorePageTest {
    private static final Dataset DIGITS =
            new Dataset(DigitGenerator.generate(2, "training", 400), DigitGenerator.generate(2, "test", 100));
    private static final String CALM = page("calm", DIGITS);

    @TempDir
    Path folder;

    @Test
    void showsEverySectionAndItsContents() {
        assertThat(all("<section id=\"([a-z]+)\"", CALM))
                .containsExactly("samples", "checks", "classes", "pixels", "means", "unusual", "duplicates", "methods");
        assertThat(all("<li><a href=\"#([a-z]+)\"", CALM)).isEqualTo(all("<section id=\"([a-z]+)\"", CALM));
        assertThat(all("<figure class=\"chart\" id=\"([a-z-]+)\"", CALM))
                .containsExactly("class-counts", "class-shares", "grey-values", "class-ink");
        // Ten classes, 14 samples, a mean and a variance in each part, and 12 unusual ones, or as many as there are.
        assertThat(all("<canvas class=\"(digit)\"", CALM)).hasSize(10 * (14 + 2 * 2 + 12 + 10));
        assertThat(CALM).contains("400 training and 100 test images of 10 classes.");
        assertThat(CALM).contains("No two images are identical");
        assertThat(CALM).contains("<code>mvn calm</code>");
    }

    @Test
    void showsWhatAugmentationMakesOfTheImages() {
        ExploredData plain = ExploredData.of("calm", "calm", "mvn calm", DIGITS);
        AugmentationSpec turned = new AugmentationSpec(AugmentationSpec.Affine.DEFAULT, null, null, null);
        List<DistortedExample> examples =
                DistortedExample.of(turned, 20, DIGITS.training().images(), new RandomStreams(1));
        String page = ExplorePage.of(new ExploredData(
                plain.name(),
                plain.origin(),
                plain.command(),
                plain.parts(),
                plain.exploration(),
                examples,
                plain.classNames()));

        assertThat(all("<section id=\"([a-z]+)\"", page)).contains("distortions");
        assertThat(all("(distorted in epoch \\d+)\"", page)).hasSize(10 * DistortedExample.MOST_EPOCHS);
        assertThat(all("<canvas class=\"(digit)\"", page))
                .hasSize(all("<canvas class=\"(digit)\"", CALM).size() + 10 * (1 + DistortedExample.MOST_EPOCHS));
    }

    @Test
    void drawsWhatWasCounted() throws IOException {
        JsonNode counts = JsonMapper.builder()
                .build()
                .readTree(all("(?s)id=\"class-counts\".*?class=\"chart-data\">(.*?)</script>", CALM)
                        .get(0));
        int[] training = DIGITS.training().classCounts();
        for (int label = 0; label < training.length; label++) {
            assertThat(counts.at("/views/0/series/0/points/" + label + "/1").asInt())
                    .isEqualTo(training[label]);
        }
    }

    /** Canvases are named one by one: every image is on the sheets. */
    @Test
    void everyImageIsThere() {
        int tiles = all("data-tile=\"(\\d+)\"", CALM).stream()
                .mapToInt(Integer::parseInt)
                .max()
                .orElseThrow();
        int sheets = all("<img class=\"(sprite-sheet)\"", CALM).size();

        assertThat(sheets).isEqualTo(tiles / 1024 + 1);
    }

    @Test
    void theSameDataGiveTheSameBytes() throws IOException {
        assertThat(page("calm", DIGITS)).isEqualTo(CALM);

        Path file =
                ExplorePage.write(ExploredData.of("calm", "calm", "mvn calm", DIGITS), "calm", folder.resolve("mnist"));

        assertThat(file).isEqualTo(folder.resolve("mnist/explore/calm/explore.html"));
        assertThat(Files.readString(file)).isEqualTo(CALM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</script><script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</title></style><!--<script>",
                "${7*7} @template.page()",
                "a\u2028b\u202ec\u0000d\u001b[31m"
            })
    void whatFilesSayStaysText(String hostile) {
        String page = page(hostile, DIGITS);

        assertThat(tags(page)).isEqualTo(tags(CALM));
        assertThat(page.codePoints())
                .noneMatch(c -> c == 0 || c == 0x1b || c == 0x2028 || (c >= 0x202a && c <= 0x202e));
        assertThat(ExplorationReport.lines(explored(hostile, DIGITS), Path.of("explore.html")))
                .allSatisfy(
                        line -> assertThat(line.codePoints()).noneMatch(c -> c < ' ' || c == 0x2028 || c == 0x202e));
    }

    @Test
    void showsWhatIsWrong() {
        byte[] pixels = DIGITS.test().images().toPixelArray().clone();
        System.arraycopy(DIGITS.training().images().toPixelArray(), 0, pixels, 0, 30 * ImageShape.MNIST_PIXELS);
        byte[] labels = DIGITS.training().images().labels().clone();
        for (int row = 0; row < labels.length; row++) {
            labels[row] = labels[row] == 9 ? 0 : labels[row];
        }
        Dataset faulty = new Dataset(
                new LabeledImages(DIGITS.training().images().toPixelArray(), labels, 10),
                new LabeledImages(pixels, DIGITS.test().images().labels(), 10));

        String page = page("faulty", faulty);

        assertThat(page)
                .contains("there is no training image of class 9")
                .contains("30 test images are among the training images too")
                .contains("30 images occur more than once. The first 24 are shown.")
                .contains("2 times, under different labels")
                .contains("Not every class has training images.");
    }

    @Test
    void showsTwoClassesOfOneImageEach() {
        byte[] pixels = new byte[2 * ImageShape.MNIST_PIXELS];
        Arrays.fill(pixels, 300, 320, (byte) 200);
        LabeledImages few = new LabeledImages(pixels, new byte[] {0, 1}, 2);

        String page = page("few", new Dataset(few, few));

        assertThat(page).contains("No class has ten training images that differ");
        assertThat(page).contains("2 test images are among the training images too");
    }

    private static String page(String text, Dataset dataset) {
        return ExplorePage.of(explored(text, dataset));
    }

    private static ExploredData explored(String text, Dataset dataset) {
        return ExploredData.of(text, text, "mvn " + text, dataset);
    }

    private static List<String> all(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Every tag, but for the content of scripts and of the style sheet. */
    private static List<String> tags(String page) {
        String bare = Pattern.compile("<(script|style)>.*?</\\1>", Pattern.DOTALL)
                .matcher(page)
                .replaceAll("<$1></$1>");
        return Pattern.compile("<[a-zA-Z/!](?:\"[^\"]*\"|[^>\"])*>")
                .matcher(bare)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
