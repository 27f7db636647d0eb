package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.WorkerMessage;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;

/** Tells the parent how many runs can go on at a time, and of a cluster that has no room. */
final class CapacityReport {
    private static final int PERIOD_MILLIS = 1_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private CapacityReport() {}

    static void start(JavaSparkContext spark, MessageChannel parent, ClusterTasks tasks) {
        Thread thread = new Thread(() -> report(spark, parent, tasks), "capacity of the cluster");
        thread.setDaemon(true);
        thread.start();
    }

    private static void report(JavaSparkContext spark, MessageChannel parent, ClusterTasks tasks) {
        long start = System.nanoTime();
        int told = 0;
        boolean warned = false;
        try {
            while (true) {
                int cores = cores(spark);
                if (cores != told) {
                    parent.sendOrDie(new WorkerMessage.Capacity(cores));
                    told = cores;
                }
                if (told == 0 && !warned && System.nanoTime() - start > PATIENCE) {
                    warned = true;
                    tasks.warnOne("no executor has joined yet: is there room in the cluster for one with "
                            + spark.getConf().get("spark.executor.memory") + " and "
                            + spark.getConf().get("spark.executor.memoryOverhead") + " beside it? If so, they end as"
                            + " they start, again and again, and their logs on the cluster say why: they need the"
                            + " driver's Spark, " + spark.version() + ", and Java 17 to 23");
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            if (!spark.sc().isStopped()) {
                throw e;
            }
        }
    }

    private static int cores(JavaSparkContext spark) {
        if (spark.isLocal()) {
            return spark.defaultParallelism();
        }
        // The driver is one of them.
        int executors = spark.sc().statusTracker().getExecutorInfos().length - 1;
        return executors * spark.getConf().getInt("spark.executor.cores", 1);
    }
}
