package io.github.mnistlab.explore;

import java.util.List;

/**
 * The images of one class in one part; there is at least one.
 *
 * @param label the class
 * @param rows how many images there are
 * @param pixels how grey they are
 * @param meanImage the mean of each pixel, in the order of an image's bytes, with ink (or 255) as 1: values of 0 to 1
 * @param varianceImage the variance of each pixel (divided by the number of images, as numpy's {@code var}) likewise:
 *     values of 0 to 0.25
 */
public record ClassStatistics(
        int label, int rows, PixelStatistics pixels, List<Double> meanImage, List<Double> varianceImage) {

    /** The largest variance that values between 0 and 1 can have: half of them are 0, half are 1. */
    public static final double MAX_VARIANCE = 0.25;

    /** Refuses images of another size. */
    public ClassStatistics {
        meanImage = List.copyOf(meanImage);
        varianceImage = List.copyOf(varianceImage);
        if (meanImage.size() != varianceImage.size()) {
            throw new IllegalArgumentException("a mean and a variance image are of one size, but these have "
                    + meanImage.size() + " and " + varianceImage.size() + " values");
        }
    }
}
