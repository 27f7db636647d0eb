package io.github.mnistlab.spark;

import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.MessageJson;
import io.github.mnistlab.worker.WorkerReport;
import io.github.mnistlab.worker.cluster.ClusterOrder;
import io.github.mnistlab.worker.cluster.ClusterReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What is heard of runs, passed on to the parent in the order in which it was said. */
final class RunMessages {
    /** After a run's result, for the rest of its messages, which take another way. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final MessageChannel<ClusterOrder, ClusterReport> parent;

    /** How many messages of each attempt have come. */
    private final Map<Long, Integer> heard = new HashMap<>();

    /** Whose executor is taken for lost, but may have been out of reach only, and have much to say when it is back. */
    private final Set<Long> givenUp = new HashSet<>();

    RunMessages(MessageChannel<ClusterOrder, ClusterReport> parent) {
        this.parent = parent;
    }

    void send(RunRef run, WorkerReport report) {
        parent.sendOrDie(new ClusterReport.OfRun(run, report));
    }

    void warn(RunRef run, String message) {
        send(run, new WorkerReport.UnderWay(new RunEvent.Warned(message)));
    }

    void fail(RunRef run, String reason) {
        send(run, new WorkerReport.Failed(reason, true));
    }

    /** Ends all runs, for a reason that is none of theirs. */
    void failAll(String reason) {
        parent.sendOrDie(new ClusterReport.Failed(reason));
    }

    /** A message from an executor. */
    synchronized void take(ExecutorMessage.OnTheWay message) {
        if (givenUp.contains(message.attempt())) {
            return;
        }
        try {
            send(message.run(), MessageJson.read(WorkerReport.class, message.json()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        heard.merge(message.attempt(), 1, Integer::sum);
        notifyAll();
    }

    /** Another attempt takes the place of this one, of which nothing more is told. */
    synchronized void giveUp(long attempt) {
        givenUp.add(attempt);
        heard.remove(attempt);
    }

    /** Waits until so many messages of an attempt have come, but not for ever. */
    synchronized void await(long attempt, int messages) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (heard.getOrDefault(attempt, 0) < messages && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        }
        heard.remove(attempt);
    }
}
