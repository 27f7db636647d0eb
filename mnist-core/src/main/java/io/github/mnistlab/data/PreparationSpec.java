package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * How a table's numbers are prepared for a network: the {@code preparation} of an experiment.
 *
 * @param scaling what becomes of each column of numbers
 * @param missing what becomes of values that are missing; null if none may be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreparationSpec(Scaling scaling, Missing missing) {
    /** Standard scaling; nothing may be missing. */
    public static final PreparationSpec DEFAULT = new PreparationSpec(Scaling.STANDARD, null);

    /** For those who prepare rows themselves, and may know what to do where a value is missing. */
    public static final PreparationSpec AS_IT_IS = new PreparationSpec(Scaling.NONE, Missing.MEAN);

    /** What becomes of each column of numbers. A column of one number alone becomes 0. */
    public enum Scaling {
        /** Nothing. */
        @JsonProperty("none")
        NONE,
        /** The least of the training rows becomes 0, the greatest 1 (scikit-learn's {@code MinMaxScaler}). */
        @JsonProperty("zero-to-one")
        ZERO_TO_ONE,
        /** Less the training rows' mean, by their biased standard deviation (scikit-learn's {@code StandardScaler}). */
        @JsonProperty("standard")
        STANDARD,
        /** Less the training rows' median, by the range of their middle half (scikit-learn's {@code RobustScaler}). */
        @JsonProperty("robust")
        ROBUST
    }

    /** What becomes of values that are missing. */
    public enum Missing {
        /** The mean of the column's training rows; of a categorical column the most frequent category. */
        @JsonProperty("mean")
        MEAN,
        /** The median of the column's training rows; of a categorical column the most frequent category. */
        @JsonProperty("median")
        MEDIAN,
        /** The row is left out, of whichever part it is. */
        @JsonProperty("drop")
        DROP
    }

    /** Refuses to be without scaling. */
    public PreparationSpec {
        Objects.requireNonNull(scaling, "scaling must be given");
    }

    /** Whether rows with missing values are left out. */
    public boolean dropsRows() {
        return missing == Missing.DROP;
    }
}
