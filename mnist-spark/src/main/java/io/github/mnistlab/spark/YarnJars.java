package io.github.mnistlab.spark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/**
 * What YARN hands out. It has no Spark of its own; and whatever it hands out, each machine gets once, while what comes by
 * {@code spark.jars} is fetched from the driver by every executor.
 */
final class YarnJars {
    private static final String SPARK = "spark.yarn.jars";
    private static final String SPARK_ZIPPED = "spark.yarn.archive";
    private static final String BESIDE = "spark.yarn.dist.jars";

    private YarnJars() {}

    /** The jars of this process's class path. */
    static List<Path> ofThisProcess() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
    }

    /**
     * Executors get the driver's Spark, unless a user has one lie somewhere, and our jars beside it: those come first for
     * runs, as a user's do.
     *
     * @param conf with the user's settings
     * @param ours the jars that execute runs
     * @param driver those of the driver's class path: ours, and Spark's
     */
    static void addTo(SparkConf conf, List<Path> ours, List<Path> driver) {
        conf.set(BESIDE, SparkSettings.withOurs(SparkSettings.uris(ours), conf.get(BESIDE, null)));
        if (!conf.contains(SPARK) && !conf.contains(SPARK_ZIPPED)) {
            Set<Path> known = Set.copyOf(ours);
            conf.set(
                    SPARK,
                    SparkSettings.uris(
                            driver.stream().filter(jar -> !known.contains(jar)).toList()));
        }
    }
}
