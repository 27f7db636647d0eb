package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.WorkerMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The time until a cluster has begun with the application: YARN may put that off for hours, of which Spark tells nobody. */
final class ApplicationStart {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** For Spark to notice that the application was killed, or to begin, and to clean up; less than the parent's patience. */
    private static final int FAREWELL_MILLIS = 4_000;

    private static final int POLL_MILLIS = 100;

    private final MessageChannel parent;
    private final Optional<YarnApplication> yarn;
    private volatile boolean over;

    ApplicationStart(MessageChannel parent, Optional<YarnApplication> yarn) {
        this.parent = parent;
        this.yarn = yarn;
    }

    /**
     * Waits for it, and tells the parent if it takes long.
     *
     * @param master as people know it
     */
    JavaSparkContext await(String master, SparkConf conf) {
        Timer overdue = new Timer("start of the application", true);
        overdue.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        tell(master);
                    }
                },
                PATIENCE.toMillis());
        try {
            return new JavaSparkContext(conf);
        } finally {
            over = true;
            overdue.cancel();
        }
    }

    private void tell(String master) {
        String state = yarn.map(application -> ": " + application.state()).orElse("");
        if (!over) {
            parent.sendOrDie(new WorkerMessage.Warned(
                    master + " has not started the application yet, and is waited for" + state));
        }
    }

    /** Gives up, for nobody would take the results: once begun, an application ends with this process, but not before. */
    void parentIsGone() {
        if (over) {
            return;
        }
        yarn.ifPresent(YarnApplication::kill);
        try {
            for (int waited = 0; !over && waited < FAREWELL_MILLIS; waited += POLL_MILLIS) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!over) {
            Runtime.getRuntime().halt(SparkDriver.PARENT_IS_GONE);
        }
    }
}
