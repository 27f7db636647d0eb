package io.github.mnistlab.explore;

import io.github.mnistlab.data.LabeledImages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The images of one part.
 *
 * @param name the part's
 * @param counts how many images each class has, at the class's index; 0 for a class without any
 * @param pixels how grey all of them are
 * @param classes each class that has images, ascending
 * @param blank rows whose pixels all have the same grey value: nothing is on them
 */
public record PartStatistics(
        String name, List<Integer> counts, PixelStatistics pixels, List<ClassStatistics> classes, List<Integer> blank) {

    /** Copies its lists. */
    public PartStatistics {
        counts = List.copyOf(counts);
        classes = List.copyOf(classes);
        blank = List.copyOf(blank);
    }

    /** Counts and sums in whole numbers, so that nothing depends on an order. */
    static PartStatistics of(Part part) {
        LabeledImages rows = part.rows();
        byte[] pixels = rows.toPixelArray();
        Sums[] sums = new Sums[rows.classes()];
        int values = rows.features();
        Arrays.setAll(sums, label -> new Sums(values));
        for (int row = 0; row < rows.size(); row++) {
            sums[rows.label(row)].add(pixels, row * values);
        }
        List<ClassStatistics> classes = new ArrayList<>();
        long[] histogram = new long[PixelStatistics.VALUES];
        for (int label = 0; label < sums.length; label++) {
            Arrays.setAll(histogram, sums[label].plusHistogram(histogram));
            if (sums[label].rows > 0) {
                classes.add(sums[label].statistics(label));
            }
        }
        return new PartStatistics(
                part.name(),
                Arrays.stream(rows.classCounts()).boxed().toList(),
                PixelStatistics.of(histogram),
                classes,
                IntStream.range(0, rows.size())
                        .filter(row -> isBlank(pixels, row * values, values))
                        .boxed()
                        .toList());
    }

    /** As {@code 55,000 training, 5,000 validation and 10,000 test}. */
    static String rowsInWords(List<PartStatistics> parts) {
        List<String> words = parts.stream()
                .map(part -> String.format(Locale.ROOT, "%,d %s", part.rows(), part.name()))
                .toList();
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** How many images there are. */
    public int rows() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** A class's share of the images: 0 to 1. */
    public double share(int label) {
        return counts.get(label) / (double) rows();
    }

    private static boolean isBlank(byte[] pixels, int offset, int values) {
        for (int pixel = 1; pixel < values; pixel++) {
            if (pixels[offset + pixel] != pixels[offset]) {
                return false;
            }
        }
        return true;
    }

    /** What is counted of one class. */
    private static final class Sums {
        private final long[] histogram = new long[PixelStatistics.VALUES];
        private final long[] sum;
        private final long[] sumOfSquares;
        private int rows;

        Sums(int values) {
            sum = new long[values];
            sumOfSquares = new long[values];
        }

        void add(byte[] pixels, int offset) {
            rows++;
            for (int pixel = 0; pixel < sum.length; pixel++) {
                int value = pixels[offset + pixel] & 0xff;
                histogram[value]++;
                sum[pixel] += value;
                sumOfSquares[pixel] += (long) value * value;
            }
        }

        IntToLongFunction plusHistogram(long[] others) {
            return value -> others[value] + histogram[value];
        }

        ClassStatistics statistics(int label) {
            return new ClassStatistics(
                    label,
                    rows,
                    PixelStatistics.of(histogram),
                    image(pixel -> mean(pixel) / PixelStatistics.INK),
                    image(pixel -> variance(pixel) / PixelStatistics.INK / PixelStatistics.INK));
        }

        private double mean(int pixel) {
            return sum[pixel] / (double) rows;
        }

        /** Exact up to one division: its numerator is a whole number. */
        private double variance(int pixel) {
            double squaredRows = (double) rows * rows;
            return (rows * sumOfSquares[pixel] - sum[pixel] * sum[pixel]) / squaredRows;
        }

        private List<Double> image(IntToDoubleFunction value) {
            return IntStream.range(0, sum.length).mapToDouble(value).boxed().toList();
        }
    }
}
