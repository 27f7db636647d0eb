package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The order in which {@link DenseTrainingStep} keeps the pixels: those that are most often lit come first. Then those
 * that no image of a batch lights, a third of MNIST's in a batch of 128, are nearly all at the end, where the products
 * of the first layer can leave them out.
 */
final class FeatureOrder {
    private FeatureOrder() {}

    /** All pixels, by the number of images that light them; those of equal numbers, and a table's columns, in their own order. */
    static int[] mostLitFirst(Examples examples) {
        if (examples instanceof LabeledTable) {
            return IntStream.range(0, examples.features()).toArray();
        }
        LabeledImages images = examples.images();
        int[] lit = new int[images.features()];
        byte[] image = new byte[lit.length];
        for (int row = 0; row < images.size(); row++) {
            images.copyImage(row, image, 0);
            for (int pixel = 0; pixel < lit.length; pixel++) {
                lit[pixel] += image[pixel] == 0 ? 0 : 1;
            }
        }
        return IntStream.range(0, lit.length)
                .boxed()
                .sorted(Comparator.comparingInt(pixel -> -lit[pixel]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
