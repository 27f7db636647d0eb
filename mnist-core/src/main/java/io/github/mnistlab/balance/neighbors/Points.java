package io.github.mnistlab.balance.neighbors;

/**
 * Rows of numbers among which neighbours are sought.
 *
 * <p>There are two views of a row. Distances that decide are computed one pair at a time, exactly or in double precision.
 * Single-precision copies, moved and scaled as suits them, serve to find out which pairs are worth it.
 */
public interface Points {

    /** How many rows there are. */
    int rows();

    /** How many numbers a row has. */
    int columns();

    /**
     * The squared Euclidean distance that decides about neighbours, in the same unit for all pairs: exact, or summed from
     * the first column to the last in double precision.
     */
    double squaredDistance(int row, int other);

    /**
     * Writes the row in single precision, each number in the unit of {@link #squaredDistance} less a constant of its
     * column, and rounded once: off by a factor of at most 1 ± 2⁻²⁴ (1 + 2⁻²⁰), or by 2⁻¹²⁶.
     */
    void copyRow(int row, float[] to);
}
