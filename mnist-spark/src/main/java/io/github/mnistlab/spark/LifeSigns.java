package io.github.mnistlab.spark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Watches a run, from threads of its own, for as long as it is open. */
final class LifeSigns implements AutoCloseable {
    private final long patience;
    private final long grace;
    private final Runnable onNone;
    private final Runnable atLast;
    private Thread second;
    private volatile long last = System.nanoTime();
    private volatile boolean over;

    /**
     * @param timeout after how long without a sign of life the run is taken for hung; zero for never
     * @param onNone called then, once
     * @param grace after how long what was called is taken for hung too: it may need what the run holds, as the loading of
     *     classes does
     * @param atLast called then, once; it must need nothing
     */
    LifeSigns(Duration timeout, Runnable onNone, Duration grace, Runnable atLast) {
        this.patience = timeout.toNanos();
        this.grace = grace.toNanos();
        this.onNone = onNone;
        this.atLast = atLast;
        if (patience > 0) {
            start(this::watch, "watches a run");
            second = start(this::watchTheWatch, "watches what watches a run");
        }
    }

    private static Thread start(Runnable watch, String name) {
        Thread thread = new Thread(watch, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The run lives. Costs next to nothing. */
    void sign() {
        last = System.nanoTime();
    }

    private synchronized void watch() {
        try {
            while (!over) {
                long left = last + patience - System.nanoTime();
                if (left <= 0) {
                    onNone.run();
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without the lock, which the other one keeps. */
    private void watchTheWatch() {
        while (!over) {
            long left = last + patience + grace - System.nanoTime();
            if (left <= 0) {
                atLast.run();
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
        if (second != null) {
            LockSupport.unpark(second);
        }
    }
}
