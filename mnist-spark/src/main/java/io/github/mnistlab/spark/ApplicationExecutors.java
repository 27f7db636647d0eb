package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.cluster.ClusterOrder;
import io.github.mnistlab.worker.cluster.ClusterReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import scala.Option;

/** The application's executors, as Spark tells of them: how many runs they can do at a time, and where their logs are. */
final class ApplicationExecutors extends SparkListener {
    private static final long PATIENCE_MILLIS = 30_000;

    /** As Spark ends its message of a task that failed too often: {@code (TID 9) (10.0.0.7 executor 3)}. */
    private static final Pattern OF_A_TASK = Pattern.compile("\\(TID \\d+\\) \\(\\S+ executor ([^)\\s]+)\\)");

    private final MessageChannel<ClusterOrder, ClusterReport> parent;
    private final Map<String, Integer> cores = new ConcurrentHashMap<>();
    private final Map<String, String> hosts = new ConcurrentHashMap<>();
    private final Map<String, String> logs = new ConcurrentHashMap<>();

    ApplicationExecutors(MessageChannel<ClusterOrder, ClusterReport> parent) {
        this.parent = parent;
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        cores.put(added.executorId(), added.executorInfo().totalCores());
        hosts.put(added.executorId(), added.executorInfo().executorHost());
        Option<String> errors = added.executorInfo().logUrlMap().get("stderr");
        if (errors.isDefined()) {
            logs.put(added.executorId(), errors.get());
        }
        tellCapacity();
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        cores.remove(removed.executorId());
        tellCapacity();
    }

    private void tellCapacity() {
        parent.sendOrDie(new ClusterReport.Capacity(
                cores.values().stream().mapToInt(Integer::intValue).sum()));
    }

    /** Tells the parent in half a minute, if there is no executor then, how much memory one would need. */
    void warnIfNoneComes(SparkConf conf) {
        Thread waiting = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE_MILLIS);
                    } catch (InterruptedException e) {
                        return;
                    }
                    if (cores.isEmpty()) {
                        parent.sendOrDie(new ClusterReport.Warned("no executor has joined yet: is there room in the"
                                + " cluster for one with " + conf.get("spark.executor.memory") + " and "
                                + conf.get("spark.executor.memoryOverhead")
                                + " beside it, and do executors reach the driver at "
                                + conf.get("spark.driver.host") + ":" + conf.get("spark.driver.port") + "?"));
                    }
                },
                "waits for the first executor");
        waiting.setDaemon(true);
        waiting.start();
    }

    /** An executor and its machine, as people read of them. */
    String name(String executor) {
        return "executor " + executor + (hosts.containsKey(executor) ? " at " + hosts.get(executor) : "");
    }

    /** For the end of a sentence about an executor; empty where the cluster's manager has not told. */
    String logOf(String executor) {
        return logs.containsKey(executor) ? "; its log: " + logs.get(executor) : "";
    }

    /** For the end of a sentence about what went wrong there; its folder, where the cluster's manager has not told. */
    String describe(ExecutorPlace place) {
        String told = logOf(place.executor());
        return " (on " + name(place.executor()) + (told.isEmpty() ? ", whose log is in " + place.folder() : told) + ")";
    }

    /** For the end of what Spark says of a task that failed. */
    String logOfOneNamedIn(String message) {
        Matcher named = OF_A_TASK.matcher(message);
        return named.find() ? logOf(named.group(1)) : "";
    }
}
