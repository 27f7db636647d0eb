package io.github.mnistlab.balance.neighbors;

import java.util.Arrays;

/**
 * The k nearest rows by Euclidean distance: those of a brute-force search in double precision, with ties going to the
 * lower row, but found at the speed of single-precision matrix products.
 *
 * <p>With |x − y|² = |x|² + |y|² − 2x·y, one matrix product gives the approximate distances of a block of rows to a block
 * of candidates. Its rounding error has a bound ({@link #errorBound}), so a candidate can be struck out if it is farther
 * than the k-th nearest by more than twice that bound; the few that remain are ranked by exact distance. The products'
 * last bits, which differ between BLAS kernels, therefore never show in the result.
 *
 * <p>Among many candidates of many columns, the products are of coordinates along few directions ({@link Projection}),
 * which bound the distance from below: six times fewer operations, where the rows are such that few other rows look near.
 *
 * <p>One search may follow another in the same blocks of memory, some 7 MiB off the heap for images, and 512 bytes a row
 * on it where there are directions; {@link #close} frees them. Not for use by several threads at once.
 */
public final class NearestNeighbors implements AutoCloseable {
    private static final int MAX_QUERIES = 1024;
    private static final int MAX_CANDIDATES = 512;
    private static final int MAX_BLOCK_VALUES = 1 << 22;

    // Where directions are worth finding: with fewer pairs, candidates or columns it takes longer than it saves.
    private static final long PROJECTED_PAIRS = 1 << 25;
    private static final int PROJECTED_CANDIDATES = 8192;
    private static final int PROJECTED_COLUMNS = 512;
    /** The bounds of rounding errors hold for so many terms. */
    private static final int MAX_PROJECTED_COLUMNS = 8192;

    private final Points points;
    private final DotProducts products;
    private final double[] queryNorms;
    private final double[] candidateNorms;
    private final float[] values;
    private final float[] line;
    private ProjectedSearch projected;

    /** @param points the rows among which to search */
    public NearestNeighbors(Points points) {
        this.points = points;
        int most = Math.min(points.rows(), Math.max(1, MAX_BLOCK_VALUES / points.columns()));
        queryNorms = new double[Math.min(MAX_QUERIES, most)];
        candidateNorms = new double[Math.min(MAX_CANDIDATES, most)];
        values = new float[points.columns()];
        line = new float[candidateNorms.length];
        products = new DotProducts(points.columns(), queryNorms.length, candidateNorms.length);
    }

    /**
     * Searches the candidates for the nearest of each query. A query that is a candidate itself is left out of its own
     * neighbours; another row of the same values is not.
     *
     * @param queries rows whose neighbours are sought
     * @param candidates rows that may be neighbours, in ascending order, each once
     * @param k how many neighbours, 1 or more; each query must have as many candidates other than itself
     * @return for each query its {@code k} neighbours' rows, nearest first, of equals the lower row first
     * @throws IllegalArgumentException if candidates do not ascend, or are too few for k
     */
    public int[][] search(int[] queries, int[] candidates, int k) {
        for (int i = 1; i < candidates.length; i++) {
            if (candidates[i - 1] >= candidates[i]) {
                throw new IllegalArgumentException(
                        "candidates must ascend, but " + candidates[i] + " comes after " + candidates[i - 1]);
            }
        }
        for (int query : queries) {
            int others = candidates.length - (Arrays.binarySearch(candidates, query) >= 0 ? 1 : 0);
            if (k < 1 || k > others) {
                throw new IllegalArgumentException(
                        "k must be 1 to " + others + ", the number of candidates for row " + query + ", but is " + k);
            }
        }
        int[][] result = new int[queries.length][];
        int answered = 0;
        if (isWorthProjecting(queries.length, candidates.length)) {
            projected = projected == null ? new ProjectedSearch(points) : projected;
            answered = projected.search(queries, candidates, k, result);
        }
        for (int from = answered; from < queries.length; from += queryNorms.length) {
            int to = Math.min(queries.length, from + queryNorms.length);
            Shortlist[] shortlists = searchBlock(Arrays.copyOfRange(queries, from, to), candidates, k);
            for (int i = from; i < to; i++) {
                result[i] = shortlists[i - from].nearest();
            }
        }
        return result;
    }

    @Override
    public void close() {
        products.close();
        if (projected != null) {
            projected.close();
        }
    }

    private boolean isWorthProjecting(int queries, int candidates) {
        return (long) queries * candidates >= PROJECTED_PAIRS
                && candidates >= PROJECTED_CANDIDATES
                && points.columns() >= PROJECTED_COLUMNS
                && points.columns() <= MAX_PROJECTED_COLUMNS;
    }

    private Shortlist[] searchBlock(int[] queries, int[] candidates, int k) {
        Shortlist[] shortlists = new Shortlist[queries.length];
        for (int i = 0; i < queries.length; i++) {
            shortlists[i] = new Shortlist(points, queries[i], k);
            points.copyRow(queries[i], values);
            queryNorms[i] = Projection.dot(values, values);
            products.setLeft(i, values);
        }
        double largestNorm = 0;
        for (int from = 0; from < candidates.length; from += candidateNorms.length) {
            int count = Math.min(candidateNorms.length, candidates.length - from);
            for (int i = 0; i < count; i++) {
                points.copyRow(candidates[from + i], values);
                candidateNorms[i] = Projection.dot(values, values);
                largestNorm = Math.max(largestNorm, candidateNorms[i]);
                products.setRight(i, values);
            }
            products.multiply(queries.length, count);
            for (int i = 0; i < queries.length; i++) {
                products.read(i, line);
                double bound = errorBound(points.columns(), queryNorms[i], largestNorm);
                shortlists[i].scan(candidates, from, count, candidateNorms, line, 2 * bound);
            }
        }
        return shortlists;
    }

    /**
     * How far, at most, |x|² + |y|² − 2x·y from single-precision copies x, y and a single-precision product lies from the
     * squared distance that decides.
     *
     * <p>With u = 2⁻²⁴, n columns, and nu well below 1: the product of the copies is off by at most nu|x||y|, in whatever
     * order it is summed, fused or not (Higham 2002, section 3.1), which counts twice and is at most nu/2 · (|x| + |y|)²;
     * rounding the copies changes the distance by at most about 2u (|x| + |y|)²; double-precision sums are off by some
     * 2⁻⁵³n (|x| + |y|)². Together less than (n/2 + 3) u (|x| + |y|)²; taken here are (n + 8) u, and 2⁻¹²⁰n for numbers so
     * small that hardware may take them for zero.
     */
    private static double errorBound(int columns, double squaredNorm, double largestSquaredNorm) {
        double reach = Math.sqrt(squaredNorm) + Math.sqrt(largestSquaredNorm);
        return (columns + 8) * 0x1p-24 * reach * reach + columns * 0x1p-120;
    }
}
