package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.model.BarImages;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingOutcome;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
    private static final int SIDE = ImageShape.MNIST_SIDE;
    private static final int PIXELS = ImageShape.MNIST_PIXELS;
    private static final LabeledImages ROWS = BarImages.bars(100, 5, 1);
    private static final int[] ROW_NUMBERS = IntStream.range(0, 100).toArray();
    private static final AugmentationSpec.Affine STRONG = new AugmentationSpec.Affine(90, 20, 0.3, 5);
    private static final AugmentationSpec ALL = new AugmentationSpec(
            STRONG, AugmentationSpec.Elastic.DEFAULT, AugmentationSpec.Noise.DEFAULT, AugmentationSpec.Erase.DEFAULT);

    static Stream<JsonNode> affines() throws IOException {
        try (InputStream stream = AugmentationTest.class.getResourceAsStream("/vectors/training.json")) {
            return StreamSupport.stream(
                    new JsonMapper().readTree(stream).get("affines").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("affines")
    void affineDistortionsArePyTorchs(JsonNode expected) {
        AffineMap map = AffineMap.of(
                ImageShape.MNIST,
                expected.get("rotation").doubleValue(),
                expected.get("shear").doubleValue(),
                expected.get("scale").doubleValue(),
                expected.get("right").doubleValue(),
                expected.get("down").doubleValue());
        for (int column = 0; column < 4; column++) {
            assertThat(map.xx() * column + map.x0())
                    .isCloseTo(expected.get("source").get(2 * column).doubleValue(), within(1e-9));
            assertThat(map.yx() * column + map.y0())
                    .isCloseTo(expected.get("source").get(2 * column + 1).doubleValue(), within(1e-9));
        }
        byte[] image = new byte[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            image[i] = (byte) ((3 * 31 + i * 17) % 97 < 20 ? (3 * 7 + i * 13) % 256 : 0);
        }
        byte[] distorted = new byte[PIXELS];
        new Resampling(ImageShape.MNIST).run(image, map, null, distorted, 0);
        for (int i = 0; i < PIXELS; i++) {
            double exact = expected.get("greys").get(i).doubleValue();
            assertThat(bilinear(image, map, i)).as("pixel %s", i).isCloseTo(exact, within(1e-9));
            assertThat((double) (distorted[i] & 0xff)).as("pixel %s", i).isCloseTo(exact, within(1.01));
        }
    }

    /** In double precision, of four neighbours and paper all around. */
    private static double bilinear(byte[] image, AffineMap map, int pixel) {
        int line = pixel / SIDE;
        int column = pixel % SIDE;
        double x = map.xx() * column + map.xy() * line + map.x0();
        double y = map.yx() * column + map.yy() * line + map.y0();
        double sum = 0;
        for (int dy = 0; dy <= 1; dy++) {
            for (int dx = 0; dx <= 1; dx++) {
                int fromX = (int) Math.floor(x) + dx;
                int fromY = (int) Math.floor(y) + dy;
                boolean inside = fromX >= 0 && fromX < SIDE && fromY >= 0 && fromY < SIDE;
                double grey = inside ? image[fromY * SIDE + fromX] & 0xff : 0;
                sum += grey * (1 - Math.abs(x - fromX)) * (1 - Math.abs(y - fromY));
            }
        }
        return sum;
    }

    @Test
    void anImageThatIsNotMovedStaysWhatItIs() {
        byte[] image = ROWS.image(0);
        byte[] same = new byte[PIXELS];
        new Resampling(ImageShape.MNIST).run(image, AffineMap.IDENTITY, null, same, 0);
        assertThat(same).isEqualTo(image);
        new Resampling(ImageShape.MNIST)
                .run(image, AffineMap.of(ImageShape.MNIST, 0, 0, 1, 0, 0), new float[2 * PIXELS], same, 0);
        assertThat(same).isEqualTo(image);
    }

    @Test
    void elasticFieldsAreSmoothedByTheGaussian() {
        AugmentationSpec.Elastic elastic = new AugmentationSpec.Elastic(20, 3);
        Draws draws = new Draws();
        draws.begin(1, 2);
        float[] found = new ElasticField(elastic, ImageShape.MNIST).draw(draws);
        draws.begin(1, 2);
        double[] raw = IntStream.range(0, 2 * PIXELS)
                .mapToDouble(i -> draws.symmetric())
                .toArray();
        double total = 0;
        for (int d = -9; d <= 9; d++) {
            total += Math.exp(-d * d / 18.0);
        }
        for (int i = 0; i < 2 * PIXELS; i += 13) {
            double sum = 0;
            for (int j = i / PIXELS * PIXELS; j < (i / PIXELS + 1) * PIXELS; j++) {
                int dx = j % SIDE - i % SIDE;
                int dy = j % PIXELS / SIDE - i % PIXELS / SIDE;
                if (Math.abs(dx) <= 9 && Math.abs(dy) <= 9) {
                    sum += raw[j] * Math.exp(-(dx * dx + dy * dy) / 18.0) / total / total;
                }
            }
            assertThat((double) found[i]).isCloseTo(20 * sum, within(1e-5));
        }
    }

    @Test
    void whatBecomesOfAnImageFollowsFromEpochAndRowAlone() {
        try (ThreadTeam team = new ThreadTeam()) {
            Augmentation alone = augmentation(ALL, new ThreadTeam());
            Augmentation shared = augmentation(ALL, team);
            team.resize(4);
            int[] order = IntStream.range(0, 100).map(i -> (i * 7 + 3) % 100).toArray();
            alone.beginEpoch(5);
            shared.beginEpoch(5);
            LabeledImages first =
                    alone.batch(order, 0, 64).select(IntStream.range(0, 64).toArray());
            byte[] image = first.image(20);
            assertThat(shared.batch(order, 0, 64)).isEqualTo(first);
            assertThat(first.label(20)).isEqualTo(ROWS.label(order[20]));
            assertThat(alone.batch(order, 20, 3).image(0)).isEqualTo(image);
            alone.beginEpoch(6);
            assertThat(alone.batch(order, 20, 3).image(0)).isNotEqualTo(image);
            alone.beginEpoch(5);
            assertThat(alone.batch(order, 20, 3).image(0)).isEqualTo(image);
        }
    }

    /** Evenly to either side: the mean over many images of where the ink is stays where it is. */
    @Test
    void distortionsAreEvenAndWithinTheirRange() {
        Draws draws = new Draws();
        AugmentationSpec.Affine shifts = new AugmentationSpec.Affine(0, 0, 0, 3);
        double sum = 0;
        double least = 0;
        double most = 0;
        for (int row = 0; row < 10_000; row++) {
            draws.begin(9, row);
            double shift = AffineMap.draw(shifts, ImageShape.MNIST, draws).x0();
            sum += shift;
            least = Math.min(least, shift);
            most = Math.max(most, shift);
        }
        assertThat(sum / 10_000).isCloseTo(0, within(5 * 3 / Math.sqrt(3) / 100));
        assertThat(most).isBetween(2.99, 3.0);
        assertThat(least).isBetween(-3.0, -2.99);
    }

    @Test
    void noiseHasItsDeviationAndIsCutOffAtPaperAndInk() {
        byte[] grey = new byte[100 * PIXELS];
        Arrays.fill(grey, (byte) 128);
        LabeledImages rows = new LabeledImages(grey, new byte[100], 2);
        AugmentationSpec noisy = new AugmentationSpec(null, null, new AugmentationSpec.Noise(0.1), null);
        Augmentation augmentation = new Augmentation(noisy, rows, 100, new ThreadTeam());
        augmentation.beginEpoch(3);
        byte[] pixels = augmentation.batch(ROW_NUMBERS, 0, 100).toPixelArray();
        double sum = 0;
        double squares = 0;
        for (byte pixel : pixels) {
            sum += (pixel & 0xff) - 128;
            squares += Math.pow((pixel & 0xff) - 128, 2);
        }
        assertThat(sum / pixels.length).isCloseTo(0, within(5 * 25.5 / Math.sqrt(pixels.length)));
        assertThat(Math.sqrt(squares / pixels.length)).isCloseTo(25.5, within(0.3));

        Arrays.fill(grey, (byte) 255);
        byte[] ink = augmentation.batch(ROW_NUMBERS, 0, 100).toPixelArray();
        for (byte pixel : ink) {
            assertThat(pixel & 0xff).isGreaterThan(255 - 100);
        }
    }

    @Test
    void erasingMakesARectanglePaperInItsShareOfImages() {
        byte[] ink = new byte[1000 * PIXELS];
        Arrays.fill(ink, (byte) 255);
        LabeledImages rows = new LabeledImages(ink, new byte[1000], 2);
        AugmentationSpec erasing = new AugmentationSpec(null, null, null, new AugmentationSpec.Erase(0.3, 5));
        Augmentation augmentation = new Augmentation(erasing, rows, 1000, new ThreadTeam());
        augmentation.beginEpoch(3);
        LabeledImages erased = augmentation.batch(IntStream.range(0, 1000).toArray(), 0, 1000);
        int count = 0;
        for (int row = 0; row < 1000; row++) {
            int left = SIDE;
            int right = -1;
            int top = SIDE;
            int bottom = -1;
            int paper = 0;
            for (int i = 0; i < PIXELS; i++) {
                if (erased.pixel(row, i) == 0) {
                    left = Math.min(left, i % SIDE);
                    right = Math.max(right, i % SIDE);
                    top = Math.min(top, i / SIDE);
                    bottom = Math.max(bottom, i / SIDE);
                    paper++;
                }
            }
            if (paper > 0) {
                count++;
                assertThat(right - left + 1).isBetween(1, 5);
                assertThat(bottom - top + 1).isBetween(1, 5);
                assertThat(paper).isEqualTo((right - left + 1) * (bottom - top + 1));
            }
        }
        assertThat(count).isBetween(300 - 75, 300 + 75);
    }

    /** What an epoch's record says of validation rows is what the model at its end says of them as they are. */
    @Test
    void validationRowsAreNeverDistortedNorAreTrainingRowsThemselves() {
        LabeledImages validation = BarImages.bars(80, 5, 2);
        String rowsBefore = ROWS.digest();
        String validationBefore = validation.digest();
        TrainingOutcome outcome = Trainer.train(request(ALL, validation), record -> {});
        try (TrainedModel model = outcome.model()) {
            float[] probabilities = model.predict(validation);
            double loss = 0;
            for (int row = 0; row < validation.size(); row++) {
                loss -= Math.log(probabilities[row * 5 + validation.label(row)]) / validation.size();
            }
            EpochRecord last = outcome.history().get(outcome.history().size() - 1);
            assertThat(last.validationLoss()).isCloseTo(loss, within(1e-9));
        }
        assertThat(ROWS.digest()).isEqualTo(rowsBefore);
        assertThat(validation.digest()).isEqualTo(validationBefore);
    }

    @Test
    void trainingSeesTheDistortedImages() {
        String plain = digest(null);
        assertThat(digest(new AugmentationSpec(null, null, null, null))).isEqualTo(plain);
        assertThat(digest(new AugmentationSpec(STRONG, null, null, null))).isNotEqualTo(plain);
        assertThat(digest(ALL)).isNotEqualTo(digest(new AugmentationSpec(STRONG, null, null, null)));
    }

    private static String digest(AugmentationSpec augmentation) {
        TrainingOutcome outcome = Trainer.train(request(augmentation, null), record -> {});
        try (TrainedModel model = outcome.model()) {
            return model.parameterDigest();
        }
    }

    private static TrainingRequest request(AugmentationSpec augmentation, LabeledImages validation) {
        ModelSpec model = new ModelSpec(List.of(16), Activation.RELU, Initializer.HE_NORMAL, 0, 0);
        TrainingSpec training =
                new TrainingSpec(2, 32, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);
        return new TrainingRequest(
                model, training, ROWS, validation, new RandomStreams(3), null, List.of(), augmentation);
    }

    private static Augmentation augmentation(AugmentationSpec spec, ThreadTeam team) {
        return new Augmentation(spec, ROWS, 64, team);
    }
}
