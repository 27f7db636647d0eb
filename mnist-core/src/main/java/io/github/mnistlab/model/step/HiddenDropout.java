package io.github.mnistlab.model.step;

/** Dropout of a hidden layer's units (Srivastava et al. 2014), in the inverted form. */
final class HiddenDropout {
    private final DropoutMask mask;
    private final int layer;
    private long key;

    /**
     * @param layer its number, from 0
     */
    HiddenDropout(DropoutMask mask, int layer) {
        this.mask = mask;
        this.layer = layer;
    }

    /** What units that are kept are multiplied by. */
    float scale() {
        return mask.scale();
    }

    /**
     * Draws the mask of a step.
     *
     * @param seed of the epoch
     * @param step its number in the training
     */
    void begin(long seed, long step) {
        key = DropoutMask.key(seed, step, 1 + layer);
    }

    /**
     * Multiplies values, or gradients with respect to them, by the step's mask.
     *
     * @param stage has them from index 0 on
     * @param from number of the first in the layer's matrix {@code [rows, units]}
     */
    void apply(float[] stage, int from, int count) {
        mask.multiply(key, from, stage, count);
    }
}
