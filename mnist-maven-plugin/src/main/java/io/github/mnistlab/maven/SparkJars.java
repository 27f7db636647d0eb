package io.github.mnistlab.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;

/** Which jars the processes of a Spark application get. */
final class SparkJars {
    /** Spark has its own logging, which ours would get in the way of. */
    private static final String LOGGING = "slf4j-";

    private static final String YARN = "yarn";

    private static final String CORE = "spark-core";

    private SparkJars() {}

    /**
     * The module of Spark's that knows how to speak to a master.
     *
     * @param master as Spark takes it
     * @param spark Spark's core among others, whose release it must have
     * @return empty for those that the core knows itself
     */
    static Optional<Dependency> module(String master, List<Artifact> spark) {
        String name = master.equals(YARN) ? "spark-yarn" : master.startsWith("k8s://") ? "spark-kubernetes" : null;
        if (name == null) {
            return Optional.empty();
        }
        // "spark-core_2.13" is built for Scala 2.13, and so must the other one be.
        return spark.stream()
                .filter(artifact -> artifact.getArtifactId().startsWith(CORE + "_"))
                .findFirst()
                .map(core -> new DefaultArtifact(
                        core.getGroupId(),
                        core.getArtifactId().replace(CORE, name),
                        core.getExtension(),
                        core.getVersion()))
                .map(artifact -> new Dependency(artifact, "runtime"));
    }

    /**
     * Folders with what else a driver must know of a cluster, as {@code spark-submit} finds them.
     *
     * @param environment this process's
     */
    static List<Path> configuration(String master, Map<String, String> environment) {
        if (!master.equals(YARN)) {
            return List.of();
        }
        return Stream.of("HADOOP_CONF_DIR", "YARN_CONF_DIR")
                .map(environment::get)
                .filter(folder -> folder != null && !folder.isBlank())
                .map(Path::of)
                .distinct()
                .toList();
    }

    /**
     * @param worker a local worker's class path
     * @param ours our own jar for Spark; Spark itself is on executors already
     */
    static List<Path> ofExecutors(List<Path> worker, Path ours) {
        List<Path> jars = new ArrayList<>();
        jars.add(ours);
        worker.stream().filter(SparkJars::isNotLogging).forEach(jars::add);
        return jars;
    }

    /**
     * A driver is an executor too under {@code local}: so what a run needs comes first, and of no library does it get
     * another version there than from a local worker.
     *
     * @param worker a local worker's class path
     * @param spark what is needed for Spark
     */
    static List<Path> ofDriver(List<Path> worker, List<Path> spark) {
        return Stream.concat(worker.stream().filter(SparkJars::isNotLogging), spark.stream())
                .distinct()
                .toList();
    }

    private static boolean isNotLogging(Path jar) {
        return !String.valueOf(jar.getFileName()).startsWith(LOGGING);
    }
}
