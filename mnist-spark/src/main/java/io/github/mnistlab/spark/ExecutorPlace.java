package io.github.mnistlab.spark;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;

/**
 * Where an executor is.
 *
 * @param executor Spark's name of it
 * @param host its machine
 * @param folder its working directory, in which a standalone cluster keeps its log
 */
record ExecutorPlace(String executor, String host, String folder) implements Serializable {

    /** This process's. */
    static ExecutorPlace here() throws IOException {
        return new ExecutorPlace(
                SparkEnv.get().executorId(),
                InetAddress.getLocalHost().getHostName(),
                Path.of("").toAbsolutePath().toString());
    }
}
