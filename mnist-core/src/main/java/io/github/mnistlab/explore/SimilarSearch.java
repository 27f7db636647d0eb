package io.github.mnistlab.explore;

import io.github.mnistlab.data.ImageShape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds all pairs of images that are near each other, without comparing all.
 *
 * <p>The sums of an image's squares (of MNIST's sixteen of 7×7 pixels), divided by a square's side, are coordinates along
 * directions that are perpendicular and of length 1 at most, so that images are at least as far apart as these are. By the two squares that vary most
 * images are put into cells as wide as images may be apart, and within a cell they are sorted by the third: whatever is
 * near an image is in its cell or one around it, and not far along there. Of those, sums are compared before
 * pixels are. No pair is missed, and all of it is in whole numbers.
 */
final class SimilarSearch {
    /** How far apart images may be; see {@link Duplicates#SIMILAR_DISTANCE}. */
    static final int RADIUS = 128;

    /** How many later images are listed at most for one. */
    static final int MOST_OF_AN_IMAGE = 100;

    /** Pixels along a square, unless images are small or large. */
    private static final int USUAL_SIDE = 7;

    /** Squares along a large image. */
    private static final int MOST_SQUARES = 8;

    /** As many as cells and their order need; those that an image does not have are 0. */
    private static final int FEWEST_SQUARES = 3;

    private static final int LIMIT = RADIUS * RADIUS;

    /** Some ten seconds. MNIST has 2% of it. */
    private static final long MOST_CANDIDATES = 2_000_000_000L;

    private final AllImages images;

    private final int squares;

    /** Sums are not divided by the side of a square; rather the limits are multiplied by it. */
    private final int reach;

    private final int cells;

    /** The images, cell by cell, and there by their sum in the third square. */
    private final int[] sorted;

    /** The sums of each image in {@link #sorted}, the square that varies most first. */
    private final int[] sums;

    /** At a cell's number, where it begins in {@link #sorted}; at the end, how many images there are. */
    private final int[] begin;

    private SimilarSearch(AllImages images, int[] among) {
        this.images = images;
        CoarseImages coarse = coarse(images.shape());
        squares = Math.max(FEWEST_SQUARES, coarse.squares());
        reach = RADIUS * coarse.side();
        cells = coarse.side() * coarse.side() * PixelStatistics.INK / reach + 1;
        begin = new int[cells * cells + 1];
        int[] unsorted = new int[Math.multiplyExact(among.length, squares)];
        IntStream.range(0, among.length)
                .parallel()
                .forEach(i -> coarse.sum(images.pixels(among[i]), images.offset(among[i]), unsorted, i * squares));
        int[] order = byVariance(unsorted);
        int[] places = IntStream.range(0, among.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> cell(unsorted, i, order[0], order[1]))
                        .thenComparing(i -> unsorted[i * squares + order[2]])
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        sorted = Arrays.stream(places).map(i -> among[i]).toArray();
        sums = new int[unsorted.length];
        for (int place = 0; place < places.length; place++) {
            for (int square = 0; square < squares; square++) {
                sums[place * squares + square] = unsorted[places[place] * squares + order[square]];
            }
            begin[cell(sums, place, 0, 1) + 1]++;
        }
        Arrays.parallelPrefix(begin, Integer::sum);
    }

    private static CoarseImages coarse(ImageShape shape) {
        int side = Math.max(USUAL_SIDE, (Math.max(shape.height(), shape.width()) - 1) / MOST_SQUARES + 1);
        while (side > 1 && new CoarseImages(shape, side).squares() < FEWEST_SQUARES) {
            side--;
        }
        return new CoarseImages(shape, side);
    }

    /**
     * What was found.
     *
     * @param pairs the nearest first
     * @param complete whether these are all
     */
    record Found(List<SimilarImages> pairs, boolean complete) {}

