package io.github.mnistlab.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.Optional;
import org.apache.spark.broadcast.Broadcast;

/**
 * A run as it is sent to an executor.
 *
 * @param order an {@link io.github.mnistlab.worker.cluster.ClusterOrder.Execute}, in JSON; paths in it are the driver's
 * @param environment the variables that the executor must have
 * @param data where the data set's files are
 * @param startFrom the model to start from; empty for fresh weights
 * @param checkpoint the file in which the executors keep its training; empty for none
 * @param discarded keys of other runs, whose checkpoints go before it begins
 * @param timeout after how long without a sign of life it is taken for hung; zero for never
 */
record RunTask(
        String order,
        Map<String, String> environment,
        TaskData data,
        Optional<Broadcast<byte[]>> startFrom,
        Optional<String> checkpoint,
        List<String> discarded,
        Duration timeout)
        implements Serializable {}
