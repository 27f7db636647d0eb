package io.github.mnistlab.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What computes runs, as far as it decides their bits; a part of every run's identity.
 *
 * @param code digest of the code that computes: a version would not do, for a SNAPSHOT hides changes
 * @param nativeLibraries digest of each archive of native code among it, by file name
 * @param backend the build of ND4J, or {@value #NO_BACKEND}
 * @param environment the variables that choose kernels and threads, and those that the user sets beside them, as
 *     {@link DisclosedVariables} has them
 * @param judging digest of the code that reads the models which are only judged; null where there are none
 * @param onnxRuntime digest of what computes ONNX models; null where there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Computation(
        String code,
        SortedMap<String, String> nativeLibraries,
        String backend,
        SortedMap<String, String> environment,
        String judging,
        String onnxRuntime) {
    /** Where nothing is trained. */
    public static final String NO_BACKEND = "none";

    /** Copies the maps. */
    public Computation {
        nativeLibraries = Collections.unmodifiableSortedMap(new TreeMap<>(nativeLibraries));
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** Of runs that are trained. */
    public Computation(
            String code,
            SortedMap<String, String> nativeLibraries,
            String backend,
            SortedMap<String, String> environment) {
        this(code, nativeLibraries, backend, environment, null, null);
    }

    /** Where nothing is trained, and models are only judged. */
    public static Computation ofJudging(String code) {
        return new Computation(code, new TreeMap<>(), NO_BACKEND, new TreeMap<>(), code, null);
    }

    /** The same where models are judged beside those that are trained. */
    public Computation withJudging(String digest) {
        return new Computation(code, nativeLibraries, backend, environment, digest, onnxRuntime);
    }

    /** The same where ONNX models are judged too. */
    public Computation withOnnxRuntime(String digest) {
        return new Computation(code, nativeLibraries, backend, environment, judging, digest);
    }
}
