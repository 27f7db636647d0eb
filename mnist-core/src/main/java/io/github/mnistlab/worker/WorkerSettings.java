package io.github.mnistlab.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How worker processes are started.
 *
 * @param java the {@code java} command
 * @param classpath the core, what it needs and the native backend, in order
 * @param jvmOptions further options of the JVM, such as {@code -Xmx2g}
 * @param stallTimeout after how long without a sign of life a worker is taken for hung and ended; zero for never
 * @param logDirectory where each worker writes its log; it exists
 */
public record WorkerSettings(
        Path java, List<Path> classpath, List<String> jvmOptions, Duration stallTimeout, Path logDirectory) {

    /** On the Java that this process runs on. */
    public static WorkerSettings onThisJava(
            List<Path> classpath, List<String> jvmOptions, Duration stallTimeout, Path logDirectory) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new WorkerSettings(java, classpath, jvmOptions, stallTimeout, logDirectory);
    }

    /** Copies what can be copied. */
    public WorkerSettings {
        classpath = List.copyOf(classpath);
        jvmOptions = List.copyOf(jvmOptions);
        if (stallTimeout.isNegative()) {
            throw new IllegalArgumentException("the timeout must not be negative, but is " + stallTimeout);
        }
    }
}
