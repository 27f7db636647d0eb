package io.github.mnistlab.worker;

import io.github.mnistlab.run.RunEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A run's events as they are sent to another process: all of them, but of the ends of batches one a second. */
public final class BatchPace implements Consumer<RunEvent.UnderWay> {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<RunEvent.UnderWay> next;
    private long lastBatch = System.nanoTime();

    /**
     * @param next gets what passes, from the thread that computes
     */
    public BatchPace(Consumer<RunEvent.UnderWay> next) {
        this.next = next;
    }

    @Override
    public void accept(RunEvent.UnderWay event) {
        if (event instanceof RunEvent.BatchEnded) {
            long now = System.nanoTime();
            if (now - lastBatch < INTERVAL) {
                return;
            }
            lastBatch = now;
        }
        next.accept(event);
    }
}
