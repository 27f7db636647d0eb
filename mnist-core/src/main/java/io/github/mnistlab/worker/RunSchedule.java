package io.github.mnistlab.worker;

import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.execution.RunExecution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Which runs wait, run and have ended; hands them out and passes on what is heard of them. For many threads, each of which
 * stands for a core.
 *
 * <p>The longest first, counting what can only begin after it: Graham's rule, which ends at most a third later than the
 * best order would (R. L. Graham, Bounds on multiprocessing timing anomalies, 1969). Cores that find nothing to run are
 * lent to the runs that still go on.
 */
public final class RunSchedule {
    /** How much shorter a run may be that is preferred since the worker has its rows already. */
    private static final double ABOUT_AS_LONG = 0.8;

    private static final int POLL_MILLIS = 200;

    private final List<ScheduledRun> waiting;
    private final Map<RunRef, Double> untilTheEnd = new HashMap<>();
    private final Set<RunRef> handedOut = new HashSet<>();
    private final Map<RunRef, Running> running = new LinkedHashMap<>();

    /** The digests of the parameters that finished runs have told. */
    private final Map<RunRef, String> finished = new HashMap<>();

    private final RunListener listener;
    private int idleCores;
    private RuntimeException defect;

    /** A run on its way. */
    private static final class Running {
        final IntConsumer useThreads;
        final boolean canShare;
        int threads = 1;

        Running(IntConsumer useThreads, boolean canShare) {
            this.useThreads = useThreads;
            this.canShare = canShare;
        }
    }

    /**
     * @param runs parents before their children
     */
    public RunSchedule(List<ScheduledRun> runs, RunListener listener) {
        this.listener = listener;
        Map<RunRef, Double> afterIt = new HashMap<>();
        for (ListIterator<ScheduledRun> i = runs.listIterator(runs.size()); i.hasPrevious(); ) {
            ScheduledRun run = i.previous();
            double seconds = run.seconds() + afterIt.getOrDefault(run.ref(), 0.0);
            untilTheEnd.put(run.ref(), seconds);
            run.awaits().ifPresent(parent -> afterIt.merge(parent, seconds, Math::max));
        }
        waiting = new ArrayList<>(runs);
        waiting.sort(Comparator.comparing(run -> -untilTheEnd.get(run.ref())));
    }

    /**
     * Waits for a run whose parent has finished.
     *
     * @param previous what the calling thread ran before, if anything
     * @return empty when none is left to wait for
     */
    synchronized Optional<ScheduledRun> next(Optional<ScheduledRun> previous) throws InterruptedException {
        boolean idle = false;
        try {
            while (!waiting.isEmpty()) {
                Optional<ScheduledRun> run = take(previous);
                if (run.isPresent()) {
                    return run;
                }
                if (!idle) {
                    idle = true;
                    lend(1);
                }
                wait();
            }
            return Optional.empty();
        } finally {
            if (idle) {
                lend(-1);
            }
        }
    }

    /**
     * A run whose parent has finished, for one thread that sees to many runs.
     *
     * @return empty if there is none now
     */
    public synchronized Optional<ScheduledRun> poll() {
        return take(Optional.empty());
    }

    private Optional<ScheduledRun> take(Optional<ScheduledRun> previous) {
        Optional<ScheduledRun> run = ready(previous);
        run.ifPresent(taken -> {
            waiting.remove(taken);
            handedOut.add(taken.ref());
        });
        return run.map(
                taken -> taken.awaits().map(finished::get).map(taken::after).orElse(taken));
    }

    private Optional<ScheduledRun> ready(Optional<ScheduledRun> previous) {
        List<ScheduledRun> ready = waiting.stream()
                .filter(run -> run.awaits().map(finished::containsKey).orElse(true))
                .toList();
        if (ready.isEmpty() || previous.isEmpty()) {
            return ready.stream().findFirst();
        }
        double longest = untilTheEnd.get(ready.get(0).ref());
        return ready.stream()
                .takeWhile(run -> untilTheEnd.get(run.ref()) >= ABOUT_AS_LONG * longest)
                .filter(run -> hasRowsOf(previous.get(), run))
                .findFirst()
                .or(() -> Optional.of(ready.get(0)));
    }

    private static boolean hasRowsOf(ScheduledRun previous, ScheduledRun run) {
        return previous.environment().equals(run.environment())
                && RunExecution.Rows.of(previous.request()).equals(RunExecution.Rows.of(run.request()));
    }

    /**
     * Lends the calling thread's core to those that run, until all have ended.
     *
     * @param needed whether there is better use for the core; asked from time to time
     */
    synchronized void lendCore(BooleanSupplier needed) throws InterruptedException {
        lend(1);
        try {
            while (!handedOut.isEmpty() && !needed.getAsBoolean()) {
                wait(POLL_MILLIS);
            }
        } finally {
            lend(-1);
        }
    }

    /**
     * A run that was handed out begins.
     *
     * @param useThreads told, now and whenever it changes, how many threads are to work on it
     */
    synchronized void started(ScheduledRun run, IntConsumer useThreads) {
        running.put(run.ref(), new Running(useThreads, run.canShareCores()));
        distribute();
    }

    private void lend(int cores) {
        idleCores += cores;
        distribute();
    }

    private void distribute() {
        long sharing = running.values().stream().filter(run -> run.canShare).count();
        int place = 0;
        for (Map.Entry<RunRef, Running> entry : running.entrySet()) {
            Running run = entry.getValue();
            int before = run.threads;
            if (run.canShare) {
                run.threads = (int) (1 + idleCores / sharing + (place < idleCores % sharing ? 1 : 0));
                place++;
            }
            run.useThreads.accept(run.threads);
            if (run.threads > before) {
                listener.happened(entry.getKey(), new RunEvent.SharesCores(run.threads));
            }
        }
    }

    public synchronized void report(RunRef run, RunEvent.UnderWay event) {
        listener.happened(run, event);
    }

    public synchronized void ended(RunRef run, RunEvent.End end) {
        handedOut.remove(run);
        running.remove(run);
        if (end instanceof RunEvent.Finished result) {
            finished.put(run, result.outcome().parameterDigest());
        }
        listener.happened(run, end);
        if (end instanceof RunEvent.Failed) {
            failChildren(run, "failed");
        } else if (end instanceof RunEvent.NotApplicable) {
            failChildren(run, "is not applicable");
        }
        notifyAll();
    }

    /** Hands out no more runs, since a listener or this class is broken: better an end than a wait without one. */
    synchronized void abort(Throwable cause) {
        defect = cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
        waiting.clear();
        handedOut.clear();
        running.clear();
        notifyAll();
    }

    synchronized void throwIfAborted() {
        if (defect != null) {
            throw defect;
        }
    }

    private void failChildren(RunRef parent, String end) {
        for (ScheduledRun child : List.copyOf(waiting)) {
            if (child.awaits().equals(Optional.of(parent))) {
                waiting.remove(child);
                RunRef id = child.ref();
                listener.happened(
                        id, new RunEvent.Failed("not run, because " + parent + ", which it starts from, " + end));
                failChildren(id, "failed");
            }
        }
    }
}
