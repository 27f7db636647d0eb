package io.github.mnistlab.lab;

import io.github.mnistlab.data.file.CacheDirectory;
import java.util.List;

/** Workers of tests that train next to nothing: what costs them is their start. */
public final class QuickWorkers {
    private QuickWorkers() {}

    /** Options that spare a short-lived JVM the thorough compiler, and have native libraries unpacked once for all tests. */
    public static List<String> jvmOptions() {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.cachedir=" + CacheDirectory.standard().resolve("javacpp"));
    }

    static Workers workers() {
        return Workers.standard().withJvmOptions(jvmOptions());
    }
}
