package io.github.mnistlab.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.model.Processor;
import io.github.mnistlab.worker.NativeKernels;

/** Prints, as JSON, the environment variables with which a worker on this machine chooses kernels and threads. */
public final class WorkerKernels {
    private WorkerKernels() {}

    /** @param args none */
    public static void main(String[] args) throws JsonProcessingException {
        System.out.println(new ObjectMapper()
                .writeValueAsString(NativeKernels.fastestFor(Processor.detect()).environment()));
    }
}
