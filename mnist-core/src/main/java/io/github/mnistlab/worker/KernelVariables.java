package io.github.mnistlab.worker;

import java.util.List;
import java.util.Locale;

/**
 * The environment variables that the libraries under ND4J read when they load, and that choose kernels, threads and with
 * them bits. A process that executes runs has none of them but those that are part of the runs' keys.
 */
public final class KernelVariables {
    private static final List<String> PREFIXES = List.of(
            "OPENBLAS_",
            "GOTO_",
            "OMP_",
            "GOMP_",
            "KMP_",
            "MKL_",
            "DNNL_",
            "ONEDNN_",
            "GLIBC_TUNABLES",
            "ND4J_",
            "SD_");

    private KernelVariables() {}

    /** Whether a variable is one of them, by its name. */
    public static boolean include(String name) {
        return PREFIXES.stream().anyMatch(name.toUpperCase(Locale.ROOT)::startsWith);
    }
}
