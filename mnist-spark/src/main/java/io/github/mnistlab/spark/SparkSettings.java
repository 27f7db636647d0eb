package io.github.mnistlab.spark;

import io.github.mnistlab.worker.KernelVariables;
import io.github.mnistlab.worker.cluster.ClusterJob;
import io.github.mnistlab.worker.cluster.ClusterSettings;
import io.github.mnistlab.worker.cluster.RunMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/** The settings of the Spark application that executes runs. */
final class SparkSettings {
    private static final long MEBIBYTE = 1 << 20;
    private static final String ENVIRONMENT = "spark.executorEnv.";
    private static final String MEMORY = "spark.executor.memory";
    private static final String OVERHEAD = "spark.executor.memoryOverhead";

    /** Half as much again as the 300 MiB that Spark keeps for itself; it refuses less. */
    private static final long LEAST_HEAP = 450 * MEBIBYTE;

    private static final String CORES = "spark.executor.cores";
    private static final String JARS = "spark.jars";
    private static final String PLUGINS = "spark.plugins";
    private static final List<String> IMAGES =
            List.of("spark.kubernetes.container.image", "spark.kubernetes.executor.container.image");
    private static final Pattern POSITIVE = Pattern.compile("[1-9]\\d{0,3}");

    /** As local workers have them. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    private static final String NATIVE_LIBRARIES = "-Dorg.bytedeco.javacpp.cachedir=";

    private static final String REDACTED = "spark.redaction.regex";

    /** Spark's own default. */
    private static final String HIDDEN_ANYWAY = "(?i)secret|password|token|access[.]?key";

    private SparkSettings() {}

    /**
     * @throws IllegalArgumentException if a user's setting would change what runs compute, or where; all such at once
     */
    static SparkConf of(ClusterJob job) {
        return of(job, YarnJars.ofThisProcess());
    }

    /**
     * @param driver the jars of the driver's class path, Spark's among them
     */
    static SparkConf of(ClusterJob job, List<Path> driver) {
        ClusterSettings cluster = job.cluster();
        SparkConf conf = new SparkConf(false).setMaster(cluster.master()).setAppName("mnist-lab");
        Map<String, String> user = new LinkedHashMap<>(cluster.sparkConf());
        refuse(user, job);
        job.environment().forEach((variable, value) -> conf.set(ENVIRONMENT + variable, value));
        int cores = Integer.parseInt(user.getOrDefault(CORES, "1"));
        conf.set(CORES, String.valueOf(cores));
        conf.set(MEMORY, mebibytes(cores * heap(job.memory())));
        conf.set(OVERHEAD, mebibytes(cores * job.memory().nativeBytes()));
        conf.set("spark.task.cpus", "1");
        conf.set("spark.ui.enabled", "false");
        // Whoever starts a cluster for this waits for its executors anyway; those of others may come one by one.
        conf.set("spark.scheduler.minRegisteredResourcesRatio", "0");
        if (!Masters.isLocal(cluster.master())) {
            // Runs are known by our jars: an executor's own, of other versions, are for Spark.
            conf.set("spark.executor.userClassPathFirst", "true");
        }
        if (Masters.startsExecutors(cluster.master()) && !"true".equals(user.get("spark.dynamicAllocation.enabled"))) {
            // They are two if nobody says how many.
            int executors = Math.max(1, (job.sideBySide() + cores - 1) / cores);
            conf.set("spark.executor.instances", String.valueOf(executors));
        }
        // Executors do not share that cache, so that it only costs each another copy of the jars.
        conf.set("spark.files.useFetchCache", "false");
        conf.set(REDACTED, redacted(job));
        user.forEach(conf::set);
        // Beside a user's own: without ours there is nothing to execute.
        if (Masters.isYarn(cluster.master())) {
            YarnJars.addTo(conf, cluster.jars(), driver);
        } else {
            conf.set(JARS, withOurs(uris(cluster.jars()), user.get(JARS)));
        }
        conf.set(PLUGINS, withOurs(RunMessagePlugin.class.getName(), user.get(PLUGINS)));
        String options = String.join(" ", JVM_OPTIONS) + " " + NATIVE_LIBRARIES + nativeLibraries(cluster.master());
        conf.set(
                "spark.executor.extraJavaOptions",
                (options + " " + user.getOrDefault("spark.executor.extraJavaOptions", "")).strip());
        return conf;
    }

