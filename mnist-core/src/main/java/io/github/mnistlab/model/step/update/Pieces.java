package io.github.mnistlab.model.step.update;

import java.util.Arrays;

/** Numbers kept in pieces, and all of them in a row. */
public final class Pieces {
    private Pieces() {}

    public static float[][] zeros(int[] lengths) {
        return Arrays.stream(lengths).mapToObj(float[]::new).toArray(float[][]::new);
    }

    public static int length(float[][] pieces) {
        return Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
    }

    /** Copies the pieces, one after the other, to {@code row} from {@code at} on. */
    public static void join(float[][] pieces, float[] row, int at) {
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, row, at, piece.length);
            at += piece.length;
        }
    }

    /** Overwrites the pieces with what {@link #join} would copy. */
    public static void split(float[] row, int at, float[][] pieces) {
        for (float[] piece : pieces) {
            System.arraycopy(row, at, piece, 0, piece.length);
            at += piece.length;
        }
    }
}
