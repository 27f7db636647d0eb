package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Whose parameters a model gets in place of the last step's: a mean over steps. In JSON, {@code type} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AveragingSpec.Ema.class, name = "ema"),
    @JsonSubTypes.Type(value = AveragingSpec.Swa.class, name = "swa")
})
public sealed interface AveragingSpec {

    /**
     * An exponential moving average, from the initial parameters on (Polyak and Juditsky 1992; exponential as in Tarvainen
     * and Valpola 2017). Running means and variances of batch normalisation are averaged too.
     *
     * @param decay what is kept of the average in each step, at least 0 and below 1; default 0.999
     */
    record Ema(double decay) implements AveragingSpec {
        /** About the last thousand steps. */
        public static final Ema DEFAULT = new Ema(0.999);

        /** @throws IllegalArgumentException if the value is out of range */
        public Ema {
            Require.atLeastZeroBelowOne("decay", decay);
        }
    }

    /**
     * Stochastic weight averaging (Izmailov et al. 2018): the plain mean of the parameters at the ends of the last epochs. Running
     * means and variances of batch normalisation are averaged too, and not measured anew.
     *
     * @param start the share of all epochs after which averaging begins, at least 0 and below 1; default 0.75
     */
    record Swa(double start) implements AveragingSpec {
        /** The last quarter of the epochs. */
        public static final Swa DEFAULT = new Swa(0.75);

        /** @throws IllegalArgumentException if the value is out of range */
        public Swa {
            Require.atLeastZeroBelowOne("start", start);
        }

        /** How many epochs are in the mean once {@code epoch} of {@code epochs} has ended; 0 if none is yet. */
        public int averaged(int epoch, int epochs) {
            return Math.max(0, epoch - (int) Math.floor(start * epochs));
        }
    }
}
