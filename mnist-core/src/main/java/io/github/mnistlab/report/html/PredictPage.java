package io.github.mnistlab.report.html;

import gg.jte.html.HtmlTemplateOutput;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.picture.Picture;
import io.github.mnistlab.predict.ReadPicture;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** The page about predicted pictures, {@code predict.html}: everything that {@code predict.jte} shows. */
public final class PredictPage {
    private static final String FILE = "predict.html";

    static final Section PICTURES = new Section("pictures", "Pictures");

    /** Of a picture on the page, in pixels. */
    private static final int LONGEST_SIDE = 240;

    private final String network;
    private final List<Shown> pictures = new ArrayList<>();
    private final Sprites sprites = new Sprites();

    /**
     * @param name plain text
     * @param source the picture, scaled down, as a {@code data:} address
     * @param tile what the network saw
     * @param lightOnDark whether it was inverted
     * @param label the answer
     * @param confidence in it
     * @param looksLikeTwo whether there may be two digits in the picture
     * @param answer in words
     * @param chart the confidence of each class
     */
    record Shown(
            String name,
            String source,
            int tile,
            boolean lightOnDark,
            int label,
            String confidence,
            boolean looksLikeTwo,
            String answer,
            Chart chart) {}

    private PredictPage(List<ReadPicture> pictures, String network) {
        this.network = PlainText.oneLine(network);
        for (ReadPicture picture : pictures) {
            this.pictures.add(shown(picture, this.pictures.size()));
        }
    }

    /** The page as a file's content. */
    static String of(List<ReadPicture> pictures, String network) {
        return HtmlText.of(template(pictures, network));
    }

    /**
     * Writes the page as {@value #FILE}, in place whole or not at all. The same pictures and network give the same bytes.
     *
     * @param network whose it is
     * @param outputDirectory such as {@code target/mnist}; made if it is missing
     * @return the page
     * @throws IOException if it cannot be written
     */
    public static Path write(List<ReadPicture> pictures, String network, Path outputDirectory) throws IOException {
        Path page = outputDirectory.resolve(FILE);
        HtmlText.write(page, template(pictures, network));
        return page;
    }

    private static Consumer<HtmlTemplateOutput> template(List<ReadPicture> pictures, String network) {
        PredictPage page = new PredictPage(pictures, network);
        return output -> JtepredictGenerated.render(output, null, page);
    }

    private Shown shown(ReadPicture picture, int number) {
        int first = picture.order().get(0);
        int second = picture.order().get(1);
        List<String> classes = new ArrayList<>();
        List<double[]> bars = new ArrayList<>();
        for (int label = 0; label < picture.probabilities().size(); label++) {
            classes.add(Integer.toString(label));
            bars.add(new double[] {label, picture.probabilities().get(label)});
        }
        String name = PlainText.oneLine(picture.name());
        return new Shown(
                name,
                thumbnail(picture.picture()),
                sprites.add(ImageShape.MNIST, picture.digit().pixels()),
                picture.digit().lightOnDark(),
                first,
                Numbers.percent(picture.probabilities().get(first)),
                picture.digit().looksLikeTwo(),
                "Read as a " + first + ", with a confidence of "
                        + Numbers.percent(picture.probabilities().get(first)) + "; the runner-up is " + second
                        + ", with "
                        + Numbers.percent(picture.probabilities().get(second)) + ".",
                Chart.of(
                        "confidence-" + number,
                        "Confidence of each class",
                        "Of " + name + ".",
                        Axis.categories("class", classes),
                        Axis.of("confidence", Axis.Format.PERCENT).from(0, 1),
                        List.of(Series.of("confidence", Series.Kind.BAR, 0, bars))));
    }

    private static String thumbnail(Picture picture) {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(scale * picture.width()));
        int height = Math.max(1, (int) Math.round(scale * picture.height()));
        BufferedImage whole = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        whole.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(whole, 0, 0, width, height, null);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(small, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    Page page() {
        return new Page(
                "mnist-lab predictions",
                "Predictions",
                "Pictures are prepared like MNIST's: fitted into 20 by 20 pixels, centred by mass.",
                List.of(PICTURES),
                List.of("predict.css"),
                List.of());
    }

    /** How many there are, and of how many one should be wary. */
    String lead() {
        long two = pictures.stream().filter(Shown::looksLikeTwo).count();
        return Numbers.count(pictures.size(), "picture") + ", read by the network of " + network + "."
                + (two == 0
                        ? ""
                        : " " + Numbers.count(two) + (two == 1 ? " looks" : " look")
                                + " as if there were two digits; the network knows only single ones.");
    }

    List<Shown> pictures() {
        return pictures;
    }

    Sprites sprites() {
        return sprites;
    }
}
