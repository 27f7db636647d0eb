package io.github.mnistlab.model.step;

import java.nio.FloatBuffer;

/** Dropout of a hidden layer's units (Srivastava et al. 2014), in the inverted form. */
final class HiddenDropout {
    private final DropoutMask mask;
    private final int layer;
    private final int units;
    private final float[] factors;

    /**
     * @param layer its number, from 0
     * @param batchSize the most rows
     */
    HiddenDropout(DropoutMask mask, int layer, int units, int batchSize) {
        this.mask = mask;
        this.layer = layer;
        this.units = units;
        this.factors = new float[Math.multiplyExact(batchSize, units)];
    }

    /**
     * Draws a mask and leaves units out.
     *
     * @param values of the units, {@code [rows, units]}, from {@code offset} on
     */
    void drop(FloatBuffer values, int offset, int rows, long seed, long step, UnitBlocks blocks) {
        long key = DropoutMask.key(seed, step, 1 + layer);
        blocks.change(values, offset, rows, units, (stage, first, count) -> {
            mask.draw(key, first * rows, count * rows, factors);
            multiply(stage, factors, first * rows, count * rows);
        });
    }

    /** Turns the gradients of the loss with respect to what was left of the units into those with respect to the units. */
    void toUnitGradients(FloatBuffer gradients, int rows, UnitBlocks blocks) {
        blocks.change(
                gradients,
                0,
                rows,
                units,
                (stage, first, count) -> multiply(stage, factors, first * rows, count * rows));
    }

    private static void multiply(float[] values, float[] factors, int from, int count) {
        for (int i = 0; i < count; i++) {
            values[i] *= factors[from + i];
        }
    }
}
