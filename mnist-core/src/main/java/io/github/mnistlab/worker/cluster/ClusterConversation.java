package io.github.mnistlab.worker.cluster;

import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.worker.ForkedJvm;
import io.github.mnistlab.worker.RunSchedule;
import io.github.mnistlab.worker.ScheduledRun;
import io.github.mnistlab.worker.WorkerProcess;
import io.github.mnistlab.worker.WorkerReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What goes to the driver of a cluster's application and comes from it until all runs have ended. */
final class ClusterConversation {
    static final String ENDED = "the driver of the cluster ended unexpectedly";

    private static final String SAME_REASON = "for the same reason as ";

    /** Runs that the driver has for each core of the cluster, so that none waits for us. */
    private static final int RUNS_A_CORE = 2;

    private final ForkedJvm<ClusterReport, ClusterOrder> jvm;
    private final RunSchedule schedule;
    private final Optional<CheckpointFolder> checkpoints;
    private final ClusterPatience patience;
    private final Map<RunRef, RunRequest> onTheirWay = new LinkedHashMap<>();

    /** What the driver says; empty at its end. */
    private final BlockingQueue<Optional<ClusterReport>> heard = new LinkedBlockingQueue<>();

    private final Map<String, RunRef> saidBy = new HashMap<>();
    private int cores = 1;
    private volatile boolean brokenOff;

    ClusterConversation(ForkedJvm<ClusterReport, ClusterOrder> jvm, RunSchedule schedule, ClusterSettings cluster) {
        this.jvm = jvm;
        this.schedule = schedule;
        this.checkpoints = cluster.checkpointDirectory().map(CheckpointFolder::new);
        this.patience = new ClusterPatience(cluster.timeoutSeconds(), System::nanoTime);
    }

    /**
     * Sends all runs and waits for them.
     *
     * @throws IOException if the driver is gone before it was told anything
     */
    void hold(ClusterJob job) throws IOException, InterruptedException {
        jvm.channel().send(new ClusterOrder.Connect(job));
        // In a thread of its own, since reading from a socket cannot be interrupted.
        Thread listening = new Thread(this::listen, "messages from the cluster");
        listening.setDaemon(true);
        listening.start();
        while (true) {
            sendWaitingRuns();
            if (onTheirWay.isEmpty()) {
                return;
            }
            Optional<ClusterReport> report = heard.poll(patience.left(), TimeUnit.NANOSECONDS);
            if (report == null) {
                failAll(patience.message() + WorkerProcess.moreIn(jvm.log()));
                return;
            }
            if (report.isEmpty()) {
                failAll(ENDED + jvm.ending());
                return;
            }
            take(report.get());
        }
    }

    private void sendWaitingRuns() {
        while (onTheirWay.size() < RUNS_A_CORE * cores) {
            Optional<ScheduledRun> next = schedule.poll();
            if (next.isEmpty()) {
                return;
            }
            onTheirWay.put(next.get().ref(), next.get().request());
            send(new ClusterOrder.Execute(next.get().ref(), next.get().request()));
        }
    }

    private void take(ClusterReport report) {
        if (report instanceof ClusterReport.Capacity capacity) {
            cores = Math.max(1, capacity.cores());
            patience.has(capacity.cores());
        } else if (report instanceof ClusterReport.OfRun ofRun) {
            patience.heard(ofRun.run(), ofRun.report());
            take(ofRun.run(), ofRun.report());
        } else if (report instanceof ClusterReport.Warned warned) {
            // Of all of them, so one of them says it.
            schedule.report(onTheirWay.keySet().iterator().next(), new RunEvent.Warned(warned.message()));
        } else if (report instanceof ClusterReport.Failed failed) {
            failAll(failed.reason() + WorkerProcess.moreIn(jvm.log()));
        }
    }

    private void take(RunRef run, WorkerReport report) {
        if (!onTheirWay.containsKey(run)) {
            return; // The last words of a run that has ended.
        }
        if (report instanceof WorkerReport.UnderWay underWay) {
            schedule.report(run, underWay.event());
        } else if (report instanceof WorkerReport.End end) {
            RunRequest request = onTheirWay.remove(run);
            schedule.ended(run, saidOnce(run, end.event(jvm.log())));
            if (end instanceof WorkerReport.Finished) {
                // Not before its result is safe. Those of others stay, as local ones do, until they are old.
                checkpoints.ifPresent(folder -> discard(folder, request.key()));
            }
        }
    }

    private void discard(CheckpointFolder folder, String key) {
        folder.discard(key);
        // The folder may be none of this machine's.
        send(new ClusterOrder.Discard(key));
    }

    private void send(ClusterOrder order) {
        try {
            jvm.channel().send(order);
        } catch (IOException e) {
            // Whoever listens is told that it has ended, perhaps after a message that says why.
        }
    }

    private void listen() {
        try {
            for (Optional<ClusterReport> report = jvm.channel().read();
                    report.isPresent();
                    report = jvm.channel().read()) {
                heard.add(report);
            }
        } catch (IOException e) {
            // As good as its end: how the process ended says more than how the socket did.
        }
        if (!brokenOff) {
            heard.add(Optional.empty());
        }
    }

    /** As this process ends: no run fails of it. The driver gives the cluster back what it had, or is killed. */
    void breakOff() {
        brokenOff = true;
        jvm.close();
    }

    /** What is wrong with a cluster fails all runs; the first one's message is enough. */
    private RunEvent.End saidOnce(RunRef run, RunEvent.End end) {
        if (!(end instanceof RunEvent.Failed failed)) {
            return end;
        }
        RunRef first = saidBy.putIfAbsent(failed.reason(), run);
        return first == null ? failed : new RunEvent.Failed(SAME_REASON + first);
    }

    /** Fails the runs that are on their way, and all that wait. */
    void failAll(String reason) {
        failAll(schedule, onTheirWay.keySet(), reason);
        onTheirWay.clear();
    }

    /** What one of hundreds of runs says is not said by all of them. */
    static void failAll(RunSchedule schedule, Set<RunRef> onTheirWay, String reason) {
        List<RunRef> runs = new ArrayList<>(onTheirWay);
        for (Optional<ScheduledRun> waiting = schedule.poll(); waiting.isPresent(); waiting = schedule.poll()) {
            runs.add(waiting.get().ref());
        }
        String said = reason;
        for (RunRef run : runs) {
            schedule.ended(run, new RunEvent.Failed(said));
            said = SAME_REASON + runs.get(0);
        }
    }
}
