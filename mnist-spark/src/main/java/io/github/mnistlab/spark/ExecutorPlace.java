package io.github.mnistlab.spark;

import java.io.Serializable;

/**
 * Where an executor is.
 *
 * @param executor Spark's name of it
 * @param folder its working directory, in which a standalone cluster keeps its log
 */
record ExecutorPlace(String executor, String folder) implements Serializable {
    private static final String DRIVER = "driver";

    /** Whether it is the driver's process, as under a local master. */
    boolean isDriver() {
        return executor.equals(DRIVER);
    }
}
