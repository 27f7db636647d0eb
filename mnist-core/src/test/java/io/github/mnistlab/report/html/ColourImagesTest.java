package io.github.mnistlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.IdxWriter;
import io.github.mnistlab.explore.Exploration;
import io.github.mnistlab.explore.Part;
import io.github.mnistlab.external.NetworkPredictions;
import io.github.mnistlab.external.RowPredictions;
import io.github.mnistlab.report.ExploredData;
import io.github.mnistlab.run.SmallExperiment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of 6×9 pixels in colour, of twelve classes, all the way from files to pages. */
class ColourImagesTest {
    private static final ImageShape SHAPE = new ImageShape(6, 9, 3);
    private static final int CLASSES = 12;

    @TempDir
    Path folder;

    /** Of each class, one of four columns of the image is red, green or blue. */
    private static LabeledImages rows(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * SHAPE.values()];
        byte[] labels = new byte[count];
        for (int row = 0; row < count; row++) {
            labels[row] = (byte) (row % CLASSES);
            for (int i = 0; i < SHAPE.values(); i++) {
                int column = i / 3 % SHAPE.width();
                boolean lit = column / 2 == labels[row] / 3 && i % 3 == labels[row] % 3;
                pixels[row * SHAPE.values() + i] = (byte) ((lit ? 180 : 20) + random.nextInt(60));
            }
        }
        return new LabeledImages(SHAPE, pixels, labels, CLASSES);
    }

    @Test
    void areLearnedJudgedAndShown() throws Exception {
        LabeledImages test = rows(120, 2);
        IdxWriter.write(new Dataset(rows(600, 1), test), folder.resolve("data"));

        SmallExperiment trained = SmallExperiment.train("colours", """
                name: colours
                dataset:
                  source: idx
                  trainingImages: data/train-images-idx3-ubyte
                  trainingLabels: data/train-labels-idx1-ubyte
                  testImages: data/t10k-images-idx3-ubyte
                  testLabels: data/t10k-labels-idx1-ubyte
                  imbalance: {type: step, minority: [10, 11], ratio: 5}
                model: {hidden: [16]}
                training: {epochs: 12, batchSize: 16}
                balancing: {method: smote}
                augmentation:
                  affine: {rotation: 3, shear: 0, scale: 0, shift: 0.5}
                  elastic: {alpha: 1, sigma: 2}
                  noise: {deviation: 0.05}
                  erase: {share: 0.3, size: 20}
                variants: {one: {}}
                """, folder);

        assertThat(trained.result().runs().get(0).evaluation().accuracy()).isGreaterThan(0.9);
        assertThat(trained.result().runs().get(0).outcome().balancedCounts()).containsOnly(50);
        Path model = trained.folder().resolve(trained.result().runs().get(0).model());
        RowPredictions.OfProbabilities plain =
                (RowPredictions.OfProbabilities) NetworkPredictions.of(model, Sha256.of(model), test);
        long right = IntStream.range(0, test.size())
                .filter(row -> IntStream.range(0, CLASSES)
                        .allMatch(label -> plain.values()[row * CLASSES + label]
                                <= plain.values()[row * CLASSES + test.label(row)]))
                .count();
        assertThat(right / (double) test.size())
                .isCloseTo(trained.result().runs().get(0).evaluation().accuracy(), offset(1e-9));
        String page = ReportPageTest.render(trained);
        assertThat(page.contains("data-width=\"9\" data-height=\"6\" data-colors=\"true\""))
                .isTrue();
        assertThat(page.contains("id=\"pad-paper\"")).isFalse();
    }

    @Test
    void areOnSheetsAsTheyAre() throws IOException {
        Sprites sprites = new Sprites();
        LabeledImages rows = rows(12, 3);
        sprites.add(rows, 0);
        sprites.add(rows, 1);

        String png = sprites.sheets().get(0);
        BufferedImage sheet =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png.substring(png.indexOf(',') + 1))));

        byte[] second = rows.image(1);
        for (int line = 0; line < SHAPE.height(); line++) {
            for (int column = 0; column < SHAPE.width(); column++) {
                int at = (line * SHAPE.width() + column) * 3;
                assertThat(sheet.getRGB(SHAPE.width() + column, line) & 0xffffff)
                        .isEqualTo(
                                ((second[at] & 0xff) << 16) | ((second[at + 1] & 0xff) << 8) | (second[at + 2] & 0xff));
            }
        }
    }

    @Test
    void areScaledDownWhereTheyAreLarge() {
        Sprites sprites = new Sprites();
        byte[] half = new byte[100 * 60];
        java.util.Arrays.fill(half, 0, half.length / 2, (byte) 200);

        sprites.add(new ImageShape(100, 60, 1), half);

        assertThat(List.of(sprites.height(), sprites.width())).containsExactly(34, 20);
        Thumbnail small = Thumbnail.of(new ImageShape(100, 60, 1), half);
        assertThat(small.rgb(0, 0) & 0xff).isEqualTo(200);
        assertThat(small.rgb(33, 19) & 0xff).isZero();
        // Of three lines, two are lit.
        assertThat(small.rgb(16, 5) & 0xff).isEqualTo(133);
    }

    @Test
    void areExploredWithWhatIsThereTwice() throws IOException {
        LabeledImages training = rows(240, 1);
        byte[] pixels = rows(60, 2).toPixelArray();
        training.copyImage(5, pixels, 7 * SHAPE.values());
        training.copyImage(8, pixels, 8 * SHAPE.values());
        pixels[8 * SHAPE.values()] += (byte) 40;
        LabeledImages test = new LabeledImages(SHAPE, pixels, rows(60, 2).labels(), CLASSES);
        Exploration found = Exploration.of(List.of(new Part(Part.TRAINING, training), new Part(Part.TEST, test)));

        assertThat(found.checks().get(0).finding()).contains("images of 6×9 pixels in colour");
        assertThat(found.duplicates().identical()).hasSize(1);
        assertThat(found.duplicates().similar()).anySatisfy(pair -> {
            assertThat(pair.first().row()).isEqualTo(8);
            assertThat(pair.second().row()).isEqualTo(8);
            assertThat(pair.distance()).isEqualTo(40);
        });
        Path page = ExplorePage.write(
                ExploredData.of("colours", "made here", "none", new Dataset(training, test)), "colours", folder);
        assertThat(page).isNotEmptyFile();
    }
}
