package io.github.mnistlab.spark;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** What is to be said of executors that end as they start. */
final class StartFailure {
    /** On executors, which start with Hadoop's libraries: older ones do not work on later releases of Java. */
    private static final String JAVA = "Java 17 to 22, or a later one with Hadoop 3.4.3 or newer";

    private StartFailure() {}

    /**
     * For people, with the end of the last one's log where that can be had.
     *
     * @param master as Spark takes it
     * @param count how many there were
     * @param last the last one of them
     */
    static String describe(
            JavaSparkContext spark, String master, int count, ExecutorStarts.Ended last, ExecutorLogs logs) {
        String log = last.worker() == null
                ? logs.urlOf(last.id())
                : WorkerPages.logOf(spark.env().rpcEnv(), master, spark.sc().applicationId(), last)
                        .orElse(null);
        String place = last.worker() == null ? "" : " of " + last.worker();
        SparkConf conf = spark.getConf();
        return "the last " + count + " executors ended as they started, and none has done a run since. They need the"
                + " driver's Spark, " + spark.version() + ", and " + JAVA
                + "; must take what spark.executor.extraJavaOptions"
                + " has; and must reach the driver at " + conf.get("spark.driver.host") + ":"
                + conf.get("spark.driver.port") + ", as spark.driver.host has it. The last one, executor " + last.id()
                + place + ": " + last.reason() + log(log);
    }

    private static String log(String log) {
        if (log == null) {
            return "; its log is in its worker's folder \"work\"";
        }
        List<String> end = WorkerPages.endOf(log);
        return end.isEmpty()
                ? "; its log: " + log
                : "; the end of its log, " + log + ":\n  " + String.join("\n  ", end);
    }
}
