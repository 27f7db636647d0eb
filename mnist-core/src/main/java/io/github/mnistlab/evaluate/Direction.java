package io.github.mnistlab.evaluate;

/** Which way a metric gets better. */
public enum Direction {
    /** As accuracy. */
    HIGHER_IS_BETTER,
    /** As log loss. */
    LOWER_IS_BETTER
}
