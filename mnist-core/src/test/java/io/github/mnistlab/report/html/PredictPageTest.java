package io.github.mnistlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.picture.Picture;
import io.github.mnistlab.predict.PreparedDigit;
import io.github.mnistlab.predict.ReadPicture;
import io.github.mnistlab.report.PredictionReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictPageTest {
    private static final List<Double> SURE = List.of(0.01, 0.02, 0.03, 0.7, 0.0, 0.2, 0.01, 0.01, 0.01, 0.01);
    private static final int WHITE = 0xffffffff;
    private static final int BLACK = 0xff000000;
    private static final List<ReadPicture> PICTURES = List.of(
            picture("dark.png", WHITE, BLACK),
            picture("light.jpg", BLACK, WHITE),
            picture("blue.png", WHITE, 0xff0000ff));

    @TempDir
    Path folder;

    @Test
    void showsEveryPictureAndWhatTheNetworkSaw() {
        String page = PredictPage.of(PICTURES, "baseline of digits");

        assertThat(page).contains("3 pictures, read by the network of baseline of digits.");
        assertThat(all("<article class=\"card read\">\\s*<h3>(.*?)</h3>", page))
                .containsExactly("dark.png", "light.jpg", "blue.png");
        assertThat(all("<canvas class=\"(digit)\"", page)).hasSize(3);
        assertThat(all("(inverted) because it was light on dark", page)).hasSize(1);
        assertThat(all("(Read as a 3, with a confidence of 70.00 %; the runner-up is 5, with 20.00 %.)", page))
                .hasSize(3);
    }

    @Test
    void warnsOfTwoDigits() {
        int[] argb = new int[480 * 240];
        Arrays.fill(argb, WHITE);
        for (int y = 60; y < 180; y++) {
            Arrays.fill(argb, y * 480 + 100, y * 480 + 160, BLACK);
            Arrays.fill(argb, y * 480 + 260, y * 480 + 320, BLACK);
        }
        Picture picture = new Picture(480, 240, argb);
        ReadPicture two =
                new ReadPicture("two.png", picture, PreparedDigit.of(picture).orElseThrow(), SURE);

        assertThat(PredictPage.of(List.of(two), "x"))
                .contains("two digits?", "1 looks as if there were two digits; the network knows only single ones.");
        assertThat(PredictionReport.lines(List.of(two), "x", Path.of("predict.html")))
                .contains("two.png looks as if there were two digits; the network knows only single ones.");
        assertThat(PredictPage.of(PICTURES, "x")).doesNotContain("two digits?", "as if there were");
    }

    @Test
    void drawsTheConfidences() throws IOException {
        List<String> charts =
                all("(?s)class=\"chart-data\">(.*?)</script>", PredictPage.of(PICTURES, "baseline of digits"));

        assertThat(charts).hasSize(3);
        JsonNode chart = JsonMapper.builder().build().readTree(charts.get(1));
        assertThat(chart.at("/views/0/series/0/points")).hasSize(10);
        for (int label = 0; label < 10; label++) {
            assertThat(chart.at("/views/0/series/0/points/" + label + "/1").asDouble())
                    .isCloseTo(SURE.get(label), within(1e-4));
        }
    }

    /** A page of photographs would be larger than what it says is worth. */
    @Test
    void picturesAreScaledDown() throws IOException {
        String page = PredictPage.of(PICTURES, "baseline of digits");
        List<String> images = all("<img src=\"data:image/png;base64,([^\"]*)\" alt=\"The picture", page);

        byte[] png = Base64.getDecoder().decode(images.get(0));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)))
                .satisfies(image -> assertThat(image.getWidth()).isEqualTo(240))
                .satisfies(image -> assertThat(image.getHeight()).isEqualTo(120))
                .satisfies(image -> assertThat(image.getRGB(0, 0)).isEqualTo(WHITE))
                .satisfies(image -> assertThat(image.getRGB(120, 60)).isEqualTo(BLACK));
    }

    @Test
    void theSamePicturesGiveTheSameBytes() throws IOException {
        Path file = PredictPage.write(PICTURES, "baseline of digits", folder.resolve("mnist"));

        assertThat(file).isEqualTo(folder.resolve("mnist/predict.html"));
        assertThat(Files.readString(file)).isEqualTo(PredictPage.of(PICTURES, "baseline of digits"));
    }

    @Test
    void printsARowAPicture() {
        List<String> lines = PredictionReport.lines(PICTURES, "baseline of digits", Path.of("predict.html"));

        assertThat(lines.get(0)).isEqualTo("network: baseline of digits");
        assertThat(lines).anyMatch(line -> line.matches("light\\.jpg +3 +70\\.00 % +5 +20\\.00 %"));
        assertThat(lines).last().isEqualTo("page: predict.html");
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
    void whatFilesAreCalledStaysText(String hostile) {
        String calm = PredictPage.of(List.of(picture("calm", WHITE, BLACK)), "calm");
        List<ReadPicture> pictures = List.of(picture(hostile, WHITE, BLACK));

        String page = PredictPage.of(pictures, hostile);

        assertThat(all("<(/?[a-zA-Z!][^\\s>]*)", page)).isEqualTo(all("<(/?[a-zA-Z!][^\\s>]*)", calm));
        assertThat(page.codePoints())
                .noneMatch(c -> c == 0 || c == 0x1b || c == 0x2028 || (c >= 0x202a && c <= 0x202e));
        assertThat(PredictionReport.lines(pictures, hostile, Path.of("predict.html")))
                .allSatisfy(
                        line -> assertThat(line.codePoints()).noneMatch(c -> c < ' ' || c == 0x2028 || c == 0x202e));
    }

    /** A bar on a sheet of 480 by 240 pixels. */
    private static ReadPicture picture(String name, int paper, int ink) {
        int[] argb = new int[480 * 240];
        Arrays.fill(argb, paper);
        for (int y = 40; y < 200; y++) {
            Arrays.fill(argb, y * 480 + 220, y * 480 + 260, ink);
        }
        Picture picture = new Picture(480, 240, argb);
        return new ReadPicture(name, picture, PreparedDigit.of(picture).orElseThrow(), SURE);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
