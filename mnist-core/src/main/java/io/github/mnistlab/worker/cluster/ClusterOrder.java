package io.github.mnistlab.worker.cluster;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.RunRequest;

/** What a parent tells the driver of a cluster's application. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClusterOrder.Connect.class, name = "connect"),
    @JsonSubTypes.Type(value = ClusterOrder.Execute.class, name = "execute"),
    @JsonSubTypes.Type(value = ClusterOrder.Discard.class, name = "discard")
})
public sealed interface ClusterOrder {

    /** First of all: start an application. */
    record Connect(ClusterJob job) implements ClusterOrder {}

    /** Execute this run, beside others. */
    record Execute(RunRef run, RunRequest request) implements ClusterOrder {}

    /**
     * A run's result is safe, and the checkpoint that executors have of it may go.
     *
     * @param key the run's
     */
    record Discard(String key) implements ClusterOrder {}
}
