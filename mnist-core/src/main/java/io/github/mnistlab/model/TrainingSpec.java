package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A perceptron's training as an experiment describes it.
 *
 * @param epochs how often every training row is seen, at most: 1 to {@value #MAX_EPOCHS}; default 10
 * @param batchSize rows a step, 1 to {@value #MAX_BATCH_SIZE}; an epoch's last step may have fewer; default 32
 * @param optimizer default Adam with Keras's settings
 * @param learningRateSchedule default constant
 * @param earlyStopping null for none, which is the default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSpec(
        int epochs,
        int batchSize,
        OptimizerSpec optimizer,
        LearningRateSchedule learningRateSchedule,
        EarlyStoppingSpec earlyStopping) {

    /** The most epochs. */
    public static final int MAX_EPOCHS = Require.MAX_EPOCHS;

    /** The most rows a step. */
    public static final int MAX_BATCH_SIZE = 65_536;

    /** Ten epochs of batches of 32 with Adam at a constant rate, to the end. */
    public static final TrainingSpec DEFAULT =
            new TrainingSpec(10, 32, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);

    /** @throws IllegalArgumentException if a value is out of range */
    public TrainingSpec {
        Require.between("epochs", epochs, 1, MAX_EPOCHS);
        Require.between("batchSize", batchSize, 1, MAX_BATCH_SIZE);
        if (optimizer == null || learningRateSchedule == null) {
            throw new IllegalArgumentException("optimizer and learningRateSchedule must be given, but are " + optimizer
                    + " and " + learningRateSchedule);
        }
    }

    /** The learning rate of an epoch from 1 to {@link #epochs}: the optimizer's, after the schedule. */
    public double learningRateAt(int epoch) {
        return learningRateSchedule.rateAt(epoch, epochs, optimizer.learningRate());
    }

    /** Whether the model gets the parameters of its best epoch at the end. */
    public boolean restoresBest() {
        return earlyStopping != null && earlyStopping.restoreBest();
    }
}
