package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A change of the learning rate from epoch to epoch; within an epoch it stays. In JSON, {@code type} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LearningRateSchedule.Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = LearningRateSchedule.Step.class, name = "step"),
    @JsonSubTypes.Type(value = LearningRateSchedule.Exponential.class, name = "exponential"),
    @JsonSubTypes.Type(value = LearningRateSchedule.Cosine.class, name = "cosine")
})
public sealed interface LearningRateSchedule {

    /**
     * The learning rate of an epoch; the first epoch's is always {@code base}.
     *
     * @param epoch from 1 to {@code epochs}
     * @param epochs how many the training has at most
     * @param base the optimizer's learning rate
     */
    double rateAt(int epoch, int epochs, double base);

    /** The same rate in every epoch. */
    record Constant() implements LearningRateSchedule {
        @Override
        public double rateAt(int epoch, int epochs, double base) {
            return base;
        }
    }

    /**
     * The rate is multiplied by a factor now and then.
     *
     * @param factor above 0 and at most 1; default 0.1
     * @param every after how many epochs each time, 1 to {@value TrainingSpec#MAX_EPOCHS}; default 10
     */
    record Step(double factor, int every) implements LearningRateSchedule {
        /** A tenth after every ten epochs. */
        public static final Step DEFAULT = new Step(0.1, 10);

        /** @throws IllegalArgumentException if a value is out of range */
        public Step {
            Require.aboveZeroUpToOne("factor", factor);
            Require.between("every", every, 1, Require.MAX_EPOCHS);
        }

        @Override
        public double rateAt(int epoch, int epochs, double base) {
            int drops = (epoch - 1) / every;
            return base * StrictMath.pow(factor, drops);
        }
    }

    /**
     * The rate is multiplied by a factor after every epoch.
     *
     * @param decay the factor, above 0 and at most 1; default 0.95
     */
    record Exponential(double decay) implements LearningRateSchedule {
        /** Five percent less after every epoch. */
        public static final Exponential DEFAULT = new Exponential(0.95);

        /** @throws IllegalArgumentException if the value is out of range */
        public Exponential {
            Require.aboveZeroUpToOne("decay", decay);
        }

        @Override
        public double rateAt(int epoch, int epochs, double base) {
            return base * StrictMath.pow(decay, epoch - 1);
        }
    }

    /**
     * Loshchilov and Hutter 2017 without restarts: the rate falls along half a cosine, which would reach its lowest
     * after the last epoch.
     *
     * @param minimum the lowest rate as a share of the first one (Keras's {@code alpha}), 0 to 1; default 0
     */
    record Cosine(double minimum) implements LearningRateSchedule {
        /** Down to zero. */
        public static final Cosine DEFAULT = new Cosine(0);

        /** @throws IllegalArgumentException if the value is out of range */
        public Cosine {
            Require.zeroToOne("minimum", minimum);
        }

        @Override
        public double rateAt(int epoch, int epochs, double base) {
            double share = 0.5 * (1 + StrictMath.cos(StrictMath.PI * (epoch - 1) / epochs));
            return base * (minimum + (1 - minimum) * share);
        }
    }
}
