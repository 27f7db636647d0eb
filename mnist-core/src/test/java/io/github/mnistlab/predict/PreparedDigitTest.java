package io.github.mnistlab.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.picture.Picture;
import io.github.mnistlab.data.picture.PictureFile;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.file.PlainNetwork;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedDigitTest {
    private static final Color CREAM = new Color(250, 240, 150);
    private static final Color NAVY = new Color(30, 30, 150);

    @TempDir
    static Path folder;

    private static PlainNetwork generatedNetwork;

    @BeforeAll
    static void train() throws IOException {
        generatedNetwork = network(SmallNetworks.generated("training", 10_000), 6);
    }

    /** How a person might show a digit to the program. */
    @FunctionalInterface
    private interface Way {
        BufferedImage show(byte[] pixels, UniformRandomProvider random);
    }

    private static Map<String, Way> ways() {
        Map<String, Way> ways = new TreeMap<>();
        ways.put("as it is", (p, r) -> Drawn.on(p, 28, 28, 0, 0, 1, Color.BLACK, Color.WHITE, false));
        ways.put("large", (p, r) -> Drawn.on(p, 280, 280, 0, 0, 10, Color.WHITE, Color.BLACK, false));
        ways.put("large, inverted", (p, r) -> Drawn.on(p, 280, 280, 0, 0, 10, Color.BLACK, Color.WHITE, true));
        ways.put(
                "coloured, somewhere on a sheet",
                (p, r) -> Drawn.on(p, 500, 300, r.nextInt(300), r.nextInt(100), 7, CREAM, NAVY, true));
        ways.put("yellow on white", (p, r) -> Drawn.on(p, 300, 300, 20, 40, 7, Color.WHITE, Color.YELLOW, true));
        ways.put(
                "small on a large sheet", (p, r) -> Drawn.on(p, 700, 500, 400, 200, 3, Color.WHITE, Color.BLACK, true));
        ways.put(
                "pencil in the light of a window",
                (p, r) -> Drawn.photographed(
                        Drawn.on(
                                p,
                                600,
                                450,
                                60 + r.nextInt(60),
                                20,
                                14,
                                new Color(200, 200, 190),
                                new Color(100, 100, 105),
                                true),
                        (x, y) -> 0.6 + 0.6 * x - 0.2 * y,
                        r));
        return ways;
    }

    @Test
    void generatedDigitsAreRecognisedHoweverTheyAreShown() throws IOException {
        assertRecognised(generatedNetwork, SmallNetworks.generated("test", 100));
    }

    @Test
    void mnistsDigitsAreRecognisedHoweverTheyAreShown() throws IOException {
        Optional<Dataset> mnist = SmallNetworks.mnist();
        assumeTrue(mnist.isPresent(), "needs MNIST: give its folder as -Dmnist.dataDirectory=…");
        LabeledImages test = SmallNetworks.first(mnist.get().test().images(), 100);
        assertRecognised(network(SmallNetworks.first(mnist.get().training().images(), 10_000), 3), test);
    }

    private void assertRecognised(PlainNetwork network, LabeledImages test) throws IOException {
        int originals = right(network, test.toPixelArray(), test);
        assertThat(originals).isGreaterThan(test.size() * 8 / 10);
        for (Map.Entry<String, Way> way : ways().entrySet()) {
            UniformRandomProvider random = new RandomStreams(1).stream(way.getKey());
            byte[] prepared = new byte[test.size() * 784];
            for (int row = 0; row < test.size(); row++) {
                byte[] pixels = test.image(row);
                // Half of them in each format: should one be read badly, far more than the allowed few are lost.
                String format = row % 2 == 0 ? "png" : "jpg";
                Path file = folder.resolve("digit." + format);
                ImageIO.write(way.getValue().show(pixels, random), format, file.toFile());
                PreparedDigit digit = PreparedDigit.of(PictureFile.read(file)).orElseThrow();
                System.arraycopy(digit.pixels(), 0, prepared, row * 784, 784);
            }
            assertThat(right(network, prepared, test))
                    .describedAs(way.getKey())
                    .isGreaterThanOrEqualTo(originals - lost(way.getKey()) * test.size() / 100);
        }
    }

    /** Of a hundred: shadow and noise take some away. */
    private static int lost(String way) {
        return way.startsWith("pencil") ? 5 : 2;
    }

    @Test
    void linesOfAnExerciseBookAreNotInk() {
        LabeledImages test = SmallNetworks.generated("test", 200);
        byte[] prepared = new byte[test.size() * 784];
        for (int row = 0; row < test.size(); row++) {
            byte[] pixels = test.image(row);
            BufferedImage sheet =
                    Drawn.ruled(Drawn.on(pixels, 400, 400, 60 + row % 60, 80, 8, Color.WHITE, Color.BLACK, true));
            System.arraycopy(
                    PreparedDigit.of(Drawn.pictureOf(sheet)).orElseThrow().pixels(), 0, prepared, row * 784, 784);
        }
        // Where a line meets a digit a little of it stays, and one in nine is then taken for another.
        assertThat(right(generatedNetwork, prepared, test))
                .isGreaterThanOrEqualTo(right(generatedNetwork, test.toPixelArray(), test) - test.size() / 8);
    }

    @Test
    void aGeneratedDigitComesBackAlmostAsItWas() {
        LabeledImages test = SmallNetworks.generated("test", 100);
        double off = 0;
        for (int row = 0; row < test.size(); row++) {
            byte[] pixels = test.image(row);
            PreparedDigit digit = PreparedDigit.of(
                            Drawn.pictureOf(Drawn.on(pixels, 300, 290, 12, 6, 10, Color.WHITE, Color.BLACK, false)))
                    .orElseThrow();
            assertThat(digit.lightOnDark()).isFalse();
            for (int i = 0; i < 784; i++) {
                off += Math.abs((digit.pixels()[i] & 0xff) - (pixels[i] & 0xff));
            }
        }
        // Grey levels of 255; by one pixel wrongly placed it would be some 20.
        assertThat(off / test.size() / 784).isLessThan(3);
    }

    @Test
    void fillsTheBoxAndCentresByMass() {
        BufferedImage sheet = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(40, 30, 20, 100);
        PreparedDigit bar = PreparedDigit.of(Drawn.pictureOf(sheet)).orElseThrow();
        assertThat(bar.lightOnDark()).isTrue();
        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                // 20 by 100 becomes 4 by 20, whose centre of mass, by pixel index, becomes the nearest to 14.
                boolean ink = x >= 13 && x < 17 && y >= 5 && y < 25;
                assertThat(bar.pixels()[y * 28 + x]).isEqualTo((byte) (ink ? 255 : 0));
            }
        }
    }

    @Test
    void aHairlineIsNotPale() {
        BufferedImage sheet = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 400, 400);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.BLACK);
        graphics.setStroke(new BasicStroke(3));
        graphics.drawOval(100, 60, 180, 270);
        byte[] pixels = PreparedDigit.of(Drawn.pictureOf(sheet)).orElseThrow().pixels();
        int bright = 0;
        for (byte pixel : pixels) {
            bright += (pixel & 0xff) > 100 ? 1 : 0;
        }
        assertThat(bright).isGreaterThan(30);
    }

    @Test
    void transparentPaperIsPaperWhateverTheInk() {
        for (int ink : new int[] {0xff000000, 0xffffffff, 0xff2040a0}) {
            int[] argb = new int[100 * 100];
            for (int i = 0; i < argb.length; i++) {
                boolean inside = i % 100 >= 40 && i % 100 < 60 && i / 100 >= 20 && i / 100 < 80;
                argb[i] = inside ? ink : 0x00ff00ff;
            }
            PreparedDigit digit = PreparedDigit.of(new Picture(100, 100, argb)).orElseThrow();
            assertThat(digit.pixels()[14 * 28 + 14]).isEqualTo((byte) 255);
            assertThat(digit.pixels()[14 * 28 + 3]).isZero();
        }
    }

    @Test
    void emptyPicturesAreSaidToBeEmpty() {
        UniformRandomProvider random = new RandomStreams(1).stream("paper");
        for (int grey : new int[] {0, 90, 255}) {
            BufferedImage sheet = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = sheet.createGraphics();
            graphics.setColor(new Color(grey, grey, grey));
            graphics.fillRect(0, 0, 200, 150);
            assertThat(PreparedDigit.of(Drawn.pictureOf(sheet))).isEmpty();
            assertThat(PreparedDigit.of(Drawn.pictureOf(Drawn.photographed(sheet, (x, y) -> 1 - 0.3 * x, random))))
                    .isEmpty();
        }
        assertThat(PreparedDigit.of(new Picture(1, 1, new int[] {0xff336699}))).isEmpty();
        assertThat(PreparedDigit.of(new Picture(3, 1, new int[3]))).isEmpty();
    }

    @Test
    void dustAndTheTableBesideTheSheetAreLeftOut() {
        byte[] pixels = SmallNetworks.generated("test", 1).image(0);
        BufferedImage clean = Drawn.on(pixels, 400, 400, 60, 60, 10, Color.WHITE, Color.BLACK, true);
        byte[] expected = PreparedDigit.of(Drawn.pictureOf(clean)).orElseThrow().pixels();
        Graphics2D graphics = clean.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(370, 200, 5, 5);
        graphics.fillRect(0, 0, 12, 100);
        assertThat(PreparedDigit.of(Drawn.pictureOf(clean)).orElseThrow().pixels())
                .isEqualTo(expected);
    }

    private static PlainNetwork network(LabeledImages training, int epochs) throws IOException {
        Path file = Files.createTempFile(folder, "model", ".zip");
        try (TrainedModel model = SmallNetworks.train(training, List.of(64), Activation.RELU, epochs)) {
            model.save(file);
        }
        return PlainNetwork.read(file);
    }

    private static int right(PlainNetwork network, byte[] pixels, LabeledImages test) {
        double[] probabilities = network.predict(pixels);
        int right = 0;
        for (int row = 0; row < test.size(); row++) {
            int best = 0;
            for (int c = 1; c < 10; c++) {
                best = probabilities[row * 10 + c] > probabilities[row * 10 + best] ? c : best;
            }
            right += best == test.label(row) ? 1 : 0;
        }
        return right;
    }
}
