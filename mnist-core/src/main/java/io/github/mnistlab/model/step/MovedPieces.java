package io.github.mnistlab.model.step;

/** Takes note of parameters that were moved, piece by piece, while these are still in the processor's cache. */
@FunctionalInterface
interface MovedPieces {
    /** Takes note of nothing. */
    MovedPieces IGNORED = (piece, parameters, count) -> {};

    /**
     * Several threads may call it, each for another piece.
     *
     * @param piece its number in its layer
     * @param parameters the piece's, from index 0 on
     * @param count how many they are
     */
    void moved(int piece, float[] parameters, int count);
}
