package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.AugmentationSpec;
import java.util.Arrays;

/** The smoothed field of shifts of Simard, Steinkraus and Platt 2003. */
final class ElasticField {
    private static final int SIDE = LabeledImages.SIDE;
    private static final int PIXELS = LabeledImages.PIXELS;

    /** Standard deviations at which the Gaussian is cut off. */
    private static final double REACH = 3;

    private final float alpha;
    private final float[] weights;
    private final float[] sums = new float[PIXELS];

    /** A field with as many lines without a shift above and below. */
    private final float[] padded = new float[3 * PIXELS];

    private final float[] shifts = new float[2 * PIXELS];

    ElasticField(AugmentationSpec.Elastic elastic) {
        this.alpha = (float) elastic.alpha();
        this.weights = weights(elastic.sigma());
    }

    /** Of the distances from 0 on; that of 0, and twice each of the others, make 1. */
    private static float[] weights(double sigma) {
        double[] exact = new double[(int) Math.ceil(REACH * sigma) + 1];
        double sum = 0;
        for (int distance = 0; distance < exact.length; distance++) {
            exact[distance] = StrictMath.exp(-distance * distance / (2 * sigma * sigma));
            sum += (distance == 0 ? 1 : 2) * exact[distance];
        }
        float[] weights = new float[Math.min(SIDE, exact.length)];
        for (int distance = 0; distance < weights.length; distance++) {
            weights[distance] = (float) (exact[distance] / sum);
        }
        return weights;
    }

    /** How many pixels to the right each pixel is to be taken from, 784 of them, and then how many down. Used again. */
    float[] draw(Draws draws) {
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (float) draws.symmetric();
        }
        smooth(0);
        smooth(PIXELS);
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] *= alpha;
        }
        return shifts;
    }

    /** Along columns, and then along lines, which by then are columns. */
    private void smooth(int from) {
        smoothColumns(from);
        smoothColumns(from);
    }

    /** Smooths along columns and puts lines for columns. Outside the image there is no shift. */
    private void smoothColumns(int from) {
        System.arraycopy(shifts, from, padded, PIXELS, PIXELS);
        Arrays.fill(sums, 0);
        for (int distance = 0; distance < weights.length; distance++) {
            // The line itself once, though it is as far above as below.
            float weight = distance == 0 ? weights[0] / 2 : weights[distance];
            addPairs(sums, padded, PIXELS - distance * SIDE, PIXELS + distance * SIDE, weight);
        }
        for (int line = 0; line < SIDE; line++) {
            for (int column = 0; column < SIDE; column++) {
                shifts[from + column * SIDE + line] = sums[line * SIDE + column];
            }
        }
    }

    private static void addPairs(float[] sums, float[] values, int above, int below, float weight) {
        for (int i = 0; i < PIXELS; i++) {
            sums[i] += weight * (values[above + i] + values[below + i]);
        }
    }
}
