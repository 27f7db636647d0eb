package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The rule that turns gradients into steps. Rules and defaults are those of Keras 3. In JSON, {@code type} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OptimizerSpec.Adam.class, name = "adam"),
    @JsonSubTypes.Type(value = OptimizerSpec.AdamW.class, name = "adamw"),
    @JsonSubTypes.Type(value = OptimizerSpec.Sgd.class, name = "sgd"),
    @JsonSubTypes.Type(value = OptimizerSpec.Nesterov.class, name = "nesterov")
})
public sealed interface OptimizerSpec {

    /** The highest learning rate that is accepted. */
    double MAX_LEARNING_RATE = 1000;

    /** The learning rate before the schedule: above 0 and at most {@value #MAX_LEARNING_RATE}. */
    double learningRate();

    /** How many numbers the rule remembers for each parameter from step to step. */
    int statesPerParameter();

    /**
     * Kingma and Ba 2015, in the form with the bias corrections moved into the learning rate.
     *
     * @param learningRate above 0 and at most {@value #MAX_LEARNING_RATE}; default 0.001
     * @param beta1 decay of the mean of gradients, at least 0 and below 1; default 0.9
     * @param beta2 decay of the mean of squared gradients, at least 0 and below 1; default 0.999
     * @param epsilon added to the root of the mean square, above 0 and at most 1; default 1e-7
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon) implements OptimizerSpec {
        /** Keras's defaults. */
        public static final Adam DEFAULT = new Adam(0.001, 0.9, 0.999, 1e-7);

        /** @throws IllegalArgumentException if a value is out of range */
        public Adam {
            Require.aboveZero("learningRate", learningRate, MAX_LEARNING_RATE);
            Require.atLeastZeroBelowOne("beta1", beta1);
            Require.atLeastZeroBelowOne("beta2", beta2);
            Require.aboveZeroUpToOne("epsilon", epsilon);
        }

        /** Two: the means of the gradients and of their squares. */
        @Override
        public int statesPerParameter() {
            return 2;
        }
    }

    /**
     * Loshchilov and Hutter 2019: Adam, with every weight made smaller in each step by itself times the learning rate times
     * the weight decay, before it is moved. Biases and what normalises a batch do not decay.
     *
     * @param learningRate above 0 and at most {@value #MAX_LEARNING_RATE}; default 0.001
     * @param beta1 as Adam's; default 0.9
     * @param beta2 as Adam's; default 0.999
     * @param epsilon as Adam's; default 1e-7
     * @param weightDecay 0 to 1; default 0.004
     */
    record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
            implements OptimizerSpec {
        /** Keras's defaults. */
        public static final AdamW DEFAULT = new AdamW(0.001, 0.9, 0.999, 1e-7, 0.004);

        /** @throws IllegalArgumentException if a value is out of range */
        public AdamW {
            Require.aboveZero("learningRate", learningRate, MAX_LEARNING_RATE);
            Require.atLeastZeroBelowOne("beta1", beta1);
            Require.atLeastZeroBelowOne("beta2", beta2);
            Require.aboveZeroUpToOne("epsilon", epsilon);
            Require.zeroToOne("weightDecay", weightDecay);
        }

        /** The rule without the decay. */
        public Adam withoutDecay() {
            return new Adam(learningRate, beta1, beta2, epsilon);
        }

        /** Two, as Adam. */
        @Override
        public int statesPerParameter() {
            return 2;
        }
    }

    /**
     * Stochastic gradient descent without momentum.
     *
     * @param learningRate above 0 and at most {@value #MAX_LEARNING_RATE}; default 0.01
     */
    record Sgd(double learningRate) implements OptimizerSpec {
        /** Keras's default. */
        public static final Sgd DEFAULT = new Sgd(0.01);

        /** @throws IllegalArgumentException if the value is out of range */
        public Sgd {
            Require.aboveZero("learningRate", learningRate, MAX_LEARNING_RATE);
        }

        /** None. */
        @Override
        public int statesPerParameter() {
            return 0;
        }
    }

    /**
     * Stochastic gradient descent with Nesterov's momentum, Keras's {@code SGD(nesterov=True)}.
     *
     * @param learningRate above 0 and at most {@value #MAX_LEARNING_RATE}; default 0.01
     * @param momentum the share of the last step that goes on, at least 0 and below 1; default 0.9
     */
    record Nesterov(double learningRate, double momentum) implements OptimizerSpec {
        /** Keras's learning rate, and the momentum that nearly everyone gives it. */
        public static final Nesterov DEFAULT = new Nesterov(0.01, 0.9);

        /** @throws IllegalArgumentException if a value is out of range */
        public Nesterov {
            Require.aboveZero("learningRate", learningRate, MAX_LEARNING_RATE);
            Require.atLeastZeroBelowOne("momentum", momentum);
        }

        /** One: the last step. */
        @Override
        public int statesPerParameter() {
            return 1;
        }
    }
}
