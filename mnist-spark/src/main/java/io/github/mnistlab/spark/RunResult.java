package io.github.mnistlab.spark;

import java.io.Serializable;

/**
 * How a run ended on an executor.
 *
 * @param attempt Spark's number of the task
 * @param place where it was
 * @param messages how many it had sent on its way
 * @param end a message that ends it, in JSON
 * @param predictions the file's content, or null
 * @param model likewise
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two processes, never compared
record RunResult(long attempt, ExecutorPlace place, int messages, String end, byte[] predictions, byte[] model)
        implements Serializable {}
