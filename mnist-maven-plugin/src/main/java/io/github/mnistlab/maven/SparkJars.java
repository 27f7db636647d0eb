package io.github.mnistlab.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which jars the processes of a Spark application get. */
final class SparkJars {
    /** Spark has its own logging, which ours would get in the way of. */
    private static final String LOGGING = "slf4j-";

    private SparkJars() {}

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
     * @param worker a local worker's class path, for its native libraries: a driver is an executor too under {@code local}
     * @param spark what is needed for Spark
     */
    static List<Path> ofDriver(List<Path> worker, List<Path> spark) {
        Set<Path> known = new HashSet<>(spark);
        List<Path> jars = new ArrayList<>(spark);
        worker.stream().filter(jar -> isNotLogging(jar) && !known.contains(jar)).forEach(jars::add);
        return jars;
    }

    private static boolean isNotLogging(Path jar) {
        return !String.valueOf(jar.getFileName()).startsWith(LOGGING);
    }
}
