package io.github.mnistlab.model.step;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.model.AugmentationSpec;
import java.util.Arrays;

/** The smoothed field of shifts of Simard, Steinkraus and Platt 2003. */
final class ElasticField {
    /** Standard deviations at which the Gaussian is cut off. */
    private static final double REACH = 3;

    private final float alpha;
    private final float[] weights;
    private final int height;
    private final int width;
    private final int pixels;
    private final float[] sums;

    /** A field with as many lines without a shift above and below. */
    private final float[] padded;

    private final float[] shifts;

    ElasticField(AugmentationSpec.Elastic elastic, ImageShape shape) {
        this.alpha = (float) elastic.alpha();
        this.weights = weights(elastic.sigma(), Math.max(shape.height(), shape.width()));
        this.height = shape.height();
        this.width = shape.width();
        this.pixels = shape.pixels();
        this.sums = new float[pixels];
        this.padded = new float[3 * pixels];
        this.shifts = new float[2 * pixels];
    }

    /** Of the distances from 0 on; that of 0, and twice each of the others, make 1. */
    private static float[] weights(double sigma, int side) {
        double[] exact = new double[(int) Math.ceil(REACH * sigma) + 1];
        double sum = 0;
        for (int distance = 0; distance < exact.length; distance++) {
            exact[distance] = StrictMath.exp(-distance * distance / (2 * sigma * sigma));
            sum += (distance == 0 ? 1 : 2) * exact[distance];
        }
        float[] weights = new float[Math.min(side, exact.length)];
        for (int distance = 0; distance < weights.length; distance++) {
            weights[distance] = (float) (exact[distance] / sum);
        }
        return weights;
    }

    /** How many pixels to the right each pixel is to be taken from, and then how many down. Used again. */
    float[] draw(Draws draws) {
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (float) draws.symmetric();
        }
        smooth(0);
        smooth(pixels);
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] *= alpha;
        }
        return shifts;
    }

    /** Along columns, and then along lines, which by then are columns. */
    private void smooth(int from) {
        smoothColumns(from, height, width);
        smoothColumns(from, width, height);
    }

    /** Smooths along columns and puts lines for columns. Outside the image there is no shift. */
    private void smoothColumns(int from, int lines, int columns) {
        System.arraycopy(shifts, from, padded, pixels, pixels);
        Arrays.fill(sums, 0);
        for (int distance = 0; distance < Math.min(lines, weights.length); distance++) {
            // The line itself once, though it is as far above as below.
            float weight = distance == 0 ? weights[0] / 2 : weights[distance];
            addPairs(sums, padded, pixels - distance * columns, pixels + distance * columns, weight);
        }
        for (int line = 0; line < lines; line++) {
            for (int column = 0; column < columns; column++) {
                shifts[from + column * lines + line] = sums[line * columns + column];
            }
        }
    }

    private static void addPairs(float[] sums, float[] values, int above, int below, float weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * (values[above + i] + values[below + i]);
        }
    }
}
