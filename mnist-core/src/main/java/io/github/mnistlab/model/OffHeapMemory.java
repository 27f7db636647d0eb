package io.github.mnistlab.model;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of ND4J's arrays. As of 1.0.0-M2.1 it is freed when the garbage collector has come by, even that of an
 * array which was closed; and the collector sees so little of it that it may not come by for long.
 */
final class OffHeapMemory {
    /** A full collection takes some 40 ms: most of the time of a run that takes no longer itself. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final AtomicLong LAST = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    private OffHeapMemory() {}

    /** Frees what was closed, by a full collection; not more often than once in a second, whoever asks. */
    static void reclaim() {
        long last = LAST.get();
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS && LAST.compareAndSet(last, now)) {
            System.gc();
        }
    }
}
