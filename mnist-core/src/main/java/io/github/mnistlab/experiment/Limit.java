package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/** What a gate holds a metric against. Numbers are kept exactly as they were written. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Limit.AtLeast.class, name = "at-least"),
    @JsonSubTypes.Type(value = Limit.AtMost.class, name = "at-most"),
    @JsonSubTypes.Type(value = Limit.NotBelow.class, name = "not-below"),
    @JsonSubTypes.Type(value = Limit.Better.class, name = "better")
})
public sealed interface Limit {
    /** In the place of a variant's name: the same variant, as it was when its results were last accepted. */
    String ACCEPTED = "accepted";

    /**
     * The metric is this or more.
     *
     * @param value in the metric's range
     */
    record AtLeast(BigDecimal value) implements Limit {
        /** Refuses null. */
        public AtLeast {
            Objects.requireNonNull(value, "value must be given");
        }
    }

    /**
     * The metric is this or less.
     *
     * @param value in the metric's range
     */
    record AtMost(BigDecimal value) implements Limit {
        /** Refuses null. */
        public AtMost {
            Objects.requireNonNull(value, "value must be given");
        }
    }

    /**
     * The metric is not worse than another variant's by more than a margin. (Where lower is better, worse is higher.)
     *
     * @param variant the other one's name, or {@value #ACCEPTED}
     * @param margin 0 or more
     */
    record NotBelow(String variant, BigDecimal margin) implements Limit {
        /** @throws IllegalArgumentException if the margin is negative */
        public NotBelow {
            Objects.requireNonNull(variant, "variant must be given");
            if (margin.signum() < 0) {
                throw new IllegalArgumentException("margin must be 0 or more, but is " + margin);
            }
        }
    }

    /**
     * The metric is better than another variant's. (Where lower is better, better is lower.)
     *
     * @param variant the other one's name, or {@value #ACCEPTED}
     */
    record Better(String variant) implements Limit {
        /** Refuses null. */
        public Better {
            Objects.requireNonNull(variant, "variant must be given");
        }
    }

    /** What the variant is compared with: another one's name, or {@value #ACCEPTED}; nothing where it is a number. */
    default Optional<String> comparedWith() {
        if (this instanceof NotBelow notBelow) {
            return Optional.of(notBelow.variant());
        }
        return this instanceof Better better ? Optional.of(better.variant()) : Optional.empty();
    }
}
