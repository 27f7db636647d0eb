package io.github.mnistlab.model;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/** Small problems for tests: noise with a bright bar whose place is the class. */
public final class BarImages {
    private BarImages() {}

    public static LabeledImages bars(int rows, int classes, long seed) {
        UniformRandomProvider random = new RandomStreams(seed).stream("bars");
        byte[] pixels = new byte[rows * ImageShape.MNIST_PIXELS];
        byte[] labels = new byte[rows];
        for (int row = 0; row < rows; row++) {
            int label = random.nextInt(classes);
            labels[row] = (byte) label;
            for (int p = 0; p < ImageShape.MNIST_PIXELS; p++) {
                boolean bar = p / ImageShape.MNIST_SIDE / 2 == label;
                boolean lit = random.nextInt(5) < (bar ? 3 : 1);
                pixels[row * ImageShape.MNIST_PIXELS + p] = (byte) (lit ? random.nextInt(256) : 0);
            }
        }
        return new LabeledImages(pixels, labels, classes);
    }
}
