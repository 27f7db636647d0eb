package io.github.mnistlab.spark;

import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;

/**
 * Where an executor is.
 *
 * @param executor Spark's name of it
 * @param host its machine, as Spark calls it; by its own name it may not be known, not even to itself
 * @param folder its working directory, in which a standalone cluster keeps its log
 */
record ExecutorPlace(String executor, String host, String folder) implements Serializable {

    /** This process's. */
    static ExecutorPlace here() {
        return new ExecutorPlace(
                SparkEnv.get().executorId(),
                SparkEnv.get().blockManager().blockManagerId().host(),
                Path.of("").toAbsolutePath().toString());
    }
}
