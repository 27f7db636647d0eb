package io.github.mnistlab.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Executes runs in forked JVMs on this machine, one thread each, several side by side.
 *
 * <p>A single-threaded worker a core gives the same bits whatever the number of cores, and more throughput than one
 * worker with many threads.
 */
public final class LocalWorkers implements RunExecutor {
    private final WorkerSettings settings;
    private final int workers;
    private final Semaphore slots;

    /**
     * @param workers how many to run side by side at most
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
    public void execute(List<ScheduledRun> runs, RunObserver observer) throws InterruptedException {
        Schedule schedule = new Schedule(runs, observer);
        Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();
        // A worker notices by itself that its parent is gone; this spares it the last second.
        Thread reaper = new Thread(() -> alive.forEach(WorkerProcess::kill), "end of the mnist workers");
        Runtime.getRuntime().addShutdownHook(reaper);
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 1; i <= Math.min(workers, runs.size()); i++) {
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

    private void serve(String name, Schedule schedule, Set<WorkerProcess> alive) {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            return;
        }
        WorkerProcess worker = null;
        try {
            int started = 0;
            ScheduledRun run;
            while ((run = schedule.next()) != null) {
                RunRef id = run.ref();
                try {
                    if (worker != null && !worker.has(run.environment())) {
                        alive.remove(worker);
                        worker.close();
                        worker = null;
                    }
                    if (worker == null) {
                        started++;
                        // A log of its own for each process: that of one that died is evidence.
                        worker = WorkerProcess.start(
                                settings, run.environment(), started == 1 ? name : name + "-" + started);
                        alive.add(worker);
                    }
                    WorkerMessage end = worker.execute(run.request(), message -> schedule.report(id, message));
                    if (end instanceof WorkerMessage.NotApplicable inapplicable) {
                        schedule.notApplicable(id, inapplicable.reason(), worker.log());
                    } else {
                        schedule.ended(id, end);
                    }
                } catch (WorkerDiedException | IOException e) {
                    schedule.ended(id, new WorkerMessage.Failed(e.getMessage(), true));
                    if (worker != null) {
                        alive.remove(worker);
                        worker.close();
                        worker = null;
                    }
                }
            }
        } catch (InterruptedException e) {
            // Told by the caller, which was interrupted itself.
        } catch (RuntimeException e) {
            schedule.abort(e);
        } finally {
            if (worker != null) {
                alive.remove(worker);
                worker.close();
            }
            slots.release();
        }
    }

    /** Which runs wait, run and have ended; hands them out and passes on what is heard of them. */
    private static final class Schedule {
        private final List<ScheduledRun> waiting;
        private final Set<RunRef> finished = new HashSet<>();
        private final RunObserver observer;
        private RuntimeException defect;

        Schedule(List<ScheduledRun> runs, RunObserver observer) {
            waiting = new ArrayList<>(runs);
            this.observer = observer;
        }

        /** The next run whose parent has finished; null when none is left to wait for. */
        synchronized ScheduledRun next() throws InterruptedException {
            while (!waiting.isEmpty()) {
                for (ScheduledRun run : waiting) {
                    if (run.parent() == null || finished.contains(run.parent())) {
                        waiting.remove(run);
                        return run;
                    }
                }
                wait();
            }
            return null;
        }

        synchronized void report(RunRef run, WorkerMessage message) {
            if (message instanceof WorkerMessage.PhaseStarted started) {
                observer.phaseStarted(run, started.phase());
            } else if (message instanceof WorkerMessage.Progress progress) {
                observer.progress(run, progress.epoch(), progress.rowsDone(), progress.rows());
            } else if (message instanceof WorkerMessage.Resumed resumed) {
                observer.resumed(run, resumed.epoch());
            } else if (message instanceof WorkerMessage.Warned warned) {
                observer.warned(run, warned.text());
            } else if (message instanceof WorkerMessage.EpochEnded ended) {
                observer.epochEnded(run, ended.epoch());
            } else {
                throw new IllegalArgumentException("a worker in a run does not send " + message);
            }
        }

        synchronized void ended(RunRef run, WorkerMessage end) {
            if (end instanceof WorkerMessage.Finished done) {
                finished.add(run);
                observer.finished(run, done.outcome());
            } else if (end instanceof WorkerMessage.Failed failure) {
                observer.failed(run, failure.reason());
                failChildren(run, "failed");
            }
            notifyAll();
        }

        synchronized void notApplicable(RunRef run, String reason, Path log) {
            observer.notApplicable(run, reason, log);
            failChildren(run, "is not applicable");
            notifyAll();
        }

        /** Hands out no more runs, since an observer or this class is broken: better an end than a wait without one. */
        synchronized void abort(RuntimeException cause) {
            defect = cause;
            waiting.clear();
            notifyAll();
        }

        synchronized void throwIfAborted() {
            if (defect != null) {
                throw defect;
            }
        }

        private void failChildren(RunRef parent, String end) {
            for (ScheduledRun child : List.copyOf(waiting)) {
                if (parent.equals(child.parent())) {
                    waiting.remove(child);
                    RunRef id = child.ref();
                    observer.failed(id, "not run, since " + parent + ", which it starts from, " + end);
                    failChildren(id, "failed");
                }
            }
        }
    }
}
