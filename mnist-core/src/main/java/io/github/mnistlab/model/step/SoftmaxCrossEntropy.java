package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The loss of the logits, and its gradients with respect to them. Labels may be smoothed (Szegedy et al. 2016): each class
 * then gets its share of what is taken from the label.
 */
final class SoftmaxCrossEntropy {
    /** Deeplearning4j's bound of a probability under the logarithm. */
    private static final double LEAST_PROBABILITY = 1e-10;

    private final int classes;
    private final double[] lossWeights;
    private final double labelTarget;
    private final double otherTarget;
    private final float[] stage;
    private final double[] exponentials;

    /**
     * @param batchSize the most rows
     * @param lossWeights of each class; empty for none
     * @param labelSmoothing the share of a label that is given to all classes alike, at least 0 and below 1
     */
    SoftmaxCrossEntropy(int batchSize, int classes, List<Double> lossWeights, double labelSmoothing) {
        this.classes = classes;
        this.otherTarget = labelSmoothing / classes;
        this.labelTarget = 1 - labelSmoothing + otherTarget;
        this.lossWeights = new double[classes];
        for (int c = 0; c < classes; c++) {
            this.lossWeights[c] = lossWeights.isEmpty() ? 1 : lossWeights.get(c);
        }
        this.stage = new float[batchSize * classes];
        this.exponentials = new double[classes];
    }

    /**
     * @param logits of the rows, class after class
     * @param gradients gets the gradient of the loss with respect to each logit, in the same order
     * @return without the penalty
     */
    TrainingStep.Outcome apply(
            FloatBuffer logits, FloatBuffer gradients, Examples examples, int[] order, int from, int count) {
        logits.get(0, stage, 0, count * classes);
        double loss = 0;
        int correct = 0;
        for (int row = 0; row < count; row++) {
            int label = examples.label(order[from + row]);
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (stage[c * count + row] > stage[best * count + row]) {
                    best = c;
                }
            }
            if (best == label) {
                correct++;
            }
            double total = 0;
            for (int c = 0; c < classes; c++) {
                // The greatest sum taken off, so that no power overflows. StrictMath, for the same bits everywhere.
                exponentials[c] = StrictMath.exp((double) stage[c * count + row] - stage[best * count + row]);
                total += exponentials[c];
            }
            double weight = lossWeights[label];
            loss += weight * crossEntropy(label, total);
            for (int c = 0; c < classes; c++) {
                double above = exponentials[c] / total - (c == label ? labelTarget : otherTarget);
                stage[c * count + row] = (float) (weight * above / count);
            }
        }
        gradients.put(0, stage, 0, count * classes);
        return new TrainingStep.Outcome(loss / count, correct);
    }

    /** Of the row whose exponentials are there. */
    private double crossEntropy(int label, double total) {
        double sum = -labelTarget * logProbability(label, total);
        for (int c = 0; otherTarget > 0 && c < classes; c++) {
            if (c != label) {
                sum -= otherTarget * logProbability(c, total);
            }
        }
        return sum;
    }

    private double logProbability(int c, double total) {
        return StrictMath.log(Math.max(exponentials[c] / total, LEAST_PROBABILITY));
    }
}
