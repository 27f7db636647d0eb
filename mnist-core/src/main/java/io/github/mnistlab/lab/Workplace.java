package io.github.mnistlab.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/** Where runs are executed. */
public sealed interface Workplace {

    /**
     * On this machine, a process each.
     *
     * @param slots makes, or finds, one permit for each worker that may live at a time; given how many that are
     */
    record ThisMachine(IntFunction<Semaphore> slots) implements Workplace {
        /** Each lab has slots of its own. */
        public static ThisMachine standard() {
            return new ThisMachine(count -> new Semaphore(count, true));
        }
    }

    /**
     * On an Apache Spark cluster.
     *
     * @param master as Spark takes it: {@code spark://host:7077}, {@code yarn}, {@code k8s://…}, or {@code local[2]}
     * @param sparkConf further settings of Spark's, which win over ours
     * @param jars the jars of the application's processes
     * @param dataDirectory a folder or URL with the data sets' files that all executors can read; they are sent if empty
     * @param checkpointDirectory a folder that all executors share, for runs to go on elsewhere
     * @param timeoutSeconds for how long no executor may come and no run move before the cluster is given up; 0 for ever
     */
    record Cluster(
            String master,
            Map<String, String> sparkConf,
            Jars jars,
            Optional<String> dataDirectory,
            Optional<Path> checkpointDirectory,
            int timeoutSeconds)
            implements Workplace {}

    /** Finds the jars of a Spark application. */
    interface Jars {
        /**
         * @param worker the class path of a worker on this machine
         * @throws LabException.Library if something cannot be had
         */
        SparkJars find(List<Path> worker);
    }

    /**
     * The jars of a Spark application.
     *
     * @param driver the driver's class path, in order
     * @param executors what executors need beside Spark
     */
    record SparkJars(List<Path> driver, List<Path> executors) {}
}
