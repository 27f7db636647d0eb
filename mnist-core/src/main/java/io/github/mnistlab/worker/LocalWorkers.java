package io.github.mnistlab.worker;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Executes runs in forked JVMs on this machine, one thread each, several side by side.
 *
 * <p>A single-threaded worker a core gives more throughput than one worker with many threads. Only when no run waits any
 * more do those that still run get the cores that are left over; that changes no bit.
 */
public final class LocalWorkers implements RunExecutor {
    private final WorkerSettings settings;
    private final int workers;
    private final Semaphore slots;

    /**
     * @param workers how many threads to compute with, at most; a run begins with one
     * @param slots one permit for each worker that may live at a time, shared by all that start workers in this JVM
     */
    public LocalWorkers(WorkerSettings settings, int workers, Semaphore slots) {
        if (workers < 1) {
            throw new IllegalArgumentException("there must be at least 1 worker, but " + workers + " are asked for");
        }
        this.settings = settings;
        this.workers = workers;
        this.slots = slots;
    }

    @Override
    public void execute(List<ScheduledRun> runs, RunListener listener) throws InterruptedException {
        RunSchedule schedule = new RunSchedule(runs, listener);
        Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();
        // A worker notices by itself that its parent is gone; this spares it the last second.
        Thread reaper = new Thread(() -> alive.forEach(WorkerProcess::kill), "end of the mnist workers");
        Runtime.getRuntime().addShutdownHook(reaper);
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 1; i <= workers; i++) {
                String name = "worker-" + i;
                Thread thread = new Thread(() -> serve(name, schedule, alive), "mnist-" + name);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            schedule.throwIfAborted();
        } finally {
            threads.forEach(Thread::interrupt);
            alive.forEach(WorkerProcess::kill);
            try {
                Runtime.getRuntime().removeShutdownHook(reaper);
            } catch (IllegalStateException e) {
                // The JVM is ending: the hook does its work.
            }
        }
    }

    private void serve(String name, RunSchedule schedule, Set<WorkerProcess> alive) {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            return;
        }
        WorkerProcess worker = null;
        try {
            int started = 0;
            for (Optional<ScheduledRun> next = schedule.next(Optional.empty());
                    next.isPresent();
                    next = schedule.next(next)) {
                ScheduledRun run = next.get();
                RunRef id = run.ref();
                try {
                    if (worker != null && !worker.has(run.environment())) {
                        end(worker, alive);
                        worker = null;
                    }
                    if (worker == null) {
                        started++;
                        // A log of its own for each process: that of one that died is evidence.
                        worker = WorkerProcess.start(
                                settings, run.environment(), started == 1 ? name : name + "-" + started);
                        alive.add(worker);
                    }
                    schedule.started(run, worker::useThreads);
                    schedule.ended(id, worker.execute(run.request(), event -> schedule.report(id, event)));
                } catch (WorkerDiedException | IOException e) {
                    String reason = e instanceof IOException io
                            ? "the worker cannot be started: " + IoReason.of(io)
                            : e.getMessage();
                    schedule.ended(id, new RunEvent.Failed(reason));
                    end(worker, alive);
                    worker = null;
                }
            }
            end(worker, alive);
            worker = null;
            schedule.lendCore(slots::hasQueuedThreads);
        } catch (InterruptedException e) {
            // Told by the caller, which was interrupted itself.
        } catch (RuntimeException | LinkageError e) {
            schedule.abort(e);
        } catch (Error e) {
            // Not for this thread to survive, but whoever waits for its runs is to know.
            schedule.abort(new IllegalStateException("a worker cannot be watched any longer: " + e, e));
        } finally {
            end(worker, alive);
            slots.release();
        }
    }

    private static void end(WorkerProcess worker, Set<WorkerProcess> alive) {
        if (worker != null) {
            alive.remove(worker);
            worker.close();
        }
    }
}
