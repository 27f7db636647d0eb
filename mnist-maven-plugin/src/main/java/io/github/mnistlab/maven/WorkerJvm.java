package io.github.mnistlab.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options that workers' JVMs are started with. */
final class WorkerJvm {
    /** From this Java on, loading native code asks for an option, which older ones do not know. */
    private static final int NATIVE_ACCESS_SINCE = 22;

    private WorkerJvm() {}

    /**
     * @param memory as {@code -Xmx} takes it
     * @param cacheDirectory keeps the native libraries, unpacked
     * @param argLine a user's own options, separated by spaces; they come last and win; or null
     */
    static List<String> options(String memory, Path cacheDirectory, String argLine) {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + memory.strip(),
                // One thread computes; a collector with threads of its own would take a core from another worker.
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                // Not in the user's home, where JavaCPP would put 100 MB.
                "-Dorg.bytedeco.javacpp.cachedir=" + cacheDirectory.resolve("javacpp"),
                // Networks lie outside the heap: no limit is derived from -Xmx for them.
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        if (argLine != null && !argLine.isBlank()) {
            options.addAll(List.of(argLine.strip().split("\\s+")));
        }
        return options;
    }
}
