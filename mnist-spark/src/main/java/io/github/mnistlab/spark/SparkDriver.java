package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.cluster.ClusterJob;
import io.github.mnistlab.worker.cluster.ClusterOrder;
import io.github.mnistlab.worker.cluster.ClusterReport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SignalUtils;

/** The driver's process: takes runs from its parent, has Spark execute each as one task, and ends when its parent does. */
public final class SparkDriver {
    private static final int PARENT_IS_GONE = 3;

    private final MessageChannel<ClusterOrder, ClusterReport> parent;

    /** What the parent says; empty at its end. */
    private final BlockingQueue<Optional<ClusterOrder>> orders = new LinkedBlockingQueue<>();

    private volatile boolean started;

    private SparkDriver(MessageChannel<ClusterOrder, ClusterReport> parent) {
        this.parent = parent;
    }

    /** Started by {@code ClusterRuns} alone. */
    public static void main(String[] arguments) throws IOException {
        leaveSignalsToTheParent();
        new SparkDriver(MessageChannel.toParent(ClusterOrder.class, ClusterReport.class)).serve();
        // Not exit: a shutdown hook of some library must not keep an orphan alive.
        Runtime.getRuntime().halt(PARENT_IS_GONE);
    }

    /**
     * A Ctrl-C comes to this process as well as to its parent, and would end it before it has given back what it has of the
     * cluster. It is left to the parent, whose end is this one's.
     */
    private static void leaveSignalsToTheParent() {
        for (String signal : List.of("INT", "HUP")) {
            // Private to Spark, but sun.misc.Signal, the JDK's own way, is not for others either, and warned of by
            // javac.
            SignalUtils.register(signal, () -> true);
        }
    }

    private void serve() {
        try {
            Thread listening = new Thread(this::listen, "messages from the parent");
            listening.setDaemon(true);
            listening.start();
            Optional<ClusterOrder> first = orders.take();
            if (first.isPresent() && first.get() instanceof ClusterOrder.Connect connect) {
                serve(connect.job());
            }
        } catch (Exception e) {
            // Of every kind: Spark's Scala methods throw checked exceptions that they do not declare.
            e.printStackTrace();
            tell("the cluster cannot be used: " + Reasons.of(e));
        }
    }

    private void listen() {
        try {
            for (Optional<ClusterOrder> order = parent.read(); order.isPresent(); order = parent.read()) {
                orders.add(order);
            }
        } catch (IOException e) {
            // A parent that was killed did not say goodbye.
        }
        if (!started) {
            // Nobody would take the results, and a cluster may be long in beginning with an application.
            Runtime.getRuntime().halt(PARENT_IS_GONE);
        }
        orders.add(Optional.empty());
    }

    private void tell(String failure) {
        try {
            parent.send(new ClusterReport.Failed(failure));
        } catch (IOException e) {
            // It is the parent that is gone: there is nobody left to tell.
        }
    }

    private void serve(ClusterJob job) throws InterruptedException {
        SparkConf conf = SparkSettings.of(job);
        RunMessages messages = new RunMessages(parent);
        ApplicationExecutors executors = new ApplicationExecutors(parent);
        LostTasks lost = new LostTasks(messages, executors, conf.getInt("spark.task.maxFailures", 4));
        RunMessagePlugin.listen(List.of(executors, lost));
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            started = true;
            spark.setLogLevel("WARN");
            executors.warnIfNoneComes(spark.getConf());
            ClusterTasks tasks = new ClusterTasks(spark, job, messages, executors, lost);
            StalledRuns stalled = new StalledRuns(messages, executors, tasks::cancel);
            RunMessagePlugin.deliverTo(message -> message.deliver(messages, stalled));
            for (Optional<ClusterOrder> order = orders.take(); order.isPresent(); order = orders.take()) {
                if (order.get() instanceof ClusterOrder.Discard discard) {
                    tasks.discard(discard.key());
                } else if (order.get() instanceof ClusterOrder.Execute execute) {
                    tasks.execute(execute);
                }
            }
            tasks.end();
        }
    }
}
