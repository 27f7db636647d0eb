package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * A perceptron's training as an experiment describes it.
 *
 * @param epochs how often every training row is seen, at most: 1 to {@value #MAX_EPOCHS}; default 10
 * @param batchSize rows a step, 1 to {@value #MAX_BATCH_SIZE}; an epoch's last step may have fewer; default 32
 * @param optimizer default Adam with Keras's settings
 * @param learningRateSchedule default constant
 * @param earlyStopping null for none, which is the default
 * @param labelSmoothing Szegedy et al. 2016: this share of each label, at least 0 and below 1, is given to all classes
 *     alike; default 0. Validation losses are those of the labels as they are
 * @param warmUp epochs, 0 to {@value #MAX_EPOCHS} and not always whole, in which the learning rate rises from step to step,
 *     in equal parts, to what the schedule says (Goyal et al. 2017); default 0
 * @param averaging what validates, and becomes the model, in place of the last step's parameters; null for these
 *     themselves, which is the default
 * @param gradientClipping each number of a step's gradient is cut off at this to either side, the gradient of an L2 penalty
 *     included (PyTorch's {@code clip_grad_value_}, Keras's {@code clipvalue}); 0 to {@value #MAX_GRADIENT}, 0 for not at all,
 *     which is the default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSpec(
        int epochs,
        int batchSize,
        OptimizerSpec optimizer,
        LearningRateSchedule learningRateSchedule,
        EarlyStoppingSpec earlyStopping,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        double labelSmoothing,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        double warmUp,

        AveragingSpec averaging,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        double gradientClipping) {

    /** The largest number at which gradients are cut off. */
    public static final int MAX_GRADIENT = 1_000_000;

    /** The most epochs. */
    public static final int MAX_EPOCHS = Require.MAX_EPOCHS;

    /** The most rows a step. */
    public static final int MAX_BATCH_SIZE = 65_536;

    /** Ten epochs of batches of 32 with Adam at a constant rate, to the end. */
    public static final TrainingSpec DEFAULT =
            new TrainingSpec(10, 32, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);

    /** With labels as they are, and without warm-up and averaging. */
    public TrainingSpec(
            int epochs,
            int batchSize,
            OptimizerSpec optimizer,
            LearningRateSchedule learningRateSchedule,
            EarlyStoppingSpec earlyStopping) {
        this(epochs, batchSize, optimizer, learningRateSchedule, earlyStopping, 0, 0, null);
    }

    /** With gradients as they are. */
    public TrainingSpec(
            int epochs,
            int batchSize,
            OptimizerSpec optimizer,
            LearningRateSchedule learningRateSchedule,
            EarlyStoppingSpec earlyStopping,
            double labelSmoothing,
            double warmUp,
            AveragingSpec averaging) {
        this(epochs, batchSize, optimizer, learningRateSchedule, earlyStopping, labelSmoothing, warmUp, averaging, 0);
    }

    /** @throws IllegalArgumentException if a value is out of range */
    @JsonCreator
    public TrainingSpec {
        Require.between("epochs", epochs, 1, MAX_EPOCHS);
        Require.between("batchSize", batchSize, 1, MAX_BATCH_SIZE);
        if (optimizer == null || learningRateSchedule == null) {
            throw new IllegalArgumentException("optimizer and learningRateSchedule must be given, but are " + optimizer
                    + " and " + learningRateSchedule);
        }
        Require.atLeastZeroBelowOne("labelSmoothing", labelSmoothing);
        Require.atLeastZero("warmUp", warmUp, MAX_EPOCHS);
        Require.atLeastZero("gradientClipping", gradientClipping, MAX_GRADIENT);
    }

    /**
     * The learning rate of a step: the optimizer's, after schedule and warm-up.
     *
     * @param epoch from 1 to {@link #epochs}
     * @param step of the epoch, from 0
     * @param stepsPerEpoch at least 1
     */
    public double learningRateAt(int epoch, int step, int stepsPerEpoch) {
        long done = (epoch - 1L) * stepsPerEpoch + step;
        double rate = learningRateSchedule.rateAt(done, stepsPerEpoch, epochs, optimizer.learningRate());
        double rising = warmUp * stepsPerEpoch;
        return done + 1 < rising ? rate * (done + 1) / rising : rate;
    }

    /** Whether early stopping may end it within the first third of its epochs. */
    public boolean canKeepPrematureEpoch() {
        return earlyStopping != null
                && EarlyStoppingSpec.isPremature(1 + Math.max(1, earlyStopping.patience()), epochs);
    }

    /** Whether the model gets the parameters of its best epoch at the end. */
    public boolean restoresBest() {
        return earlyStopping != null && earlyStopping.restoreBest();
    }
}
