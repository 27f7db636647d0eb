package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The order in which {@link DenseTrainingStep} keeps the pixels: those that are most often lit come first. Then those
 * that no image of a batch lights, a third of MNIST's in a batch of 128, are nearly all at the end, where the products
 * of the first layer can leave them out.
 */
final class PixelOrder {
    private PixelOrder() {}

    /** All 784 pixels, by the number of images that light them; those of equal numbers in their own order. */
    static int[] mostLitFirst(LabeledImages images) {
        int[] lit = new int[LabeledImages.PIXELS];
        byte[] image = new byte[LabeledImages.PIXELS];
        for (int row = 0; row < images.size(); row++) {
            images.copyImage(row, image, 0);
            for (int pixel = 0; pixel < LabeledImages.PIXELS; pixel++) {
                lit[pixel] += image[pixel] == 0 ? 0 : 1;
            }
        }
        return IntStream.range(0, LabeledImages.PIXELS)
                .boxed()
                .sorted(Comparator.comparingInt(pixel -> -lit[pixel]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
