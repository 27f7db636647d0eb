package io.github.mnistlab.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How worker processes are started.
 *
 * @param java the {@code java} command
 * @param classpath the core, what it needs and the native backend, in order
 * @param jvmOptions further options of the JVM, such as {@code -Xmx2g}
 * @param environment variables that the native libraries read when they load; they are set over those inherited
 * @param stallTimeout after how long without a sign of life a worker is taken for hung and ended; zero for never
 * @param logDirectory where each worker writes its log; it exists
 */
public record WorkerSettings(
        Path java,
        List<Path> classpath,
        List<String> jvmOptions,
        Map<String, String> environment,
        Duration stallTimeout,
        Path logDirectory) {

    /** Copies what can be copied. */
    public WorkerSettings {
        classpath = List.copyOf(classpath);
        jvmOptions = List.copyOf(jvmOptions);
        environment = Map.copyOf(environment);
        if (stallTimeout.isNegative()) {
            throw new IllegalArgumentException("the timeout must not be negative, but is " + stallTimeout);
        }
    }
}
