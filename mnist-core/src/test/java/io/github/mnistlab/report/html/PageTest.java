package io.github.mnistlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.PageJson;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.text.ReportTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" class=\"chart-data\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern POLICY = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"");

    /** Everything that a name can try, in every place where a name can stand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</script><script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'><svg/onload=alert(1)>",
                "</title></style><!--<script>",
                "${7*7} {{7*7}} @template.page()",
                "&lt;b&gt; &#x3c;i>",
                "a\u2028b\u2029c\u202ed\u2066e\u0000f\ud800",
                "javascript:alert(1)"
            })
    void whatFilesSayStaysText(String hostile) throws IOException {
        String page = page(hostile);
        String calm = page("calm");

        // The same elements, attributes and scripts, whatever the text: only what stands between and within changes.
        assertThat(elements(page)).isEqualTo(elements(calm));
        assertThat(scripts(page)).isEqualTo(scripts(calm));
        assertThat(withoutScripts(page).codePoints())
                .noneMatch(c -> c == 0 || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xd800);
        JsonNode data = JsonMapper.builder().build().readTree(group(DATA, page));
        String said = data.at("/views/0/series/0/name").asText();
        assertThat(said)
                .isEqualTo(hostile.replaceAll("[\u2028\u2029\u202e\u2066\u0000\ud800]", " ")
                        .strip());
    }

    @Test
    void runsItsOwnScriptsAndNothingElse() {
        String page = page("x");

        String policy = group(POLICY, page).replace("&#39;", "'");
        assertThat(policy).startsWith("default-src 'none'; img-src data:; script-src 'sha256-");
        assertThat(policy).doesNotContain("unsafe").doesNotContain("http");
        assertThat(scripts(page))
                .hasSize(4)
                .allSatisfy(script -> assertThat(policy).contains(hash(script)));
        assertThat(policy).contains("style-src " + hash(group(STYLE, page)) + ";");
        assertThat(elements(page))
                .noneMatch(element -> element.matches("(?s).*\\s(?:style|on[a-z]+)=.*"))
                .noneMatch(element -> element.matches("(?s).*(?:src|href)=(?!\"(?:data:|#)).*"));
    }

    @Test
    void theSameValuesGiveTheSameBytes() {
        assertThat(page("x")).isEqualTo(page("x")).doesNotContain("\r");
    }

    /** By another reader of PNG than nothing at all: the pixels are those that were put in. */
    @Test
    void imagesArePackedWithoutLoss() throws IOException {
        Sprites sprites = new Sprites();
        for (int image = 0; image < 1_030; image++) {
            assertThat(sprites.add(ImageShape.MNIST, image(image))).isEqualTo(image);
        }
        assertThat(sprites.add(ImageShape.MNIST, image(7))).isEqualTo(7);
        assertThat(sprites.size()).isEqualTo(1_030);
        assertThat(sprites.sheets()).hasSize(2).isEqualTo(sprites.sheets());

        var second = ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(sprites.sheets().get(1).substring("data:image/png;base64,".length()))));
        assertThat(second.getWidth()).isEqualTo(32 * 28);
        byte[] wanted = image(1_029);
        for (int pixel = 0; pixel < 784; pixel++) {
            assertThat(second.getRaster().getSample(5 * 28 + pixel % 28, pixel / 28, 0))
                    .isEqualTo(wanted[pixel] & 0xff);
        }
    }

    @Test
    void numbersAreShortAndGapsAreNull() {
        assertThat(PageJson.of(new double[] {0.123456789, 1e-9, 100_000, Double.NaN, -0.5, 0, 1.0 / 3}))
                .isEqualTo("[0.123457,1E-9,1E+5,null,-0.5,0,0.333333]");
    }

    @Test
    void idsAreChosenByCode() {
        assertThatThrownBy(() -> new Section("a b", "x")).hasMessageContaining("is 'a b'");
        assertThatThrownBy(() -> new Section("\"><b", "x")).hasMessageContaining("is '\"><b'");
    }

    private static byte[] image(int seed) {
        byte[] pixels = new byte[784];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = (byte) (seed * 31 + pixel * seed);
        }
        pixels[0] = (byte) seed;
        pixels[1] = (byte) (seed >> 8);
        return pixels;
    }

    private static String page(String text) {
        Section section = new Section("one", text);
        Page page = new Page(text, text, text, List.of(section), List.of(), List.of());
        Chart chart = Chart.choosing(
                text,
                "chart",
                text,
                text,
                Axis.categories(text, List.of(text, "b")),
                Axis.of(text, Axis.Format.PERCENT),
                List.of(
                        new Chart.View(
                                text,
                                List.of(Series.of(
                                        text, Series.Kind.LINE, 0, List.of(new double[] {0, 1}, new double[] {1, 0.5
                                        })))),
                        new Chart.View("other", List.of())));
        ReportTable table =
                new ReportTable(text, List.of(text), List.of(new ReportTable.Row(text, true, List.of(text))));
        Sprites sprites = new Sprites();
        int tile = sprites.add(ImageShape.MNIST, image(3));
        return HtmlText.of(output -> JtepageGenerated.render(output, null, page, (gg.jte.html.HtmlContent) content ->
                JtesectionGenerated.render(content, null, section, (gg.jte.html.HtmlContent) inner -> {
                    JtechartGenerated.render(inner, null, chart);
                    JtenumbersGenerated.render(inner, null, table, text);
                    JtedigitGenerated.render(inner, null, tile, text);
                    JtespritesGenerated.render(inner, null, sprites);
                })));
    }

    private static List<String> scripts(String page) {
        return SCRIPT.matcher(page).results().map(match -> match.group(1)).toList();
    }

    /** Tags with the names of their attributes, without what the values are. */
    private static List<String> elements(String page) {
        String bare = SCRIPT.matcher(STYLE.matcher(page).replaceAll("<style></style>"))
                .replaceAll("<script></script>");
        return Pattern.compile("<(?:\"[^\"]*\"|[^>\"])*>")
                .matcher(DATA.matcher(bare).replaceAll("<data>"))
                .results()
                .map(MatchResult::group)
                .map(tag -> tag.replaceAll("(aria-label|content)=\"[^\"]*\"", "$1"))
                .toList();
    }

    private static String withoutScripts(String page) {
        return SCRIPT.matcher(STYLE.matcher(page).replaceAll("<style></style>")).replaceAll("<script></script>");
    }

    private static String group(Pattern pattern, String page) {
        var matcher = pattern.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
