package io.github.mnistlab.spark;

import io.github.mnistlab.worker.RunRef;
import io.github.mnistlab.worker.WorkerMessage;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/** Brings messages from executors to the driver, by Spark's own connection. */
public final class RunMessagePlugin implements SparkPlugin {
    // Spark makes the plugins itself: these are how they are reached, one of each in a process.
    private static volatile RunMessages receiver;
    private static volatile StalledRuns stalledRuns;
    private static volatile PluginContext executor;

    static void deliverTo(RunMessages messages, StalledRuns stalled) {
        receiver = messages;
        stalledRuns = stalled;
    }

    /** From an executor. */
    static void send(long attempt, RunRef run, WorkerMessage message) throws IOException {
        executor.send(new RunMessage(attempt, run, message));
    }

    /**
     * From an executor; back when the driver has it.
     *
     * @throws Exception of any kind, if it cannot be told: Spark declares no other
     */
    static void tell(long attempt, RunRef run, WorkerMessage message) throws Exception {
        executor.ask(new LastWords(new RunMessage(attempt, run, message)));
    }

    /**
     * From an executor; back when the driver has it.
     *
     * @throws Exception of any kind, if it cannot be told: Spark declares no other
     */
    static void tell(StalledRun stalled) throws Exception {
        executor.ask(stalled);
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Object receive(Object message) {
                if (message instanceof StalledRun stalled) {
                    stalledRuns.take(stalled);
                    return true; // An answer, for whoever waits for one.
                }
                if (message instanceof LastWords last) {
                    receiver.take(last.message());
                    return true;
                }
                receiver.take((RunMessage) message);
                return null;
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> configuration) {
                executor = context;
            }
        };
    }
}
