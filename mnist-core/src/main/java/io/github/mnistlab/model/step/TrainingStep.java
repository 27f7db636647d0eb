package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.Predictor;
import io.github.mnistlab.model.TrainedModel;

/**
 * The arithmetic of training: it holds parameters and the optimizer's state and moves them by one batch at a time. What
 * is trained on, in which order, and for how long, is the {@link Trainer}'s business.
 */
public interface TrainingStep extends AutoCloseable {

    /**
     * What a step found before it moved the parameters.
     *
     * @param loss mean cross-entropy of the rows with their smoothed labels, each times the weight of its class, plus the L2
     *     penalty
     * @param correct rows whose most probable class is their label
     */
    record Outcome(double loss, int correct) {}

    /**
     * Begins an epoch.
     *
     * @param learningRate of its steps
     * @param dropoutSeed what dropout draws from in this epoch, never zero
     */
    void beginEpoch(double learningRate, long dropoutSeed);

    /** Ends an epoch, from 1 to {@code epochs}: where parameters are averaged epoch by epoch, they are taken in. */
    default void endEpoch(int epoch, int epochs) {}

    /** Gives the steps from here on another learning rate. */
    void setLearningRate(double learningRate);

    /** One step on rows {@code order[from]} to {@code order[from + count - 1]}. */
    Outcome run(Examples examples, int[] order, int from, int count);

    /** The L2 penalty of the present parameters. */
    double penalty();

    /** A copy of the parameters, in {@link FlatParameters}' order. */
    float[] parameters();

    /** A copy of those that a model would have now: the average, where one is taken; else {@link #parameters}. */
    float[] modelParameters();

    /**
     * A copy of the optimizer's own numbers, {@link OptimizerSpec#statesPerParameter} for each parameter, in an order
     * that is the step's own; then the average of the parameters, in {@link FlatParameters}' order, where one is taken.
     */
    float[] optimizerState();

    /**
     * Goes on from where another step of the same class and making stood: what this one does from here is to the bit
     * what that one would have done.
     *
     * @param parameters its {@link #parameters}
     * @param optimizerState its {@link #optimizerState}
     * @param steps how many it had made
     */
    void restore(float[] parameters, float[] optimizerState, long steps);

    /** Overwrites the parameters, and their average. */
    void setParameters(float[] parameters);

    /**
     * Class probabilities of all rows, computed with {@link #modelParameters} and without dropout, in the batches that
     * {@link Predictor} defines.
     */
    float[] predict(Examples examples);

    /** A model of its own with {@link #modelParameters}; it outlives this step. */
    TrainedModel model();

    @Override
    void close();
}
