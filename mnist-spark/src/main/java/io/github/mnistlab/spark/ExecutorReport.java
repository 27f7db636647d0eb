package io.github.mnistlab.spark;

import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.MessageJson;
import io.github.mnistlab.worker.WorkerReport;
import java.io.IOException;
import org.apache.spark.api.java.Optional;

/** What an executor tells of one attempt at a run. For the thread that computes. */
final class ExecutorReport {
    private final long attempt;
    private final RunRef run;
    private int sent;

    /**
     * @param attempt Spark's number of the task
     */
    ExecutorReport(long attempt, RunRef run) {
        this.attempt = attempt;
        this.run = run;
    }

    void send(WorkerReport report) {
        try {
            RunMessagePlugin.send(new ExecutorMessage.OnTheWay(attempt, run, report));
            sent++;
        } catch (IOException e) {
            // Only news: the result says all again.
        }
    }

    /** Says so before this process ends, and waits until it has been heard. */
    void sendLast(WorkerReport report) {
        tell(new ExecutorMessage.LastWords(new ExecutorMessage.OnTheWay(attempt, run, report)));
    }

    /** Has the driver hear of something before this process ends. */
    static void tell(ExecutorMessage message) {
        try {
            RunMessagePlugin.tell(message);
        } catch (Exception e) {
            // Of every kind, for Spark declares no other.
            System.err.println("the driver cannot be told: " + e);
        }
    }

    RunResult result(WorkerReport end, Optional<RunResult.Files> files) {
        return new RunResult(attempt, RunMessagePlugin.here(), sent, MessageJson.write(WorkerReport.class, end), files);
    }

    RunResult failure(String reason) {
        return result(new WorkerReport.Failed(reason, true), Optional.empty());
    }
}
