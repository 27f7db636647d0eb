package io.github.mnistlab.result;

/** Which trained models stay beside the results. */
public enum KeepModels {
    /** Every run's. */
    ALL,
    /**
     * Of each variant the one with the lowest validation loss or, without validation rows, training loss. Never by the
     * test rows: they choose nothing.
     */
    BEST,
    /** None. */
    NONE
}