    /** What Spark shows to nobody, in its logs and pages: what it hides anyway, and variables that choose no kernels. */
    private static String redacted(ClusterJob job) {
        String variables = job.environment().keySet().stream()
                .filter(variable -> !KernelVariables.include(variable))
                .sorted()
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return HIDDEN_ANYWAY + (variables.isEmpty() ? "" : "|" + Pattern.quote(ENVIRONMENT) + "(?:" + variables + ")");
    }

    /**
     * The folder into which they are unpacked, seen from an executor's own. The one above is the application's: there it is
     * done once on a machine. A pod has one executor, which may write in its own folder alone.
     */
    private static String nativeLibraries(String master) {
        return Masters.isKubernetes(master) ? "javacpp" : "../javacpp";
    }

    private static void refuse(Map<String, String> user, ClusterJob job) {
        ClusterSettings cluster = job.cluster();
        List<String> faults = new ArrayList<>();
        new TreeMap<>(user).forEach((name, given) -> {
            String variable = name.startsWith(ENVIRONMENT) ? name.substring(ENVIRONMENT.length()) : "";
            String known = job.environment().get(variable);
            if (KernelVariables.include(variable) && !given.equals(known)) {
                faults.add(name + " is " + given + ", but runs are known by "
                        + (known == null ? "its not being set" : known)
                        + "; say it by the plugin's <environmentVariables> instead");
            }
        });
        String cores = user.get(CORES);
        if (cores != null && !POSITIVE.matcher(cores).matches()) {
            faults.add(CORES + " must be a number, 1 or more, but is " + cores);
        }
        for (String size : List.of(MEMORY, OVERHEAD)) {
            if (user.containsKey(size)) {
                refuseSize(size, user.get(size), faults);
            }
        }
        if (Masters.isKubernetes(cluster.master()) && IMAGES.stream().noneMatch(user::containsKey)) {
            faults.add(IMAGES.get(0) + " must be given for " + cluster.master()
                    + ": an image with Spark of this release, such as apache/spark has them");
        }
        String master = user.getOrDefault("spark.master", cluster.master());
        if (!master.equals(cluster.master())) {
            faults.add("spark.master is " + master + ", but mnist.master is " + cluster.master()
                    + "; give only the latter");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** As lists in Spark's settings are. */
    static String uris(List<Path> jars) {
        return jars.stream().map(jar -> jar.toUri().toString()).collect(Collectors.joining(","));
    }

    private static void refuseSize(String name, String given, List<String> faults) {
        try {
            long bytes = new SparkConf(false).set(name, given).getSizeAsMb(name, "0") * MEBIBYTE;
            if (name.equals(MEMORY) && bytes < LEAST_HEAP) {
                faults.add(name + " must be " + mebibytes(LEAST_HEAP) + " or more, for Spark, but is " + given
                        + "; if it is not given, it is reckoned from what the runs need");
            }
        } catch (IllegalArgumentException e) {
            faults.add(name + " must be a size such as 2g or 900m, but is " + given);
        }
    }

    static String withOurs(String ours, String users) {
        return users == null || users.isBlank() ? ours : ours + "," + users;
    }

    /** Spark keeps 300 MiB for itself, and a part of the rest for what it stores. */
    private static long heap(RunMemory memory) {
        return 512 * MEBIBYTE + memory.heapBytes() * 3 / 2;
    }

    private static String mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE + "m";
    }
}
