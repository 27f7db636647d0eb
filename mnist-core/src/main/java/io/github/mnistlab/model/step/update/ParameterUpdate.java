package io.github.mnistlab.model.step.update;

/**
 * An optimizer's rule, applied to one piece of the parameters after the other, while its gradient is still in the
 * processor's cache.
 *
 * <p>In Java, for three reasons. ND4J's own updater takes the square root and the quotient of one number at a time, and
 * 2.7 ms for the 1.46 million parameters of the default network; the loops of the implementations, which HotSpot
 * vectorises, take 0.3 ms. (It does so where all arrays of a loop are indexed by the loop's variable alone; that is why
 * the state is kept by pieces.) Java's arithmetic gives the same bits on every machine. And no call is needed for a
 * piece, so pieces can be small.
 */
public interface ParameterUpdate {

    /**
     * Begins a step.
     *
     * @param learningRate of this step
     * @param step its number, from 1
     */
    void beginStep(double learningRate, long step);

    /** What a weight is multiplied by in this step before it is moved: 1, unless weights decay. Biases are not. */
    default float keptOfWeights() {
        return 1;
    }

    /**
     * Moves the parameters of a piece.
     *
     * @param piece its number
     * @param parameters the piece's, from index 0 on
     * @param gradient theirs
     * @param count how many they are
     */
    void apply(int piece, float[] parameters, float[] gradient, int count);

    /** A copy of what it remembers. */
    float[] state();

    /** Goes on from a {@link #state}. */
    void restore(float[] state);
}
