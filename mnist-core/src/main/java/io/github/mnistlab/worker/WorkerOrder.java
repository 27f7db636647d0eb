package io.github.mnistlab.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.mnistlab.run.RunRequest;

/** What a parent tells a forked worker. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerOrder.Execute.class, name = "execute"),
    @JsonSubTypes.Type(value = WorkerOrder.UseThreads.class, name = "useThreads")
})
sealed interface WorkerOrder {

    /** Execute this run. The next comes when this one has ended. */
    record Execute(RunRequest run) implements WorkerOrder {}

    /** So many threads are to work on its run from now on. It begins with one. */
    record UseThreads(int threads) implements WorkerOrder {}
}
