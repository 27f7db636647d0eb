package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A change of the learning rate from epoch to epoch, or from step to step where its kind says so. In JSON, {@code type}
 * says which kind it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LearningRateSchedule.Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = LearningRateSchedule.Step.class, name = "step"),
    @JsonSubTypes.Type(value = LearningRateSchedule.Exponential.class, name = "exponential"),
    @JsonSubTypes.Type(value = LearningRateSchedule.Cosine.class, name = "cosine"),
    @JsonSubTypes.Type(value = LearningRateSchedule.OneCycle.class, name = "one-cycle")
})
public sealed interface LearningRateSchedule {

    /**
     * The learning rate of an epoch, at its first step.
     *
     * @param epoch from 1 to {@code epochs}
     * @param epochs how many the training has at most
     * @param base the optimizer's learning rate
     */
    double rateAt(int epoch, int epochs, double base);

    /**
     * The learning rate of a step.
     *
     * @param step of the whole training, from 0
     * @param stepsPerEpoch at least 1
     * @param epochs how many the training has at most
     * @param base the optimizer's learning rate
     */
    default double rateAt(long step, int stepsPerEpoch, int epochs, double base) {
        return rateAt((int) (step / stepsPerEpoch) + 1, epochs, base);
    }

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

    /**
     * Smith and Topin 2018, as PyTorch 1.13's {@code OneCycleLR} does it: from step to step the rate rises along half a
     * cosine to the optimizer's, and falls along another one to nearly nothing.
     *
     * @param peak the share of all steps after which the rate is at its highest, above 0 and below 1 (PyTorch's {@code
     *     pct_start}); default 0.3
     * @param start the first rate as a share of the highest, above 0 and at most 1 (the inverse of {@code div_factor});
     *     default 0.04
     * @param end the last rate as a share of the highest, 0 to 1; default 0.000004, which is PyTorch's
     */
    record OneCycle(double peak, double start, double end) implements LearningRateSchedule {
        /** PyTorch's. */
        public static final OneCycle DEFAULT = new OneCycle(0.3, 0.04, 4e-6);

        /** @throws IllegalArgumentException if a value is out of range */
        public OneCycle {
            Require.aboveZeroBelowOne("peak", peak);
            Require.aboveZeroUpToOne("start", start);
            Require.zeroToOne("end", end);
        }

        @Override
        public double rateAt(int epoch, int epochs, double base) {
            return rateAt(epoch - 1L, 1, epochs, base);
        }

        @Override
        public double rateAt(long step, int stepsPerEpoch, int epochs, double base) {
            double steps = (double) stepsPerEpoch * epochs;
            double highest = peak * steps - 1;
            if (step <= highest) {
                return base * between(start, 1, highest == 0 ? 1 : step / highest);
            }
            return base * between(1, end, (step - highest) / (steps - 1 - highest));
        }

        /** Half a cosine. */
        private static double between(double from, double to, double share) {
            return to + (from - to) / 2 * (1 + StrictMath.cos(StrictMath.PI * share));
        }
    }
}
