package io.github.mnistlab.model.step;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share the work of a training's steps, for cores that would be idle otherwise. The work is cut into
 * parts, and no part knows who does it; a thread that is alone may do some at once if that gives the same bits: their number changes
 * none.
 *
 * <p>One thread shares its work with a team at a time; any thread may change the team's size meanwhile.
 */
public final class ThreadTeam implements AutoCloseable {
    private final ExecutorService helpers;
    private volatile int size = 1;

    /** A team of one: the thread that asks. */
    public ThreadTeam() {
        helpers = Executors.newCachedThreadPool(run -> {
            Thread thread = new Thread(run, "helps with training");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Part of a work. */
    @FunctionalInterface
    interface Part {
        /**
         * @param part its number, from 0
         * @param member who does it: no other thread has the same number while this work is done
         */
        void run(int part, int member);
    }

    /**
     * Takes effect with the next work that is shared.
     *
     * @param threads how many there are, the one that asks included
     */
    public void resize(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a team must have at least 1 thread, but is to have " + threads);
        }
        size = threads;
    }

    /** Whether the thread that asks is all of it. */
    boolean isAlone() {
        return size == 1;
    }

    /**
     * Does the parts, in any order and side by side.
     *
     * @param parts how many there are
     */
    void share(int parts, Part work) {
        int members = Math.min(size, parts);
        if (members <= 1) {
            for (int part = 0; part < parts; part++) {
                work.run(part, 0);
            }
            return;
        }
        Share share = new Share(parts, work);
        for (int helper = 1; helper < members; helper++) {
            helpers.execute(share);
        }
        share.run();
        share.join();
    }

    /** One work; whoever runs it does parts until none is left. */
    private static final class Share implements Runnable {
        private final int parts;
        private final Part work;
        private final AtomicInteger members = new AtomicInteger();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private volatile Throwable failure;

        Share(int parts, Part work) {
            this.parts = parts;
            this.work = work;
        }

        @Override
        public void run() {
            int member = members.getAndIncrement();
            int part;
            while ((part = next.getAndIncrement()) < parts) {
                try {
                    work.run(part, member);
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    done.incrementAndGet();
                }
            }
        }

        void join() {
            // A part takes a millisecond at most, and its core has nothing else to do.
            while (done.get() < parts) {
                Thread.onSpinWait();
            }
            if (failure != null) {
                throw new IllegalStateException("a part of a training step failed", failure);
            }
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
