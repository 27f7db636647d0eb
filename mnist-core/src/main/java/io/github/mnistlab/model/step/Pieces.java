package io.github.mnistlab.model.step;

import java.util.Arrays;

/** Numbers kept in pieces, and all of them in a row. */
final class Pieces {
    private Pieces() {}

    static float[][] zeros(int[] lengths) {
        return Arrays.stream(lengths).mapToObj(float[]::new).toArray(float[][]::new);
    }

    static int length(float[][] pieces) {
        return Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
    }

    /** Copies the pieces, one after the other, to {@code row} from {@code at} on. */
    static void join(float[][] pieces, float[] row, int at) {
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, row, at, piece.length);
            at += piece.length;
        }
    }

    /** Overwrites the pieces with what {@link #join} would copy. */
    static void split(float[] row, int at, float[][] pieces) {
        for (float[] piece : pieces) {
            System.arraycopy(row, at, piece, 0, piece.length);
            at += piece.length;
        }
    }
}
