package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.RunRef;
import io.github.mnistlab.worker.WorkerMessage;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * What an executor says of a run on its way.
 *
 * @param attempt Spark's number of the task
 * @param json a {@link WorkerMessage.OfRun}
 */
record RunMessage(long attempt, String json) implements Serializable {
    RunMessage(long attempt, RunRef run, WorkerMessage message) {
        this(attempt, MessageChannel.toJson(new WorkerMessage.OfRun(run, message)));
    }

    WorkerMessage.OfRun parsed() {
        try {
            return (WorkerMessage.OfRun) MessageChannel.fromJson(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
