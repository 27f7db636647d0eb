package io.github.mnistlab.spark;

import java.io.Serializable;
import org.apache.spark.api.java.Optional;

/**
 * How a run ended on an executor.
 *
 * @param attempt Spark's number of the task
 * @param place where it was
 * @param messages how many it had sent on its way
 * @param end a {@link io.github.mnistlab.worker.WorkerReport.End}, in JSON
 * @param files those of a run that finished
 */
record RunResult(long attempt, ExecutorPlace place, int messages, String end, Optional<Files> files)
        implements Serializable {

    /** The content of the files that a run leaves. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two processes, never compared
    record Files(byte[] predictions, byte[] model) implements Serializable {}
}
