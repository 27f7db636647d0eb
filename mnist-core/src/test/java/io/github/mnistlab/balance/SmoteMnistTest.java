package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.mnistlab.balance.Resampling.Synthetic;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** SMOTE on the real MNIST training images, where they are given by {@code -Dmnist.dataDirectory}. */
class SmoteMnistTest {

    @Test
    void fillsEveryDigitUpToTheOnes() throws IOException {
        LabeledImages images = mnist();

        Resampling recipe = new Smote().resample(images, new RandomStreams(1));
        LabeledImages result = recipe.apply(images);

        assertThat(result.size()).isEqualTo(67_420);
        assertThat(result.classCounts()).containsOnly(6_742);
        assertThat(result.select(IntStream.range(0, 60_000).toArray())).isEqualTo(images);
        // The same on every machine and with every BLAS kernel.
        assertThat(result.digest()).isEqualTo("8ed193aec3f4b25e659aafcf7d3d2e96182ab8c4ee3e5a11aa73f7700688f840");
        assertNeighboursAreThoseOfABruteForceSearch(images, recipe, 60_000 + 37);
        assertNeighboursAreThoseOfABruteForceSearch(images, recipe, 67_419);
    }

    private static void assertNeighboursAreThoseOfABruteForceSearch(LabeledImages images, Resampling recipe, int row) {
        Synthetic synthetic = (Synthetic) recipe.row(row);
        int[] sameDigit = IntStream.range(0, images.size())
                .filter(r -> images.label(r) == images.label(synthetic.base()))
                .toArray();
        double[][] rows = new double[images.size()][];
        for (int r : sameDigit) {
            rows[r] = IntStream.range(0, ImageShape.MNIST_PIXELS)
                    .mapToDouble(pixel -> images.pixel(r, pixel))
                    .toArray();
        }
        assertThat(BruteForce.nearest(rows, synthetic.base(), sameDigit, 5)).contains(synthetic.neighbor());
    }

    private static LabeledImages mnist() throws IOException {
        String directory = System.getProperty("mnist.dataDirectory", "");
        assumeFalse(directory.isEmpty(), "mnist.dataDirectory is not set");
        return new LabeledImages(
                contents(directory, "train-images-idx3-ubyte.gz", 16),
                contents(directory, "train-labels-idx1-ubyte.gz", 8),
                10);
    }

    private static byte[] contents(String directory, String file, int header) throws IOException {
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(Path.of(directory, file)))) {
            stream.skipNBytes(header);
            return stream.readAllBytes();
        }
    }
}
