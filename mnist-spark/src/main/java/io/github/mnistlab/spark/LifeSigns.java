package io.github.mnistlab.spark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Watches a run, from a thread of its own, for as long as it is open. */
final class LifeSigns implements AutoCloseable {
    private final long patience;
    private final Runnable onNone;
    private volatile long last = System.nanoTime();
    private boolean over;

    /**
     * @param timeout after how long without a sign of life the run is taken for hung; zero for never
     * @param onNone called then, once
     */
    LifeSigns(Duration timeout, Runnable onNone) {
        this.patience = timeout.toNanos();
        this.onNone = onNone;
        if (patience > 0) {
            Thread thread = new Thread(this::watch, "watches a run");
            thread.setDaemon(true);
            thread.start();
        }
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

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }
}
