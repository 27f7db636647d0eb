package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.Arrays;

/**
 * Prior correction, which Buda, Maki and Mazurowski 2018 call thresholding (after Richard and Lippmann 1991): a class's
 * probability is divided by its share of the training rows, and the results are made to sum to 1 again. What was learned
 * from unequal classes becomes what one would believe if all classes were equally frequent.
 *
 * <p>It acts on the test probabilities, once, after training: parameters, the training's history and the model's file are
 * those of a run without it, to the bit. Whoever predicts with the model's file gets the network's own probabilities.
 */
@JsonAutoDetect
public record Threshold() implements ProbabilityBalancing {

    @Override
    public float[] correct(float[] probabilities, int[] counts) {
        int classes = counts.length;
        if (probabilities.length % classes != 0) {
            throw new IllegalArgumentException("there must be " + classes + " probabilities a row, but there are "
                    + probabilities.length + " in all");
        }
        for (int c = 0; c < classes; c++) {
            if (counts[c] == 0) {
                throw new NotApplicableException("threshold cannot be applied to class " + c
                        + ": it has no training row, and a probability cannot be divided by a share of 0; the rows of each"
                        + " class are " + Arrays.toString(counts));
            }
        }
        float[] corrected = new float[probabilities.length];
        double[] row = new double[classes];
        for (int from = 0; from < probabilities.length; from += classes) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                // By the number of rows: their total, which makes it a share, cancels.
                row[c] = (double) probabilities[from + c] / counts[c];
                sum += row[c];
            }
            for (int c = 0; c < classes; c++) {
                corrected[from + c] = (float) (row[c] / sum);
            }
        }
        return corrected;
    }
}
