package io.github.mnistlab.data.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitGeneratorTest {
    private static final LabeledImages TEN_THOUSAND = DigitGenerator.generate(1, "training", 10_000);

    /** Changes only when the digits do: then stored results of every experiment on them are out of date. */
    @Test
    void drawsTheSameBytesOnEveryMachine() {
        LabeledImages images = DigitGenerator.generate(1, "training", 1_000);
        MessageDigest digest = Sha256.newDigest();
        digest.update(images.toPixelArray());
        digest.update(images.labels());
        assertThat(Sha256.hex(digest)).isEqualTo("b8112a02591db765b2e3228e5df236ef3d75d254d8c72abce3c9c13b8ad750c3");
    }

    @Test
    void drawsTheSameOnOneThreadAsOnMany() throws Exception {
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool many = new ForkJoinPool(7);
        try {
            assertThat(one.submit(() -> DigitGenerator.generate(1, "training", 2_000))
                            .get())
                    .isEqualTo(many.submit(() -> DigitGenerator.generate(1, "training", 2_000))
                            .get());
        } finally {
            one.shutdown();
            many.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 11, 137, 1_000})
    void beginsALargerSetWithTheSmaller(int count) {
        LabeledImages few = DigitGenerator.generate(1, "training", count);
        assertThat(few.size()).isEqualTo(count);
        assertThat(few.labels()).isEqualTo(Arrays.copyOf(TEN_THOUSAND.labels(), count));
        assertThat(few.toPixelArray())
                .isEqualTo(Arrays.copyOf(TEN_THOUSAND.toPixelArray(), count * ImageShape.MNIST_PIXELS));
    }

    @Test
    void hasEachDigitOnceInEveryTenInMixedOrder() {
        Set<String> orders = new HashSet<>();
        for (int first = 0; first < TEN_THOUSAND.size(); first += 10) {
            byte[] ten = Arrays.copyOfRange(TEN_THOUSAND.labels(), first, first + 10);
            orders.add(Arrays.toString(ten));
            assertThat(ten).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
        assertThat(TEN_THOUSAND.classes()).isEqualTo(10);
        assertThat(orders).hasSizeGreaterThan(990);
    }

    /** MNIST's: the longer side fills the box of 20 pixels, the centre of mass lies at pixel 14, counted from 0. */
    @Test
    void followsMnistsConventions() {
        int offCentre = 0;
        for (int row = 0; row < TEN_THOUSAND.size(); row++) {
            int left = 28;
            int top = 28;
            int right = -1;
            int bottom = -1;
            int darkest = 0;
            double mass = 0;
            double massX = 0;
            double massY = 0;
            for (int y = 0; y < 28; y++) {
                for (int x = 0; x < 28; x++) {
                    int grey = grey(TEN_THOUSAND, row, x, y);
                    if (grey > 0) {
                        left = Math.min(left, x);
                        right = Math.max(right, x);
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y);
                    }
                    darkest = Math.max(darkest, grey);
                    mass += grey;
                    massX += grey * (double) x;
                    massY += grey * (double) y;
                }
            }
            assertThat(Math.max(right - left, bottom - top) + 1)
                    .as("longer side of image %d", row)
                    .isBetween(18, 20);
            assertThat(darkest).as("darkest pixel of image %d", row).isGreaterThan(150);
            if (Math.abs(massX / mass - 14) > 0.5001 || Math.abs(massY / mass - 14) > 0.5001) {
                // too lopsided to be centred without losing ink: as near as the image's edge allows
                assertThat(left == 0 || top == 0 || right == 27 || bottom == 27)
                        .as("image %d lies at the edge", row)
                        .isTrue();
                offCentre++;
            }
        }
        assertThat(offCentre).isLessThan(20);
    }

    /** MNIST's pixels have, as every tutorial that standardizes them says, a mean of 0.1307 and a deviation of 0.3081. */
    @Test
    void hasAboutAsMuchInkAsMnist() {
        double sum = 0;
        double sumOfSquares = 0;
        for (byte pixel : TEN_THOUSAND.toPixelArray()) {
            double grey = (pixel & 0xff) / 255.0;
            sum += grey;
            sumOfSquares += grey * grey;
        }
        double mean = sum / TEN_THOUSAND.toPixelArray().length;
        assertThat(mean).isBetween(0.12, 0.14);
        assertThat(Math.sqrt(sumOfSquares / TEN_THOUSAND.toPixelArray().length - mean * mean))
                .isBetween(0.29, 0.33);
    }

    @Test
    void neverDrawsAnImageTwice() {
        Set<String> different = new HashSet<>();
        for (LabeledImages images : new LabeledImages[] {
            TEN_THOUSAND, DigitGenerator.generate(1, "test", 1_000), DigitGenerator.generate(2, "training", 1_000)
        }) {
            for (int row = 0; row < images.size(); row++) {
                different.add(Sha256.of(images.image(row)));
            }
        }
        assertThat(different).hasSize(12_000);
    }

    @Test
    void refusesAnUnknownPart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigitGenerator.generate(1, "validation", 10))
                .withMessage("part must be \"training\" or \"test\", but is \"validation\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 2_739_138, Integer.MAX_VALUE})
    void refusesACountThatCannotBe(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigitGenerator.generate(1, "training", count))
                .withMessage("count must be 1 to 2739137, but is " + count);
    }

    private static int grey(LabeledImages images, int row, int x, int y) {
        return images.pixel(row, y * ImageShape.MNIST_SIDE + x);
    }
}
