package io.github.mnistlab.worker.cluster;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.worker.ForkedJvm;
import io.github.mnistlab.worker.RunExecutor;
import io.github.mnistlab.worker.RunSchedule;
import io.github.mnistlab.worker.ScheduledRun;
import io.github.mnistlab.worker.WorkerDiedException;
import io.github.mnistlab.worker.WorkerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Executes runs on an Apache Spark cluster, through a driver: a JVM on this machine that belongs to the cluster's
 * application, so that Spark's libraries never meet Maven's.
 */
public final class ClusterRuns implements RunExecutor {
    /** The driver's class; it and all that it needs are on the driver's class path alone. */
    private static final String DRIVER = "io.github.mnistlab.spark.SparkDriver";

    /** What Spark needs on Java 17 and later: as {@code org.apache.spark.launcher.JavaModuleOptions} has it. */
    private static final List<String> FOR_SPARK = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--add-modules=jdk.incubator.vector",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
            "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
            "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "-Djdk.reflect.useDirectMethodHandle=false",
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Dio.netty.allocator.type=pooled",
            "-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE",
            "--enable-native-access=ALL-UNNAMED");

    /** No second compiler: a driver seldom lives for as long as that one's better code would take to pay. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final WorkerSettings driver;
    private final ClusterSettings cluster;

    /**
     * Options of the driver's JVM.
     *
     * @param master as Spark takes it; under {@code local} the driver executes the runs itself
     */
    public static List<String> jvmOptions(String master) {
        List<String> options = new ArrayList<>(FOR_SPARK);
        if (!master.startsWith("local")) {
            options.add(QUICK_START);
        }
        return options;
    }

    /**
     * @param driver how the driver is started
     * @param cluster where the runs go
     */
    public ClusterRuns(WorkerSettings driver, ClusterSettings cluster) {
        this.driver = driver;
        this.cluster = cluster;
    }

    @Override
    public void execute(List<ScheduledRun> runs, RunListener listener) throws InterruptedException {
        // An application has one environment.
        Map<Map<String, String>, List<ScheduledRun>> byEnvironment = new LinkedHashMap<>();
        for (ScheduledRun run : runs) {
            byEnvironment
                    .computeIfAbsent(run.environment(), key -> new ArrayList<>())
                    .add(run);
        }
        int started = 0;
        for (Map.Entry<Map<String, String>, List<ScheduledRun>> group : byEnvironment.entrySet()) {
            started++;
            String name = started == 1 ? "cluster" : "cluster-" + started;
            execute(name, group.getKey(), group.getValue(), new RunSchedule(group.getValue(), listener));
        }
    }

    private void execute(String name, Map<String, String> environment, List<ScheduledRun> runs, RunSchedule schedule)
            throws InterruptedException {
        ForkedJvm<ClusterReport, ClusterOrder> jvm;
        try {
            Map<String, String> variables = new HashMap<>(environment);
            variables.putAll(DriverAddress.variables(cluster.master(), System.getenv()));
            jvm = ForkedJvm.start(driver, variables, DRIVER, name, ClusterReport.class, ClusterOrder.class);
        } catch (IOException | WorkerDiedException e) {
            String reason = e instanceof IOException io ? IoReason.of(io) : e.getMessage();
            ClusterConversation.failAll(schedule, Set.of(), "the cluster cannot be used: " + reason);
            return;
        }
        ClusterConversation conversation = new ClusterConversation(jvm, schedule, cluster);
        Thread reaper = new Thread(conversation::breakOff, "end of the cluster's driver");
        Runtime.getRuntime().addShutdownHook(reaper);
        try {
            jvm.channel().setReadTimeout(Duration.ZERO);
            long stallSeconds = driver.stallTimeout().toSeconds();
            conversation.hold(ClusterJob.of(cluster, environment, runs, stallSeconds));
        } catch (IOException e) {
            conversation.failAll(ClusterConversation.ENDED + jvm.ending());
        } catch (InterruptedException e) {
            jvm.kill();
            throw e;
        } finally {
            // The driver notices, and gives the cluster back what it had.
            jvm.close();
            try {
                Runtime.getRuntime().removeShutdownHook(reaper);
            } catch (IllegalStateException e) {
                // The JVM is ending: the hook does its work.
            }
        }
    }
}
