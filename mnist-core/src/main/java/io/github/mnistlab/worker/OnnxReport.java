package io.github.mnistlab.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a forked process that computes ONNX models tells of a question. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OnnxReport.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = OnnxReport.Refused.class, name = "refused")
})
sealed interface OnnxReport {

    /** The answers are in their file. */
    record Answered() implements OnnxReport {}

    /** There are none, and the reason can be shown to whoever gave the model. */
    record Refused(String reason) implements OnnxReport {}
}
