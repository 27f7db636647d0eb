package io.github.mnistlab.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import scala.Option;

/** Where executors write what they have to say, as the cluster's manager tells it when they join. */
final class ExecutorLogs extends SparkListener {
    /** As Spark ends its message of a task that failed too often: {@code (TID 9) (10.0.0.7 executor 3)}. */
    private static final Pattern OF_A_TASK = Pattern.compile("\\(TID \\d+\\) \\(\\S+ executor ([^)\\s]+)\\)");

    private final Map<String, String> byExecutor = new ConcurrentHashMap<>();

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        Option<String> errors = added.executorInfo().logUrlMap().get("stderr");
        if (errors.isDefined()) {
            byExecutor.put(added.executorId(), errors.get());
        }
    }

    /** Where an executor's errors are; null where the cluster's manager has not told. */
    String urlOf(String executor) {
        return byExecutor.get(executor);
    }

    /** For the end of a sentence about an executor; empty where the cluster's manager has not told. */
    String of(String executor) {
        String log = urlOf(executor);
        return log == null ? "" : "; its log: " + log;
    }

    /** For the end of a sentence about what went wrong there; its folder, where the cluster's manager has not told. */
    String of(ExecutorPlace place) {
        String told = of(place.executor());
        return " (on executor " + place.executor() + " at " + place.host()
                + (told.isEmpty() ? ", whose log is in " + place.folder() : told) + ")";
    }

    /** For the end of what Spark says of a task that failed. */
    String ofOneNamedIn(String message) {
        Matcher named = OF_A_TASK.matcher(message);
        return named.find() ? of(named.group(1)) : "";
    }
}
