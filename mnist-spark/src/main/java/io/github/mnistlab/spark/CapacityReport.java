package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.WorkerMessage;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Tells the parent how many runs can go on at a time, of a cluster that has no room, and of one that is of no use. */
final class CapacityReport {
    private static final int PERIOD_MILLIS = 1_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final JavaSparkContext spark;
    private final MessageChannel parent;
    private final ExecutorStarts starts;
    private final Function<ExecutorStarts.Ended, String> explain;
    private final Optional<ForgottenApplication> forgotten;

    private CapacityReport(
            JavaSparkContext spark,
            MessageChannel parent,
            ExecutorStarts starts,
            Function<ExecutorStarts.Ended, String> explain) {
        this.spark = spark;
        this.parent = parent;
        this.starts = starts;
        this.explain = explain;
        this.forgotten = ForgottenApplication.of(spark);
    }

    /**
     * @param explain what is to be said of executors that end as they start, the last of which it is given
     */
    static void start(
            JavaSparkContext spark,
            MessageChannel parent,
            ExecutorStarts starts,
            Function<ExecutorStarts.Ended, String> explain) {
        CapacityReport report = new CapacityReport(spark, parent, starts, explain);
        Thread thread = new Thread(report::report, "capacity of the cluster");
        thread.setDaemon(true);
        thread.start();
    }

    private void report() {
        long start = System.nanoTime();
        int told = 0;
        boolean quiet = false;
        try {
            while (true) {
                int cores = cores(spark);
                if (cores != told) {
                    parent.sendOrDie(new WorkerMessage.Capacity(cores));
                    told = cores;
                    quiet = true;
                }
                ForgottenApplication.Finding finding = forgotten
                        .flatMap(application -> application.look(cores))
                        .orElse(null);
                if (finding != null && finding.isEnd()) {
                    parent.sendOrDie(new WorkerMessage.Failed(finding.message(), true));
                    return;
                }
                if (finding != null) {
                    parent.sendOrDie(new WorkerMessage.Warned(finding.message()));
                }
                ExecutorStarts.Ended last = starts.last();
                if (last != null && starts.isHopeless()) {
                    parent.sendOrDie(new WorkerMessage.Failed(explain.apply(last), true));
                    return;
                }
                if (!quiet && System.nanoTime() - start > PATIENCE) {
                    quiet = true;
                    parent.sendOrDie(new WorkerMessage.Warned(last == null ? noneHasJoined() : explain.apply(last)));
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

    private String noneHasJoined() {
        SparkConf conf = spark.getConf();
        int started = starts.onTheirWay();
        if (started > 0) {
            return "no executor has joined yet: " + started + " were started, and must reach the driver at "
                    + conf.get("spark.driver.host") + ":" + conf.get("spark.driver.port")
                    + ", as spark.driver.host and spark.driver.port have it; does a firewall keep them from it?";
        }
        return "no executor has joined yet: is there room in the cluster for one with "
                + conf.get("spark.executor.memory") + " and " + conf.get("spark.executor.memoryOverhead")
                + " beside it?";
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
