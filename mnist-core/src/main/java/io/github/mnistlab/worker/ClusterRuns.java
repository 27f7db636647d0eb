package io.github.mnistlab.worker;

import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Executes runs on an Apache Spark cluster, through a driver: a JVM on this machine that belongs to the cluster's
 * application, so that Spark's libraries never meet Maven's.
 */
public final class ClusterRuns implements RunExecutor {
    /** The driver's class; it and all that it needs are on the driver's class path alone. */
    private static final String DRIVER = "io.github.mnistlab.spark.SparkDriver";

    private static final String SAME_REASON = "for the same reason as ";

    private static final String ENDED = "the driver of the cluster ended unexpectedly";

    /** Runs that the driver has for each core of the cluster, so that none waits for us. */
    private static final int RUNS_A_CORE = 2;

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
    public void execute(List<ScheduledRun> runs, RunObserver observer) throws InterruptedException {
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
            execute(name, group.getKey(), group.getValue(), new RunSchedule(group.getValue(), observer));
        }
    }

    private void execute(String name, Map<String, String> environment, List<ScheduledRun> runs, RunSchedule schedule)
            throws InterruptedException {
        ForkedJvm jvm;
        try {
            jvm = ForkedJvm.start(driver, environment, DRIVER, name);
        } catch (IOException | WorkerDiedException e) {
            failAll(schedule, Set.of(), "the driver of the cluster cannot be started: " + e.getMessage());
            return;
        }
        Conversation conversation = new Conversation(jvm, schedule, cluster.checkpointDirectory());
        Thread reaper = new Thread(conversation::breakOff, "end of the cluster's driver");
        Runtime.getRuntime().addShutdownHook(reaper);
        try {
            jvm.channel().setReadTimeout(Duration.ZERO);
            jvm.channel()
                    .send(new WorkerMessage.ConnectTo(
                            cluster.with(environment, runs),
                            driver.stallTimeout().toSeconds()));
            conversation.hold();
        } catch (IOException e) {
            failAll(schedule, Set.of(), ENDED + jvm.ending());
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

    /** What one of hundreds of runs says is not said by all of them. */
    private static void failAll(RunSchedule schedule, Set<RunRef> onTheirWay, String reason) {
        List<RunRef> runs = new ArrayList<>(onTheirWay);
        ScheduledRun waiting;
        while ((waiting = schedule.poll()) != null) {
            runs.add(waiting.ref());
        }
        String said = reason;
        for (RunRef run : runs) {
            schedule.ended(run, new WorkerMessage.Failed(said, true));
            said = SAME_REASON + runs.get(0);
        }
    }

    /** What goes to the driver and comes from it until all runs have ended. */
    private static final class Conversation {
        /** The driver's end. */
        private static final WorkerMessage END = new WorkerMessage.Failed("", true);

        private final ForkedJvm jvm;
        private final RunSchedule schedule;
        private final CheckpointFolder checkpoints;
        private final Map<RunRef, RunRequest> onTheirWay = new LinkedHashMap<>();
        private final BlockingQueue<WorkerMessage> heard = new LinkedBlockingQueue<>();
        private final Map<String, RunRef> saidBy = new HashMap<>();
        private int cores = 1;
        private volatile boolean brokenOff;

        /**
         * @param checkpoints the folder in which executors keep runs; null for none
         */
        Conversation(ForkedJvm jvm, RunSchedule schedule, Path checkpoints) {
            this.checkpoints = checkpoints == null ? null : new CheckpointFolder(checkpoints);
            this.jvm = jvm;
            this.schedule = schedule;
        }

        void hold() throws InterruptedException {
            // In a thread of its own, since reading from a socket cannot be interrupted.
            Thread listening = new Thread(this::listen, "messages from the cluster");
            listening.setDaemon(true);
            listening.start();
            while (true) {
                ScheduledRun next;
                while (onTheirWay.size() < RUNS_A_CORE * cores && (next = schedule.poll()) != null) {
                    onTheirWay.put(next.ref(), next.request());
                    send(new WorkerMessage.OfRun(next.ref(), new WorkerMessage.Execute(next.request())));
                }
                if (onTheirWay.isEmpty()) {
                    return;
                }
                WorkerMessage message = heard.take();
                if (message instanceof WorkerMessage.Capacity capacity) {
                    cores = Math.max(1, capacity.cores());
                } else if (message instanceof WorkerMessage.OfRun ofRun) {
                    take(ofRun);
                } else if (message instanceof WorkerMessage.Warned warned) {
                    // Of all of them, so one of them says it.
                    schedule.report(onTheirWay.keySet().iterator().next(), warned);
                } else if (message instanceof WorkerMessage.Failed failed) {
                    String reason =
                            message == END ? ENDED + jvm.ending() : failed.reason() + WorkerProcess.moreIn(jvm.log());
                    failAll(schedule, onTheirWay.keySet(), reason);
                    return;
                }
            }
        }

        private void send(WorkerMessage message) {
            try {
                jvm.channel().send(message);
            } catch (IOException e) {
                // Whoever listens is told that it has ended, perhaps after a message that says why.
            }
        }

        private void listen() {
            try {
                WorkerMessage message;
                while ((message = jvm.channel().read()) != null) {
                    heard.add(message);
                }
            } catch (IOException e) {
                // As good as its end: how the process ended says more than how the socket did.
            }
            if (!brokenOff) {
                heard.add(END);
            }
        }

        /** As this process ends: no run fails of it. The driver gives the cluster back what it had, or is killed. */
        void breakOff() {
            brokenOff = true;
            jvm.close();
        }

        /** What is wrong with a cluster fails all runs; the first one's message is enough. */
        private WorkerMessage.Failed saidOnce(RunRef run, WorkerMessage.Failed failed) {
            RunRef first = saidBy.putIfAbsent(failed.reason(), run);
            return first == null ? failed : new WorkerMessage.Failed(SAME_REASON + first, true);
        }

        private void take(WorkerMessage.OfRun ofRun) {
            RunRef run = ofRun.run();
            WorkerMessage message = ofRun.message();
            if (!onTheirWay.containsKey(run)) {
                return; // The last words of a run that has ended.
            }
            if (message instanceof WorkerMessage.NotApplicable inapplicable) {
                onTheirWay.remove(run);
                schedule.notApplicable(run, inapplicable.reason(), jvm.log());
            } else if (message instanceof WorkerMessage.Finished || message instanceof WorkerMessage.Failed) {
                RunRequest request = onTheirWay.remove(run);
                schedule.ended(run, message instanceof WorkerMessage.Failed failed ? saidOnce(run, failed) : message);
                if (checkpoints != null && message instanceof WorkerMessage.Finished) {
                    // Not before its result is safe. Those of others stay, as local ones do, until they are old.
                    checkpoints.discard(request.key());
                    // The folder may be none of this machine's.
                    send(new WorkerMessage.Discard(request.key()));
                }
            } else {
                schedule.report(run, message);
            }
        }
    }
}