    /**
     * @param among numbers of images, ascending, no two of them identical
     */
    static Found search(AllImages images, int[] among) {
        SimilarSearch search = new SimilarSearch(images, among);
        long candidates = IntStream.range(0, among.length)
                .parallel()
                .mapToLong(search::candidates)
                .sum();
        if (candidates > MOST_CANDIDATES) {
            return new Found(List.of(), false);
        }
        List<int[]> near = IntStream.range(0, among.length)
                .parallel()
                .mapToObj(search::near)
                .toList();
        List<SimilarImages> pairs = IntStream.range(0, near.size())
                .boxed()
                .flatMap(place -> Arrays.stream(near.get(place)).mapToObj(other -> search.pair(place, other)))
                .sorted(Comparator.comparingInt(Pair::squaredDistance)
                        .thenComparing(Pair::first)
                        .thenComparing(Pair::second))
                .map(pair -> new SimilarImages(
                        images.ref(pair.first()), images.ref(pair.second()), Math.sqrt(pair.squaredDistance())))
                .toList();
        return new Found(pairs, near.stream().noneMatch(others -> others.length == MOST_OF_AN_IMAGE));
    }

    private record Pair(int first, int second, int squaredDistance) {}

    private Pair pair(int place, int other) {
        int first = Math.min(sorted[place], sorted[other]);
        int second = Math.max(sorted[place], sorted[other]);
        return new Pair(first, second, squaredDistance(first, second));
    }

    private int cell(int[] sums, int place, int square, int other) {
        return sums[place * squares + square] / reach * cells + sums[place * squares + other] / reach;
    }

    private long candidates(int place) {
        long[] count = {0};
        forEachStretch(place, (from, to) -> count[0] += to - from);
        return count[0];
    }

    private int[] near(int place) {
        int[] near = new int[MOST_OF_AN_IMAGE];
        int[] count = {0};
        forEachStretch(place, (from, to) -> {
            for (int other = from; other < to && count[0] < MOST_OF_AN_IMAGE; other++) {
                if (mayBeNear(place, other) && squaredDistance(sorted[place], sorted[other]) <= LIMIT) {
                    near[count[0]++] = other;
                }
            }
        });
        return Arrays.copyOf(near, count[0]);
    }

    /** A stretch of {@link #sorted}. */
    @FunctionalInterface
    private interface Stretch {
        void look(int from, int to);
    }

    /** Where images may be near the one at a place: those behind it in its cell, and in the cells after, so that each pair comes once. */
    private void forEachStretch(int place, Stretch stretch) {
        int x = sums[place * squares] / reach;
        int y = sums[place * squares + 1] / reach;
        int sum = sums[place * squares + 2];
        for (int cellX = x; cellX <= Math.min(x + 1, cells - 1); cellX++) {
            int firstY = cellX == x ? y : Math.max(0, y - 1);
            for (int cellY = firstY; cellY <= Math.min(y + 1, cells - 1); cellY++) {
                int cell = cellX * cells + cellY;
                boolean own = cellX == x && cellY == y;
                int from = own ? place + 1 : lowerBound(begin[cell], begin[cell + 1], sum - reach);
                int to = lowerBound(from, begin[cell + 1], sum + reach + 1);
                if (from < to) {
                    stretch.look(from, to);
                }
            }
        }
    }

    /** The first place of a stretch within a cell whose third sum is at least so much; its end if there is none. */
    private int lowerBound(int from, int to, int least) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle * squares + 2] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean mayBeNear(int place, int other) {
        int at = place * squares;
        int otherAt = other * squares;
        long sum = 0;
        long most = (long) reach * reach;
        for (int square = 0; square < squares && sum <= most; square++) {
            long difference = (long) sums[at + square] - sums[otherAt + square];
            sum += difference * difference;
        }
        return sum <= most;
    }

    /** Exact up to the limit; somewhere above it otherwise. */
    private int squaredDistance(int image, int other) {
        byte[] pixels = images.pixels(image);
        byte[] others = images.pixels(other);
        int at = images.offset(image);
        int otherAt = images.offset(other);
        int values = images.shape().values();
        int sum = 0;
        for (int pixel = 0; pixel < values && sum <= LIMIT; pixel++) {
            int difference = (pixels[at + pixel] & 0xff) - (others[otherAt + pixel] & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    /** The squares, those whose sums vary most first. */
    private int[] byVariance(int[] sums) {
        int count = sums.length / squares;
        double[] variances = IntStream.range(0, squares)
                .mapToDouble(square -> {
                    long sum = 0;
                    long sumOfSquares = 0;
                    for (int i = square; i < sums.length; i += squares) {
                        sum += sums[i];
                        sumOfSquares += (long) sums[i] * sums[i];
                    }
                    double mean = sum / (double) count;
                    return sumOfSquares / (double) count - mean * mean;
                })
                .toArray();
        return IntStream.range(0, squares)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(square -> -variances[square])
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
