package io.github.mnistlab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.generated.DigitGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ExplorationTest {
    private static final LabeledImages DIGITS = DigitGenerator.generate(3, "training", 600);
    private static final LabeledImages OTHERS = DigitGenerator.generate(3, "test", 200);

    @Test
    void isTheSameToTheBitOnOneCoreAndOnSeveral() throws Exception {
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            Exploration onOne = one.submit(() -> explore(DIGITS, OTHERS)).get();

            assertThat(explore(DIGITS, OTHERS)).isEqualTo(onOne);
        } finally {
            one.shutdown();
        }
    }

    @Test
    void findsNothingWrongWithGeneratedDigits() {
        Exploration digits = explore(DIGITS, OTHERS);

        assertThat(digits.checks()).isNotEmpty().allMatch(Check::sound);
        assertThat(digits.parts().get(0).counts()).containsOnly(60);
        assertThat(digits.unusual().get(0)).hasSize(10 * Exploration.UNUSUAL);
        assertThat(digits.unusual().get(1)).hasSize(10 * Exploration.UNUSUAL);
    }

    @Test
    void findsADigitUnderAWrongLabel() {
        LabeledImages many = DigitGenerator.generate(3, "training", 3_000);
        byte[] labels = many.labels().clone();
        int zero = firstOf(labels, 0);
        labels[zero] = 1;

        Exploration digits = explore(new LabeledImages(many.toPixelArray(), labels, 10), OTHERS);

        assertThat(digits.unusual().get(0))
                .filteredOn(image -> image.image().equals(new ImageRef(Part.TRAINING, zero, 1)))
                .singleElement()
                .satisfies(image -> assertThat(image.distance()).isGreaterThan(1.5));
    }

    @Test
    void saysWhatATestImageThatWasTrainedOnIsWorth() {
        byte[] pixels = OTHERS.toPixelArray().clone();
        System.arraycopy(DIGITS.toPixelArray(), 0, pixels, 0, 3 * ImageShape.MNIST_PIXELS);
        byte[] labels = OTHERS.labels().clone();
        System.arraycopy(DIGITS.labels(), 0, labels, 0, 2);
        labels[2] = (byte) ((DIGITS.labels()[2] + 1) % 10);

        Exploration leaking = explore(DIGITS, new LabeledImages(pixels, labels, 10));

        assertThat(unsound(leaking))
                .containsExactlyInAnyOrder(
                        "training and test: 3 test images are among the training images too: metrics on them"
                                + " flatter a model",
                        "one image, one label: 1 image has different labels in different places, at most one of which"
                                + " is right");
    }

    @Test
    void tellsBlankImagesMissingClassesAndRepeats() {
        LabeledImages rows = new LabeledImages(new byte[2 * ImageShape.MNIST_PIXELS], new byte[] {0, 0}, 3);
        byte[] one = new byte[ImageShape.MNIST_PIXELS];
        one[100] = (byte) 200;

        Exploration odd = explore(rows, new LabeledImages(one, new byte[] {2}, 3));

        assertThat(unsound(odd))
                .containsExactlyInAnyOrder(
                        "labels: labels are 0 to 2, but there is no training image of class 1, no training image of"
                                + " class 2, no test image of class 0, no test image of class 1",
                        "blank images: all pixels are the same in 2 training images, the first in row 0",
                        "duplicates in training: 1 image repeats an earlier one, pixel by pixel");
        assertThat(odd.parts().get(0).classes())
                .extracting(ClassStatistics::label)
                .containsExactly(0);
        assertThat(odd.unusual()).containsOnly(List.of());
    }

    @Test
    void suspectsImagesThatAreInvertedOrScaled() {
        byte[] inverted = DIGITS.toPixelArray().clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) (255 - (inverted[i] & 0xff));
        }
        byte[] scaled = OTHERS.toPixelArray().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (byte) ((scaled[i] & 0xff) / 255);
        }

        assertThat(unsound(explore(new LabeledImages(inverted, DIGITS.labels(), 10), OTHERS)))
                .singleElement()
                .asString()
                .matches("paper and ink: the training images are \\d\\d % ink; here 0 is paper and 255 is ink, so they"
                        + " may be inverted");
        assertThat(unsound(
                        Exploration.of(List.of(new Part(Part.TEST, new LabeledImages(scaled, OTHERS.labels(), 10))))))
                .anyMatch(check -> check.startsWith("range: grey values range from 0 to 1, though ink is 255"));
    }

    @Test
    void missesNoSimilarPair() {
        Random random = new Random(5);
        // Families of images that differ in few pixels by little, near the radius more often than not.
        int count = 400;
        byte[] pixels = new byte[count * ImageShape.MNIST_PIXELS];
        for (int row = 0; row < count; row++) {
            int family = random.nextInt(40);
            System.arraycopy(
                    DIGITS.toPixelArray(),
                    family * ImageShape.MNIST_PIXELS,
                    pixels,
                    row * ImageShape.MNIST_PIXELS,
                    ImageShape.MNIST_PIXELS);
            for (int change = 0; change < 40; change++) {
                int pixel = row * ImageShape.MNIST_PIXELS + random.nextInt(ImageShape.MNIST_PIXELS);
                pixels[pixel] = (byte) Math.min(255, (pixels[pixel] & 0xff) + random.nextInt(30));
            }
        }
        LabeledImages rows = new LabeledImages(pixels, new byte[count], 2);

        Duplicates found =
                Exploration.of(List.of(new Part(Part.TRAINING, rows))).duplicates();

        List<String> expected = similar(rows);
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(found.similar())
                .extracting(pair -> pair.first().row() + "-" + pair.second().row())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found.similar()).isSortedAccordingTo((a, b) -> Double.compare(a.distance(), b.distance()));
    }

    @Test
    void saysWhenMoreImagesAreSimilarThanItLists() {
        int count = 150;
        byte[] pixels = new byte[count * ImageShape.MNIST_PIXELS];
        for (int row = 0; row < count; row++) {
            pixels[row * ImageShape.MNIST_PIXELS + row] = 50;
        }
        Exploration alike =
                Exploration.of(List.of(new Part(Part.TRAINING, new LabeledImages(pixels, new byte[count], 2))));

        assertThat(alike.duplicates().similarSearched()).isFalse();
        assertThat(unsound(alike)).anyMatch(check -> check.startsWith("near-duplicates: at least "));
    }

    @Test
    void refusesPartsThatDoNotFitTogether() {
        Part training = new Part(Part.TRAINING, DIGITS);

        assertThatThrownBy(() -> Exploration.of(List.of(training, training)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a name of its own");
        assertThatThrownBy(() -> Exploration.of(List.of(
                        training, new Part(Part.TEST, new LabeledImages(new byte[784], new byte[] {0}, 2)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the same classes");
        assertThatThrownBy(() -> new Part(Part.TEST, new LabeledImages(new byte[0], new byte[0], 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have images");
    }

    private static Exploration explore(LabeledImages training, LabeledImages test) {
        return Exploration.of(List.of(new Part(Part.TRAINING, training), new Part(Part.TEST, test)));
    }

    private static List<String> unsound(Exploration exploration) {
        return exploration.checks().stream()
                .filter(check -> !check.sound())
                .map(check -> check.subject() + ": " + check.finding())
                .toList();
    }

    private static int firstOf(byte[] labels, int label) {
        int row = 0;
        while (labels[row] != label) {
            row++;
        }
        return row;
    }

    /** By comparing all. */
    private static List<String> similar(LabeledImages rows) {
        List<String> pairs = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int other = row + 1; other < rows.size(); other++) {
                long square = 0;
                for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                    int difference = rows.pixel(row, pixel) - rows.pixel(other, pixel);
                    square += (long) difference * difference;
                }
                if (square > 0 && square <= 128 * 128) {
                    pairs.add(row + "-" + other);
                }
            }
        }
        return pairs;
    }
}
