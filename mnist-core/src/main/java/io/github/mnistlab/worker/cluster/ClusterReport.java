package io.github.mnistlab.worker.cluster;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.WorkerReport;

/** What the driver of a cluster's application tells its parent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClusterReport.Capacity.class, name = "capacity"),
    @JsonSubTypes.Type(value = ClusterReport.OfRun.class, name = "ofRun"),
    @JsonSubTypes.Type(value = ClusterReport.Warned.class, name = "warned"),
    @JsonSubTypes.Type(value = ClusterReport.Failed.class, name = "failed")
})
public sealed interface ClusterReport {

    /** From time to time: so many runs can go on there at a time. */
    record Capacity(int cores) implements ClusterReport {}

    /** Of one of many runs. */
    record OfRun(RunRef run, WorkerReport report) implements ClusterReport {}

    /** Something concerns all runs, which go on nevertheless. */
    record Warned(String message) implements ClusterReport {}

    /** All runs have failed, for a reason that is none of theirs. */
    record Failed(String reason) implements ClusterReport {}
}
