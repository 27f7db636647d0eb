package io.github.mnistlab.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What computed a run, as far as it can decide bits.
 *
 * @param java vendor and version of the JVM
 * @param operatingSystem name, version and architecture
 * @param nd4j version of ND4J
 * @param backend ND4J's backend, such as {@code CpuBackend}
 * @param blas the library behind matrix products
 * @param blasThreads its threads
 * @param openMpThreads ND4J's own threads
 */
public record ComputeEnvironment(
        String java,
        String operatingSystem,
        String nd4j,
        String backend,
        String blas,
        int blasThreads,
        int openMpThreads) {

    /** Looks at this process. Loads the native libraries if nothing has yet. */
    public static ComputeEnvironment detect() {
        OpExecutioner executioner = Nd4j.getExecutioner();
        Properties properties = executioner.getEnvironmentInformation();
        return new ComputeEnvironment(
                System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                nd4jVersion(),
                Nd4j.getBackend().getClass().getSimpleName(),
                String.valueOf(properties.get("blas.vendor")),
                Integer.parseInt(String.valueOf(properties.get("blas.threads"))),
                Integer.parseInt(String.valueOf(properties.get("omp.threads"))));
    }

    /** As Maven left it in the jar. */
    private static String nd4jVersion() {
        Properties maven = new Properties();
        try (InputStream stream = Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            if (stream != null) {
                maven.load(stream);
            }
        } catch (IOException e) {
            // It is for the record only, and then says so.
        }
        return maven.getProperty("version", "unknown");
    }
}
