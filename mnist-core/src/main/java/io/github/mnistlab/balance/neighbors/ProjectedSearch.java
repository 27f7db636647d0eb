package io.github.mnistlab.balance.neighbors;

import java.util.Arrays;

/**
 * The neighbour search for many candidates: all are looked at from the few directions of a {@link Projection}, by matrix
 * products, and the exact distance is computed of those only that might be near enough.
 */
final class ProjectedSearch implements AutoCloseable {
    private static final int MAX_QUERIES = 1024;
    private static final int MAX_CANDIDATES = 512;

    private final Points points;
    private final Projection projection;
    private final DotProducts products;
    private final float[] values;
    private final float[] line = new float[MAX_CANDIDATES];

    ProjectedSearch(Points points) {
        this.points = points;
        projection = new Projection(points);
        // One more number a row: the products of (-2p, 1) and (q, |q|²) are, but for |p|², the squared distances.
        values = new float[projection.directions() + 1];
        products = new DotProducts(values.length, MAX_QUERIES, MAX_CANDIDATES);
    }

    /**
     * Searches until it is done, or until so many candidates look near that it would not pay.
     *
     * @param queries rows whose neighbours are sought
     * @param candidates rows that may be neighbours, in ascending order
     * @param k how many neighbours
     * @param result takes the neighbours of each query
     * @return how many queries, from the first, have been answered
     */
    int search(int[] queries, int[] candidates, int k, int[][] result) {
        Nearest[] nearest = new Nearest[Math.min(MAX_QUERIES, queries.length)];
        for (int from = 0; from < queries.length; from += MAX_QUERIES) {
            int count = Math.min(MAX_QUERIES, queries.length - from);
            for (int i = 0; i < count; i++) {
                nearest[i] = new Nearest(queries[from + i], k);
                setQuery(i, queries[from + i]);
            }
            if (!scan(nearest, count, candidates, k)) {
                return from;
            }
            for (int i = 0; i < count; i++) {
                result[from + i] = nearest[i].rows();
            }
        }
        return queries.length;
    }

    @Override
    public void close() {
        products.close();
    }

    private boolean scan(Nearest[] nearest, int queries, int[] candidates, int k) {
        for (int from = 0; from < candidates.length; from += MAX_CANDIDATES) {
            int count = Math.min(MAX_CANDIDATES, candidates.length - from);
            for (int i = 0; i < count; i++) {
                setCandidate(i, candidates[from + i]);
            }
            products.multiply(queries, count);
            long measured = 0;
            for (int i = 0; i < queries; i++) {
                products.read(i, line);
                if (from == 0) {
                    nearest[i].begin(candidates, count, line);
                } else {
                    nearest[i].scan(candidates, from, count, line);
                }
                measured += nearest[i].measured();
            }
            // An exact distance takes as long as the products of some sixty pairs with all columns.
            if (measured > queries * (64L + 8L * k + (from + count) / 64)) {
                return false;
            }
        }
        return true;
    }

    private void setQuery(int place, int row) {
        for (int i = 0; i < projection.directions(); i++) {
            values[i] = -2 * projection.coordinate(row, i);
        }
        values[projection.directions()] = 1;
        products.setLeft(place, values);
    }

    private void setCandidate(int place, int row) {
        for (int i = 0; i < projection.directions(); i++) {
            values[i] = projection.coordinate(row, i);
        }
        values[projection.directions()] = (float) projection.squaredNorm(row);
        products.setRight(place, values);
    }

    /**
     * The nearest rows of one query so far, by exact distance, of equals the lower row first.
     *
     * <p>A candidate that looks farther than it may be is done with. Of the others, those that look nearer than all before
     * but a few are measured at once, which lowers the limit; the rest wait until the limit is as low as it gets, when most
     * of them are above it.
     */
    private final class Nearest {
        private static final int MAX_WAITING = 256;

        private final int query;
        private final int[] rows;
        private final double[] distances;
        private int size;
        private float limit = Float.POSITIVE_INFINITY;
        /** The k lowest looks so far, in ascending order. */
        private final float[] lowest;

        private final int[] waiting = new int[MAX_WAITING];
        private final float[] looks = new float[MAX_WAITING];
        private int waits;
        private int measured;

        Nearest(int query, int k) {
            this.query = query;
            rows = new int[k];
            distances = new double[k];
            lowest = new float[k];
            Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        }

        /** The first candidates: begins with those that look nearest, so that the limit is low for the rest. */
        void begin(int[] candidates, int count, float[] line) {
            float[] ascending = Arrays.copyOf(line, count);
            Arrays.sort(ascending);
            float kth = ascending[Math.min(rows.length, count - 1)]; // of k + 1, as the query may be among them
            for (int i = 0; i < count; i++) {
                if (line[i] <= kth) {
                    take(candidates[i], line[i]);
                    line[i] = Float.NaN;
                }
            }
            scan(candidates, 0, count, line);
        }

        void scan(int[] candidates, int from, int count, float[] line) {
            float highest = limit;
            for (int i = 0; i < count; i++) {
                if (line[i] <= highest) {
                    take(candidates[from + i], line[i]);
                    highest = limit;
                }
            }
        }

        /** The nearest of all that were scanned. */
        int[] rows() {
            measureWaiting();
            return rows;
        }

        private void measureWaiting() {
            for (int i = 0; i < waits; i++) {
                if (looks[i] <= limit) {
                    measure(waiting[i]);
                }
            }
            waits = 0;
        }

        int measured() {
            return measured;
        }

        private void take(int row, float look) {
            int place = lowest.length;
            while (place > 0 && look < lowest[place - 1]) {
                place--;
            }
            if (row == query) {
                return;
            }
            if (place < lowest.length) {
                System.arraycopy(lowest, place, lowest, place + 1, lowest.length - place - 1);
                lowest[place] = look;
                measure(row);
            } else {
                if (waits == MAX_WAITING) {
                    measureWaiting();
                }
                waiting[waits] = row;
                looks[waits++] = look;
            }
        }

        private void measure(int row) {
            measured++;
            double distance = points.squaredDistance(query, row);
            int place = size;
            while (place > 0 && comesBefore(distance, row, place - 1)) {
                place--;
            }
            if (place < rows.length) {
                size = Math.min(size + 1, rows.length);
                System.arraycopy(rows, place, rows, place + 1, size - place - 1);
                System.arraycopy(distances, place, distances, place + 1, size - place - 1);
                rows[place] = row;
                distances[place] = distance;
                if (size == rows.length) {
                    double reach = projection.squaredReach(query, distances[size - 1]);
                    limit = Math.nextUp((float) (reach - projection.squaredNorm(query)));
                }
            }
        }

        private boolean comesBefore(double distance, int row, int place) {
            return distance < distances[place] || (distance == distances[place] && row < rows[place]);
        }
    }
}
