package io.github.mnistlab.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The hardware and software that computed a run, as far as it can decide bits. It names neither the machine nor its user.
 *
 * @param java vendor and version of the JVM
 * @param operatingSystem name, version and architecture
 * @param libc the C library, whose mathematical functions ND4J calls, such as {@code glibc 2.36}; {@code unknown} where
 *     the system does not tell
 * @param processor the maker's name of the processor, or {@code unknown}
 * @param features what the processor can do, in alphabetical order, with spaces between; empty where the system does not
 *     tell
 * @param deeplearning4j version of Deeplearning4j
 * @param nd4j version of ND4J
 * @param backend ND4J's backend, such as {@code CpuBackend}
 * @param blas the library behind matrix products
 * @param blasThreads its threads
 * @param openMpThreads ND4J's own threads
 */
public record ComputeEnvironment(
        String java,
        String operatingSystem,
        String libc,
        String processor,
        String features,
        String deeplearning4j,
        String nd4j,
        String backend,
        String blas,
        int blasThreads,
        int openMpThreads) {

    /** Refuses to miss what is compared word by word. */
    public ComputeEnvironment {
        Objects.requireNonNull(features, "features must be given");
    }

    /** What stands for a library that is not there. */
    public static final String NONE = "none";

    /** Looks at this process where no network is computed: there is Java alone, and no native library is loaded. */
    public static ComputeEnvironment withoutNetworks() {
        Processor processor = Machine.PROCESSOR;
        return new ComputeEnvironment(
                javaAtHand(),
                systemAtHand(),
                Machine.LIBC,
                processor.model(),
                String.join(" ", new TreeSet<>(processor.features())),
                NONE,
                NONE,
                NONE,
                NONE,
                1,
                1);
    }

    /** What stays the same while a process lives; to ask for it takes as long as a small run. */
    private static final class Machine {
        static final Processor PROCESSOR = Processor.detect();
        static final String LIBC = libc(PROCESSOR.platform());
    }

    private static String javaAtHand() {
        return System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version");
    }

    private static String systemAtHand() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    /** Looks at this process. Loads the native libraries if nothing has yet. */
    public static ComputeEnvironment detect() {
        OpExecutioner executioner = Nd4j.getExecutioner();
        Properties properties = executioner.getEnvironmentInformation();
        Processor processor = Machine.PROCESSOR;
        return new ComputeEnvironment(
                javaAtHand(),
                systemAtHand(),
                Machine.LIBC,
                processor.model(),
                String.join(" ", new TreeSet<>(processor.features())),
                version("org.deeplearning4j", "deeplearning4j-nn"),
                version("org.nd4j", "nd4j-api"),
                Nd4j.getBackend().getClass().getSimpleName(),
                String.valueOf(properties.get("blas.vendor")),
                Integer.parseInt(String.valueOf(properties.get("blas.threads"))),
                Integer.parseInt(String.valueOf(properties.get("omp.threads"))));
    }

    /** As Maven left it in the jar. */
    private static String version(String group, String artifact) {
        Properties maven = new Properties();
        String file = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream stream = Nd4j.class.getResourceAsStream(file)) {
            if (stream != null) {
                maven.load(stream);
            }
        } catch (IOException e) {
            // It is for the record only, and then says so.
        }
        return maven.getProperty("version", "unknown");
    }

    /** POSIX has no call that tells; where it is not glibc, the command does not know the name either. */
    private static String libc(String platform) {
        if (!platform.startsWith("linux")) {
            return "unknown";
        }
        try {
            Process process = new ProcessBuilder("getconf", "GNU_LIBC_VERSION")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 && !output.isEmpty()
                    ? output
                    : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
