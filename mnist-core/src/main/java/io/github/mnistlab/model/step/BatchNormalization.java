package io.github.mnistlab.model.step;

import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.step.update.ParameterUpdate;

/**
 * Ioffe and Szegedy 2015: a layer's pre-activations less their mean in the batch, over their standard deviation there, times a
 * scale of the unit's own, plus a shift. As in PyTorch, the variance in the batch is the biased one, and the running one,
 * which predictions use, the unbiased one.
 *
 * <p>Sums are taken in double precision, over each unit's rows in one order, so that no bit depends on who takes them.
 */
final class BatchNormalization {
    /** The share of a batch in the running statistics; PyTorch's. */
    private static final double MOMENTUM = 0.1;

    private final int units;
    private final int piece;
    private final float[] scaleAndShift;
    private final float[] gradient;
    private final float[] runningMean;
    private final float[] runningVariance;
    private final float[] inverseDeviation;
    private final float[] normalized;

    /**
     * @param piece number of its piece of the update in the network: the scales, and then the shifts
     * @param batchSize the most rows
     */
    BatchNormalization(int units, int piece, int batchSize) {
        this.units = units;
        this.piece = piece;
        this.scaleAndShift = new float[2 * units];
        this.gradient = new float[2 * units];
        this.runningMean = new float[units];
        this.runningVariance = new float[units];
        this.inverseDeviation = new float[units];
        this.normalized = new float[Math.multiplyExact(batchSize, units)];
    }

    /** How many numbers the update moves. */
    static int trained(int units) {
        return 2 * units;
    }

    /** How many numbers it has: scales, shifts, running means, running variances. */
    int parameters() {
        return 4 * units;
    }

    /**
     * Normalises the pre-activations of some units in place.
     *
     * @param stage has them from index 0 on, unit after unit
     * @param first of the units
     */
    void forward(float[] stage, int first, int count, int rows) {
        for (int unit = 0; unit < count; unit++) {
            normalize(stage, unit * rows, first + unit, rows);
        }
    }

    private void normalize(float[] stage, int at, int unit, int rows) {
        double mean = sum(stage, at, rows) / rows;
        double variance = sumOfSquares(stage, at, rows, mean) / rows;
        double inverse = 1 / Math.sqrt(variance + LayerShape.NORMALIZATION_EPSILON);
        inverseDeviation[unit] = (float) inverse;
        scale(stage, at, normalized, unit * rows, rows, (float) mean, (float) inverse);
        move(normalized, unit * rows, stage, at, rows, scaleAndShift[unit], scaleAndShift[units + unit]);
        // One row has no unbiased variance, and its mean tells little.
        if (rows > 1) {
            double unbiased = variance * rows / (rows - 1);
            runningMean[unit] = (float) ((1 - MOMENTUM) * runningMean[unit] + MOMENTUM * mean);
            runningVariance[unit] = (float) ((1 - MOMENTUM) * runningVariance[unit] + MOMENTUM * unbiased);
        }
    }

    /** Turns gradients with respect to what came out of the last forward pass into those with respect to what went in. */
    void backward(float[] stage, int first, int count, int rows) {
        for (int unit = 0; unit < count; unit++) {
            toInputGradients(stage, unit * rows, first + unit, rows);
        }
    }

    private void toInputGradients(float[] stage, int at, int unit, int rows) {
        double shift = sum(stage, at, rows);
        double scale = sumOfProducts(stage, at, normalized, unit * rows, rows);
        gradient[unit] = (float) scale;
        gradient[units + unit] = (float) shift;
        float factor = scaleAndShift[unit] * inverseDeviation[unit];
        project(stage, at, normalized, unit * rows, rows, factor, (float) (shift / rows), (float) (scale / rows));
    }

    /** Moves scales and shifts by the gradient of the last backward pass. */
    void move(ParameterUpdate update) {
        update.apply(piece, scaleAndShift, gradient, scaleAndShift.length);
    }

    /** Copies its parameters in Deeplearning4j's order to {@code flat}, from {@code offset} on. */
    void read(float[] flat, int offset) {
        System.arraycopy(scaleAndShift, 0, flat, offset, 2 * units);
        System.arraycopy(runningMean, 0, flat, offset + 2 * units, units);
        System.arraycopy(runningVariance, 0, flat, offset + 3 * units, units);
    }

    /** Overwrites its parameters with what {@link #read} would copy. */
    void write(float[] flat, int offset) {
        System.arraycopy(flat, offset, scaleAndShift, 0, 2 * units);
        System.arraycopy(flat, offset + 2 * units, runningMean, 0, units);
        System.arraycopy(flat, offset + 3 * units, runningVariance, 0, units);
    }

    /** The sums take four numbers at a time: one sum alone would wait for each addition. */
    private static double sum(float[] values, int at, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < count - 3; i += 4) {
            a += values[at + i];
            b += values[at + i + 1];
            c += values[at + i + 2];
            d += values[at + i + 3];
        }
        for (; i < count; i++) {
            a += values[at + i];
        }
        return (a + b) + (c + d);
    }

    private static double sumOfSquares(float[] values, int at, int count, double mean) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < count - 3; i += 4) {
            double x = values[at + i] - mean;
            double y = values[at + i + 1] - mean;
            double z = values[at + i + 2] - mean;
            double w = values[at + i + 3] - mean;
            a += x * x;
            b += y * y;
            c += z * z;
            d += w * w;
        }
        for (; i < count; i++) {
            double x = values[at + i] - mean;
            a += x * x;
        }
        return (a + b) + (c + d);
    }

    private static double sumOfProducts(float[] values, int at, float[] others, int othersAt, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < count - 3; i += 4) {
            a += (double) values[at + i] * others[othersAt + i];
            b += (double) values[at + i + 1] * others[othersAt + i + 1];
            c += (double) values[at + i + 2] * others[othersAt + i + 2];
            d += (double) values[at + i + 3] * others[othersAt + i + 3];
        }
        for (; i < count; i++) {
            a += (double) values[at + i] * others[othersAt + i];
        }
        return (a + b) + (c + d);
    }

    private static void scale(float[] from, int at, float[] into, int intoAt, int count, float mean, float inverse) {
        for (int i = 0; i < count; i++) {
            into[intoAt + i] = (from[at + i] - mean) * inverse;
        }
    }

    private static void move(float[] from, int at, float[] into, int intoAt, int count, float scale, float shift) {
        for (int i = 0; i < count; i++) {
            into[intoAt + i] = from[at + i] * scale + shift;
        }
    }

    /** Takes from gradients their mean and what of them lies along the normalised values. */
    private static void project(
            float[] gradients,
            int at,
            float[] normalized,
            int normalizedAt,
            int count,
            float factor,
            float mean,
            float along) {
        for (int i = 0; i < count; i++) {
            gradients[at + i] = factor * (gradients[at + i] - mean - normalized[normalizedAt + i] * along);
        }
    }
}
