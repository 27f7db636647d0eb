package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Lets one thread of one process at a time work on a folder. */
final class CacheLock {
    private static final int POLL_MILLIS = 50;

    private CacheLock() {}

    /**
     * Works while holding the lock.
     *
     * @param folder an existing folder; the lock file in it stays there, for removing it would let two in
     * @param patience how long to wait for another process
     * @param listener told once if there is a wait
     */
    // File locks belong to the process: they neither keep its other threads out nor survive one of them closing the
    // same
    // file. An interned string is the one monitor that all class loaders of a JVM share, and Maven may have loaded this
    // class once for each module of a parallel build.
    static void whileHeld(Path folder, Duration patience, DownloadListener listener, Runnable work) {
        try {
            Path file = folder.toRealPath().resolve("download.lock");
            synchronized (("io.github.mnistlab:" + file).intern()) {
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    acquire(channel, file, patience, listener);
                    work.run();
                }
            }
        } catch (IOException e) {
            throw new DataException("the cache folder " + folder + " cannot be locked: " + IoReason.of(e), e);
        }
    }

    private static void acquire(FileChannel channel, Path file, Duration patience, DownloadListener listener)
            throws IOException {
        long start = System.nanoTime();
        boolean told = false;
        while (channel.tryLock() == null) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new DataException("another process has held " + file + " for " + patience.toSeconds()
                        + " s; end it, or wait for it");
            }
            if (!told) {
                listener.warned("waiting for another process that downloads into " + file.getParent());
                told = true;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DataException("interrupted while waiting for " + file, e);
            }
        }
    }
}
