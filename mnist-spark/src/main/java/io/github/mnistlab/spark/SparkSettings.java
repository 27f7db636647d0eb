package io.github.mnistlab.spark;

import io.github.mnistlab.worker.ClusterSettings;
import io.github.mnistlab.worker.RunMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/** The settings of the Spark application that executes runs. */
final class SparkSettings {
    private static final long MEBIBYTE = 1 << 20;
    private static final String ENVIRONMENT = "spark.executorEnv.";

    /** As local workers have them. Native libraries are unpacked in the executor's own folder, which goes with it. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Dorg.bytedeco.javacpp.cachedir=javacpp",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    private SparkSettings() {}

    /**
     * @throws IllegalArgumentException if a user's setting would change what runs compute
     */
    static SparkConf of(ClusterSettings cluster) {
        SparkConf conf = new SparkConf(false).setMaster(cluster.master()).setAppName("mnist-lab");
        Map<String, String> user = new LinkedHashMap<>(cluster.sparkConf());
        cluster.environment().forEach((variable, value) -> {
            String given = user.get(ENVIRONMENT + variable);
            if (given != null && !given.equals(value)) {
                throw new IllegalArgumentException(ENVIRONMENT + variable + " is " + given + ", but runs are known by "
                        + value + "; say it by the plugin's <environmentVariables> instead");
            }
            conf.set(ENVIRONMENT + variable, value);
        });
        int cores = Integer.parseInt(user.getOrDefault("spark.executor.cores", "1"));
        conf.set("spark.executor.cores", String.valueOf(cores));
        conf.set("spark.executor.memory", mebibytes(cores * heap(cluster.memory())));
        conf.set(
                "spark.executor.memoryOverhead",
                mebibytes(cores * cluster.memory().nativeBytes()));
        conf.set("spark.task.cpus", "1");
        conf.set("spark.ui.enabled", "false");
        // Whoever starts a cluster for this waits for its executors anyway; those of others may come one by one.
        conf.set("spark.scheduler.minRegisteredResourcesRatio", "0");
        conf.set(
                "spark.jars",
                cluster.jars().stream().map(jar -> jar.toUri().toString()).collect(Collectors.joining(",")));
        conf.set("spark.plugins", RunMessagePlugin.class.getName());
        user.forEach(conf::set);
        String options = String.join(" ", JVM_OPTIONS);
        conf.set(
                "spark.executor.extraJavaOptions",
                (options + " " + user.getOrDefault("spark.executor.extraJavaOptions", "")).strip());
        return conf;
    }

    /** Spark keeps 300 MiB for itself, and a part of the rest for what it stores. */
    private static long heap(RunMemory memory) {
        return 512 * MEBIBYTE + memory.heapBytes() * 3 / 2;
    }

    private static String mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE + "m";
    }
}
