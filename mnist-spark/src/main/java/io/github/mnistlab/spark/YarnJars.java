package io.github.mnistlab.spark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * Executors get the driver's class path, as a whole: Spark needs some of our jars for itself, and YARN hands none out
     * twice. If a user has Spark lie somewhere, they get that and our jars beside it.
     *
     * @param conf with the user's settings
     * @param ours the jars that execute runs
     * @param driver those of the driver's class path: ours, and Spark's
     */
    static void addTo(SparkConf conf, List<Path> ours, List<Path> driver) {
        if (conf.contains(SPARK) || conf.contains(SPARK_ZIPPED)) {
            conf.set(BESIDE, SparkSettings.withOurs(SparkSettings.uris(ours), conf.get(BESIDE, null)));
        } else {
            conf.set(SPARK, SparkSettings.uris(firstOfEachLibrary(driver)));
        }
    }

    /**
     * YARN puts them into one folder, whose order is nobody's: of two versions of a library, the one that the driver finds
     * first must be the only one.
     *
     * @param jars as in a local repository, {@code …/library/version/file}
     */
    private static List<Path> firstOfEachLibrary(List<Path> jars) {
        Map<String, Path> versions = new HashMap<>();
        return jars.stream()
                .filter(jar -> {
                    Path version = jar.toAbsolutePath().getParent();
                    // With a classifier there are several files of one version.
                    return version.equals(
                            versions.computeIfAbsent(String.valueOf(version.getParent()), unknown -> version));
                })
                .toList();
    }
}
