package io.github.mnistlab.explore;

import io.github.mnistlab.data.LabeledImages;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images of each class that are least like the training images of their class.
 *
 * <p>Measured by Mahalanobis distance from the class's mean, in images of 14×14 squares of 2×2 pixels, with a covariance
 * that is shrunk (see {@link ShrunkCovariance}): a difference counts for as much as it is rare in the class. That finds
 * unusual shapes and stray marks alike, and, other than a search for nearest neighbours, its effort grows no faster than
 * the number of images. Pixels are taken together in squares because neighbours are nearly the same, and to take a
 * sixteenth of the time.
 */
final class UnusualImages {
    private static final int SQUARE = 2;
    private static final int COLUMNS = CoarseImages.squares(SQUARE);

    /** Of fewer images a covariance cannot say what is usual. */
    private static final int FEWEST = 10;

    private UnusualImages() {}

    /**
     * @param training what is usual
     * @param parts where to look
     * @param most how many of each class and part
     * @return those of each part, at the part's index; by class, the farthest first; none of a class with fewer than
     *     {@value #FEWEST} training images, or with images that are all alike
     */
    static List<List<UnusualImage>> find(LabeledImages training, List<Part> parts, int most) {
        List<Measure> measures = IntStream.range(0, training.classes())
                .parallel()
                .mapToObj(label -> Measure.of(training, label))
                .toList();
        return parts.stream()
                .map(part -> IntStream.range(0, training.classes())
                        .parallel()
                        .mapToObj(label -> measures.get(label).farthest(part, label, most))
                        .flatMap(List::stream)
                        .toList())
                .toList();
    }

    private static int[] rowsOf(LabeledImages images, int label) {
        return IntStream.range(0, images.size())
                .filter(row -> images.label(row) == label)
                .toArray();
    }

    private static int[] coarse(LabeledImages images, int[] rows) {
        int[] coarse = new int[rows.length * COLUMNS];
        for (int i = 0; i < rows.length; i++) {
            CoarseImages.sum(images.pixels(), rows[i] * LabeledImages.PIXELS, SQUARE, coarse, i * COLUMNS);
        }
        return coarse;
    }

    /**
     * What is usual in a class.
     *
     * @param covariance null if there are too few images
     * @param usual the root mean square distance of the images that made it
     */
    private record Measure(ShrunkCovariance covariance, double usual) {

        static Measure of(LabeledImages training, int label) {
            int[] rows = rowsOf(training, label);
            if (rows.length < FEWEST) {
                return new Measure(null, 0);
            }
            int[] coarse = coarse(training, rows);
            ShrunkCovariance covariance = new ShrunkCovariance(coarse, COLUMNS);
            double sum = Arrays.stream(squaredDistances(covariance, coarse)).reduce(0, Double::sum);
            return new Measure(covariance, Math.sqrt(sum / rows.length));
        }

        List<UnusualImage> farthest(Part part, int label, int most) {
            if (covariance == null || usual == 0) {
                return List.of();
            }
            int[] rows = rowsOf(part.rows(), label);
            double[] squares = squaredDistances(covariance, coarse(part.rows(), rows));
            return IntStream.range(0, rows.length)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(i -> -squares[i])
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(most)
                    .map(i ->
                            new UnusualImage(new ImageRef(part.name(), rows[i], label), Math.sqrt(squares[i]) / usual))
                    .toList();
        }

        private static double[] squaredDistances(ShrunkCovariance covariance, int[] coarse) {
            return IntStream.range(0, coarse.length / COLUMNS)
                    .parallel()
                    .mapToDouble(row -> covariance.squaredDistance(coarse, row * COLUMNS))
                    .toArray();
        }
    }
}
