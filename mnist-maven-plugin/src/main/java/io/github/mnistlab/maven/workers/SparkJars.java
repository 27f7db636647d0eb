package io.github.mnistlab.maven.workers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;

/** Which jars the processes of a Spark application get. */
public final class SparkJars {
    /** Spark has its own logging, which ours would get in the way of. */
    private static final String LOGGING = "slf4j-";

    private static final String YARN = "yarn";

    private static final List<String> CONFIGURATION = List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR");

    private static final String YARN_SITE = "yarn-site.xml";

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
    public static List<Path> configuration(String master, Map<String, String> environment) {
        return master.equals(YARN)
                ? configuration(environment).values().stream().distinct().toList()
                : List.of();
    }

    /** The folders by the variable that names them. */
    private static Map<String, Path> configuration(Map<String, String> environment) {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (String variable : CONFIGURATION) {
            String folder = environment.getOrDefault(variable, "");
            if (!folder.isBlank()) {
                folders.put(variable, Path.of(folder));
            }
        }
        return folders;
    }

    /**
     * Refuses YARN where nothing says where it is: Hadoop would look for it on this machine.
     *
     * @param master as Spark takes it, or null
     * @param environment this process's
     */
    public static void requireConfiguration(String master, Map<String, String> environment)
            throws MojoExecutionException {
        if (!YARN.equals(master)) {
            return;
        }
        Map<String, Path> folders = configuration(environment);
        List<String> faults = new ArrayList<>();
        folders.forEach((variable, folder) -> {
            if (!Files.isDirectory(folder)) {
                faults.add(variable + " is " + folder + ", which is not a folder");
            }
        });
        if (faults.isEmpty()
                && folders.values().stream().noneMatch(folder -> Files.exists(folder.resolve(YARN_SITE)))) {
            faults.add(
                    folders.isEmpty()
                            ? "the environment variable HADOOP_CONF_DIR is not set"
                            : "there is no " + YARN_SITE + " in "
                                    + folders.entrySet().stream()
                                            .map(entry -> entry.getKey() + ", " + entry.getValue())
                                            .collect(Collectors.joining(", or ")));
        }
        if (!faults.isEmpty()) {
            throw new MojoExecutionException("mnist.master is yarn, but " + String.join("; ", faults)
                    + ". HADOOP_CONF_DIR must be a folder with the cluster's " + YARN_SITE
                    + " and core-site.xml, such as /etc/hadoop/conf.");
        }
    }

    /**
     * @param worker a local worker's class path
     * @param ours our own jar for Spark; Spark itself is on executors already
     */
    public static List<Path> ofExecutors(List<Path> worker, Path ours) {
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
    public static List<Path> ofDriver(List<Path> worker, List<Path> spark) {
        return Stream.concat(worker.stream().filter(SparkJars::isNotLogging), spark.stream())
                .distinct()
                .toList();
    }

    private static boolean isNotLogging(Path jar) {
        return !String.valueOf(jar.getFileName()).startsWith(LOGGING);
    }
}
