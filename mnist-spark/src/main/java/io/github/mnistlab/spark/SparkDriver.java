package io.github.mnistlab.spark;

import io.github.mnistlab.worker.ClusterSettings;
import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.WorkerMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SignalUtils;

/** The driver's process: takes runs from its parent, has Spark execute each as one task, and ends when its parent does. */
public final class SparkDriver {
    static final int PARENT_IS_GONE = 3;

    /** Spark's own setting, which it minds itself on YARN and Kubernetes. */
    private static final String MOST_STARTS = "spark.executor.maxNumFailures";

    private SparkDriver() {}

    /** Started by {@code ClusterRuns} alone. */
    public static void main(String[] arguments) throws IOException {
        leaveSignalsToTheParent();
        MessageChannel parent = MessageChannel.toParent();
        try {
            serve(parent, (WorkerMessage.ConnectTo) parent.read());
        } catch (Exception e) {
            // Of every kind: Spark's Scala methods throw checked exceptions that they do not declare.
            e.printStackTrace();
            tell(parent, "the cluster cannot be used: " + Reasons.of(e));
        }
        // Not exit: a shutdown hook of some library must not keep an orphan alive.
        Runtime.getRuntime().halt(PARENT_IS_GONE);
    }

    /**
     * A Ctrl-C comes to this process as well as to its parent, and would end it before it has given back what it has of the
     * cluster. It is left to the parent, whose end is this one's.
     */
    private static void leaveSignalsToTheParent() {
        for (String signal : List.of("INT", "HUP")) {
            SignalUtils.register(signal, () -> true);
        }
    }

    private static void cancel(JavaSparkContext spark, Integer job) {
        if (job != null) {
            spark.sc().cancelJob(job);
        }
    }

    private static void tell(MessageChannel parent, String failure) {
        try {
            parent.send(new WorkerMessage.Failed(failure, true));
        } catch (IOException e) {
            // It is the parent that is gone: there is nobody left to tell.
        }
    }

    private static void serve(MessageChannel parent, WorkerMessage.ConnectTo wanted) throws InterruptedException {
        ClusterSettings cluster = wanted.cluster();
        DriverAddress.nameThisMachine(cluster.master(), cluster.sparkConf(), System.getenv());
        SparkConf conf = SparkSettings.of(cluster);
        Masters.requireReachable(conf).ifPresent(here -> DriverAddress.setUnlessSaid(conf, here, System.getenv()));
        Optional<YarnApplication> yarn = YarnApplication.in(conf);
        ApplicationStart start = new ApplicationStart(parent, yarn);
        ParentMessages said = ParentMessages.listen(parent, start::parentIsGone);
        RunMessages messages = new RunMessages(parent);
        ExecutorStarts starts = new ExecutorStarts(conf.getInt(MOST_STARTS, ExecutorStarts.MOST), System::nanoTime);
        StandaloneManager.tell(starts);
        conf.setMaster(StandaloneManager.watched(cluster.master()));
        try (JavaSparkContext spark = start.await(cluster.master(), conf)) {
            spark.setLogLevel("WARN");
            ExecutorLogs logs = new ExecutorLogs();
            spark.sc().addSparkListener(logs);
            spark.sc().addSparkListener(starts);
            int mostFailures = conf.getInt("spark.task.maxFailures", 4);
            LostTasks lost = new LostTasks(messages, mostFailures, logs);
            spark.sc().addSparkListener(lost);
            RunMessagePlugin.deliverTo(
                    messages, new StalledRuns(messages, logs, starts, run -> cancel(spark, lost.jobOf(run))));
            ClusterTasks tasks = new ClusterTasks(
                    spark,
                    cluster,
                    messages,
                    logs,
                    Duration.ofSeconds(wanted.timeoutSeconds()),
                    new ApplicationEnd(parent, yarn, starts));
            CapacityReport.start(
                    spark,
                    parent,
                    starts,
                    last -> StartFailure.describe(spark, cluster.master(), starts.ended(), last, logs));
            for (Optional<WorkerMessage> message = said.next(); message.isPresent(); message = said.next()) {
                if (message.get() instanceof WorkerMessage.Discard discard) {
                    tasks.discard(discard.key());
                } else {
                    WorkerMessage.OfRun ofRun = (WorkerMessage.OfRun) message.get();
                    tasks.execute(ofRun.run(), ((WorkerMessage.Execute) ofRun.message()).run());
                }
            }
            tasks.end();
        }
    }
}
