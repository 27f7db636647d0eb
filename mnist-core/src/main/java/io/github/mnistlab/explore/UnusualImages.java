package io.github.mnistlab.explore;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The images of each class that are least like the training images of their class.
 *
 * <p>Measured by Mahalanobis distance from the class's mean, in images of at most {@value #MOST_COLUMNS} squares (of 2×2 pixels where images are MNIST's), with a covariance
 * that is shrunk (see {@link ShrunkCovariance}) and, for a training image, without its own part: a difference counts for as much as it is rare in the class. That finds
 * unusual shapes and stray marks alike, and, other than a search for nearest neighbours, its effort grows no faster than
 * the number of images. Pixels are taken together in squares because neighbours are nearly the same, and to take a
 * sixteenth of the time.
 */
final class UnusualImages {
    private static final int LEAST_SQUARE = 2;

    /** Of a coarser image. */
    private static final int MOST_COLUMNS = 200;

    /** A pixel counts as much whatever squares it is in: so that sums of products stay whole numbers. */
    private static final int PIXELS = LEAST_SQUARE * LEAST_SQUARE;

    /** Of fewer images a covariance cannot say what is usual. */
    private static final int FEWEST = 10;

    private UnusualImages() {}

    /**
     * @param parts where to look; the first tells what is usual
     * @param most how many of each class and part
     * @return those of each part, at the part's index; by class, the farthest first; none of a class with fewer than
     *     {@value #FEWEST} training images, or with images that are all alike
     */
    static List<List<UnusualImage>> find(List<Part> parts, int most) {
        LabeledImages training = parts.get(0).rows();
        List<List<List<UnusualImage>>> byClass = IntStream.range(0, training.classes())
                .parallel()
                .mapToObj(label -> ofClass(parts, label, most))
                .toList();
        return IntStream.range(0, parts.size())
                .mapToObj(part -> byClass.stream()
                        .flatMap(found -> found.get(part).stream())
                        .toList())
                .toList();
    }

    /** Those of one class, at the part's index. */
    private static List<List<UnusualImage>> ofClass(List<Part> parts, int label, int most) {
        int[] training = rowsOf(parts.get(0).rows(), label);
        if (training.length < FEWEST) {
            return Collections.nCopies(parts.size(), List.of());
        }
        CoarseImages squares = squares(parts.get(0).rows().shape());
        int columns = squares.squares();
        int[] coarse = coarse(squares, parts.get(0).rows(), training);
        ShrunkCovariance covariance = new ShrunkCovariance(coarse, columns);
        double[] ofTraining = distances(coarse, columns, at -> covariance.squaredDistanceOfMember(coarse, at));
        double usual = median(ofTraining);
        if (usual == 0) {
            return Collections.nCopies(parts.size(), List.of());
        }
        List<List<UnusualImage>> found = new ArrayList<>();
        found.add(farthest(parts.get(0).name(), label, training, ofTraining, usual, most));
        for (Part part : parts.subList(1, parts.size())) {
            int[] rows = rowsOf(part.rows(), label);
            int[] others = coarse(squares, part.rows(), rows);
            double[] distances = distances(others, columns, at -> covariance.squaredDistance(others, at));
            found.add(farthest(part.name(), label, rows, distances, usual, most));
        }
        return found;
    }

    private static int[] rowsOf(LabeledImages images, int label) {
        return IntStream.range(0, images.size())
                .filter(row -> images.label(row) == label)
                .toArray();
    }

    /** The smallest squares that leave no more than {@value #MOST_COLUMNS} of them. */
    private static CoarseImages squares(ImageShape shape) {
        int side = LEAST_SQUARE;
        while (new CoarseImages(shape, side).squares() > MOST_COLUMNS) {
            side++;
        }
        return new CoarseImages(shape, side);
    }

    private static int[] coarse(CoarseImages squares, LabeledImages images, int[] rows) {
        int columns = squares.squares();
        int[] coarse = new int[rows.length * columns];
        byte[] pixels = images.toPixelArray();
        for (int i = 0; i < rows.length; i++) {
            squares.sum(pixels, rows[i] * images.features(), coarse, i * columns);
        }
        int area = squares.side() * squares.side();
        if (area > PIXELS) {
            Arrays.setAll(coarse, i -> (int) ((long) coarse[i] * PIXELS / area));
        }
        return coarse;
    }

    private static double[] distances(int[] coarse, int columns, IntToDoubleFunction squaredDistance) {
        return IntStream.range(0, coarse.length / columns)
                .parallel()
                .mapToDouble(row -> Math.sqrt(squaredDistance.applyAsDouble(row * columns)))
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static List<UnusualImage> farthest(
            String part, int label, int[] rows, double[] distances, double usual, int most) {
        return IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -distances[i])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .map(i -> new UnusualImage(new ImageRef(part, rows[i], label), distances[i] / usual))
                .toList();
    }
}
