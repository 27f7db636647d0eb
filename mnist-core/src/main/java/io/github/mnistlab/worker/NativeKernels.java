package io.github.mnistlab.worker;

import io.github.mnistlab.model.Processor;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which native code a worker computes with: the build of ND4J and the settings of the libraries under it, which decide
 * speed and bits alike and are part of every run's key.
 *
 * @param backend the classifier of a build of ND4J's CPU backend, such as {@code linux-x86_64-avx2}, or the Maven
 *     coordinates of another backend
 * @param environment the variables that choose kernels and threads when the native libraries load
 */
public record NativeKernels(String backend, SortedMap<String, String> environment) {

    /** Copies the environment. */
    public NativeKernels {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /**
     * The fastest that this processor can do.
     *
     * <p>One thread each: more workers beat more threads, and give the same bits on any number of cores. The OpenBLAS
     * that ND4J brings (0.3.19) is older than many processors and falls back to slow kernels on those it does not know,
     * so it is told the kernel by what the processor can do. ND4J's own AVX-512 build was slower than its AVX2 build
     * wherever measured, whose Adam is vectorised.
     */
    public static NativeKernels fastestFor(Processor processor) {
        SortedMap<String, String> environment = new TreeMap<>(Map.of(
                "OMP_NUM_THREADS", "1",
                "OPENBLAS_NUM_THREADS", "1",
                "OMP_WAIT_POLICY", "PASSIVE"));
        String classifier = processor.platform();
        if (processor.platform().endsWith("x86_64") && processor.has("avx2", "fma")) {
            classifier += "-avx2";
            boolean skylakeX = processor.has("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");
            environment.put("OPENBLAS_CORETYPE", skylakeX ? "SKYLAKEX" : "HASWELL");
        }
        return new NativeKernels(classifier, environment);
    }

    /**
     * Those that every x86-64 processor with AVX2 has, so that machines of different makers compute the same bits.
     *
     * @throws UnsupportedOperationException if this processor has no AVX2 and FMA
     */
    public static NativeKernels portableOn(Processor processor) {
        if (!processor.platform().endsWith("x86_64") || !processor.has("avx2", "fma")) {
            throw new UnsupportedOperationException(
                    "reproducibility: portable needs an x86-64 processor with AVX2 and FMA," + " but this is "
                            + processor.platform() + " (" + processor.model() + ")");
        }
        NativeKernels fastest = fastestFor(processor);
        return fastest.withEnvironment(Map.of("OPENBLAS_CORETYPE", "HASWELL"));
    }

    /** Whether a backend is known to compute on the CPU: named by its classifier. */
    static boolean isOfCpu(String backend) {
        return !backend.contains(":");
    }

    /** The same with a backend that a user named. */
    public NativeKernels withBackend(String named) {
        return new NativeKernels(named, environment);
    }

    /** The same with variables that a user set; they win. */
    public NativeKernels withEnvironment(Map<String, String> named) {
        SortedMap<String, String> merged = new TreeMap<>(environment);
        merged.putAll(named);
        return new NativeKernels(backend, merged);
    }
}
