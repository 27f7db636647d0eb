package io.github.mnistlab.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.scheduler.SparkListener;

/** Brings messages from executors to the driver, by Spark's own connection. */
public final class RunMessagePlugin implements SparkPlugin {
    // Spark makes the plugins itself: these are how they are reached, one of each in a process.
    private static volatile Consumer<ExecutorMessage> receiver;
    private static volatile List<SparkListener> listeners = List.of();
    private static volatile PluginContext executor;

    /** In the driver, before there is an application: who must hear of its executors from the first on. */
    static void listen(List<SparkListener> all) {
        listeners = all;
    }

    /** In the driver, before any run is executed. */
    static void deliverTo(Consumer<ExecutorMessage> messages) {
        receiver = messages;
    }

    /** From an executor. */
    static void send(ExecutorMessage message) throws IOException {
        executor.send(message);
    }

    /**
     * From an executor; back when the driver has it.
     *
     * @throws Exception of any kind, if it cannot be told: Spark declares no other
     */
    static void tell(ExecutorMessage message) throws Exception {
        executor.ask(message);
    }

    /** This executor. */
    static ExecutorPlace here() {
        // Not its host name, which Spark has for plugins of the driver alone: elsewhere asking for it fails.
        return new ExecutorPlace(
                executor.executorID(), Path.of("").toAbsolutePath().toString());
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext spark, PluginContext context) {
                listeners.forEach(spark::addSparkListener);
                return Map.of();
            }

            @Override
            public Object receive(Object message) {
                if (message instanceof ExecutorMessage ours) {
                    receiver.accept(ours);
                }
                // An answer for whoever waits for one: an executor that is about to end.
                return message instanceof ExecutorMessage.OnTheWay ? null : true;
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
