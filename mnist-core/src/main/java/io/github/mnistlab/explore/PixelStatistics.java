package io.github.mnistlab.explore;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The greyness of a set of pixels. All figures follow from how often each of the 256 grey values occurs, which is counted in
 * whole numbers, so that they are the same in whatever order pixels are counted.
 *
 * @param histogram how many pixels have grey value 0 (paper) to 255 (ink), at the value's index; at least one pixel
 */
public record PixelStatistics(List<Long> histogram) {
    /** The grey values of a byte. */
    public static final int VALUES = 256;

    /** The grey value of ink. */
    public static final int INK = VALUES - 1;

    /** Refuses what is no histogram of bytes, or one of no pixels. */
    public PixelStatistics {
        histogram = List.copyOf(histogram);
        if (histogram.size() != VALUES) {
            throw new IllegalArgumentException(
                    "a histogram of grey values has " + VALUES + " counts, but there are " + histogram.size());
        }
        if (histogram.stream().anyMatch(count -> count < 0)
                || histogram.stream().allMatch(count -> count == 0)) {
            throw new IllegalArgumentException("counts must be 0 or more, and one of them more, but are " + histogram);
        }
    }

    static PixelStatistics of(long[] histogram) {
        return new PixelStatistics(LongStream.of(histogram).boxed().toList());
    }

    /** How many pixels there are. */
    public long pixels() {
        return histogram.stream().mapToLong(Long::longValue).sum();
    }

    /** Mean of the pixels, where paper is 0 and ink is 1. */
    public double mean() {
        return sum() / (double) pixels() / INK;
    }

    /** Standard deviation of the pixels (divided by their number, as numpy's {@code std}): 0 to 0.5, with ink as 1. */
    public double standardDeviation() {
        long sumOfSquares = IntStream.range(0, VALUES)
                .mapToLong(value -> (long) value * value * histogram.get(value))
                .sum();
        double mean = sum() / (double) pixels();
        // Rounding may leave a little less than nothing where all pixels are alike.
        return Math.sqrt(Math.max(0, sumOfSquares / (double) pixels() - mean * mean)) / INK;
    }

    /** Share of pixels with any ink, that is with a grey value above 0: 0 to 1. */
    public double inkShare() {
        return 1 - histogram.get(0) / (double) pixels();
    }

    /** The smallest grey value that occurs. */
    public int smallest() {
        return IntStream.range(0, VALUES)
                .filter(value -> histogram.get(value) > 0)
                .findFirst()
                .orElseThrow();
    }

    /** The largest grey value that occurs. */
    public int largest() {
        return IntStream.range(0, VALUES)
                .filter(value -> histogram.get(value) > 0)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private long sum() {
        return IntStream.range(0, VALUES)
                .mapToLong(value -> value * histogram.get(value))
                .sum();
    }
}
