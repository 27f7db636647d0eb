package io.github.mnistlab.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options that workers' JVMs are started with. */
public final class WorkerJvm {
    /** From this Java on, loading native code asks for an option, which older ones do not know. */
    private static final int NATIVE_ACCESS_SINCE = 22;

    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private WorkerJvm() {}

    /** Those that computing is faster with; none changes a bit of what is computed. */
    public static List<String> forComputing() {
        List<String> options = new ArrayList<>(List.of(
                // One thread computes; a collector with threads of its own would take a core from another worker.
                "-XX:+UseSerialGC",
                // All arrays begin alike in the lines of the cache: else a loop over several reads most numbers across
                // two.
                "-XX:ObjectAlignmentInBytes=64"));
        if (System.getProperty("os.name").equals("Linux")) {
            // Parameters and moments are read from one end to the other in every step. Other systems refuse the option.
            options.add("-XX:+UseTransparentHugePages");
        }
        return options;
    }

    /**
     * Of those that train.
     *
     * @param memory the most for the heap, as {@code -Xmx} takes it
     * @param further options, which come last and win
     * @param cacheDirectory keeps the native libraries, unpacked
     * @param brief whether runs compute hardly anything, so that the second compiler would not pay
     */
    public static List<String> options(String memory, List<String> further, Path cacheDirectory, boolean brief) {
        List<String> options = new ArrayList<>(forComputing());
        if (brief) {
            options.add(FIRST_COMPILER);
        }
        options.addAll(List.of(
                "-Xmx" + memory,
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
        options.addAll(further);
        return options;
    }

    /**
     * Of a JVM that computes an ONNX model.
     *
     * @param temporary takes the native library, unpacked
     */
    static List<String> onnxOptions(Path temporary) {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                FIRST_COMPILER,
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Djava.io.tmpdir=" + temporary));
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }
}
