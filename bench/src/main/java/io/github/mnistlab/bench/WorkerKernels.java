package io.github.mnistlab.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.model.Processor;
import io.github.mnistlab.worker.NativeKernels;
import io.github.mnistlab.worker.WorkerJvm;
import java.util.Map;
import java.util.TreeMap;

/** Prints, as JSON, environment variables with which a JVM computes as a worker does on this machine: kernels, threads, the JVM's own options. */
public final class WorkerKernels {
    private WorkerKernels() {}

    /** @param args none */
    public static void main(String[] args) throws JsonProcessingException {
        Map<String, String> variables =
                new TreeMap<>(NativeKernels.fastestFor(Processor.detect()).environment());
        variables.put("JAVA_TOOL_OPTIONS", String.join(" ", WorkerJvm.forComputing()));
        System.out.println(new ObjectMapper().writeValueAsString(variables));
    }
}
