package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.AugmentationSpec;

/** The smoothed field of shifts of Simard, Steinkraus and Platt 2003. */
final class ElasticField {
    private static final int SIDE = LabeledImages.SIDE;
    private static final int PIXELS = LabeledImages.PIXELS;

    /** Standard deviations at which the Gaussian is cut off. */
    private static final double REACH = 3;

    private final float alpha;
    private final float[] weights;
    private final float[] smoothedAcross = new float[PIXELS];
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

    /** Along lines, and then along columns; outside the image there is no shift. */
    private void smooth(int from) {
        for (int line = 0; line < SIDE; line++) {
            for (int column = 0; column < SIDE; column++) {
                int place = line * SIDE + column;
                float sum = weights[0] * shifts[from + place];
                for (int d = 1; d < weights.length; d++) {
                    float before = column - d >= 0 ? shifts[from + place - d] : 0;
                    float after = column + d < SIDE ? shifts[from + place + d] : 0;
                    sum += weights[d] * (before + after);
                }
                smoothedAcross[place] = sum;
            }
        }
        for (int line = 0; line < SIDE; line++) {
            for (int column = 0; column < SIDE; column++) {
                int place = line * SIDE + column;
                float sum = weights[0] * smoothedAcross[place];
                for (int d = 1; d < weights.length; d++) {
                    float before = line - d >= 0 ? smoothedAcross[place - d * SIDE] : 0;
                    float after = line + d < SIDE ? smoothedAcross[place + d * SIDE] : 0;
                    sum += weights[d] * (before + after);
                }
                shifts[from + place] = sum;
            }
        }
    }
}
