package io.github.mnistlab.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * A lock on a folder that one thread of one process has at a time. The system takes it back when the process ends, however
 * it ends.
 */
public final class FolderLock {
    private static final int POLL_MILLIS = 50;

    /** Far behind the text, which others are to read while the lock is held: on Windows a locked byte cannot be. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private FolderLock() {}

    /** Work that needs the lock. */
    @FunctionalInterface
    public interface Work<T> {
        T perform() throws InterruptedException;
    }

    /** Says that another process kept the lock. */
    public static final class HeldException extends IOException {
        private static final long serialVersionUID = 1;

        HeldException(String message) {
            super(message);
        }
    }

    /**
     * Works while holding the lock.
     *
     * @param file the lock's, in an existing folder; it stays there, for removing it would let two in
     * @param patience how long to wait for another process; zero not to wait
     * @param onWait told once who has the lock, if there is a wait
     * @throws HeldException if another process has had it for so long
     * @throws IOException if the file cannot be locked
     */
    // File locks belong to the process: they neither keep its other threads out nor survive one of them closing the
    // same file. An interned string is the one monitor that all class loaders of a JVM share, and Maven may have loaded
    // this class once for each module of a parallel build.
    public static <T> T whileHeld(Path file, Duration patience, Consumer<String> onWait, Work<T> work)
            throws IOException, InterruptedException {
        Path real = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        synchronized (("io.github.mnistlab:" + real).intern()) {
            FileChannel channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                acquire(channel, real, patience, onWait);
                sign(channel);
                return work.perform();
            } finally {
                close(channel);
            }
        }
    }

    private static void acquire(FileChannel channel, Path file, Duration patience, Consumer<String> onWait)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        boolean told = false;
        while (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new HeldException(holder(file));
            }
            if (!told) {
                onWait.accept(holder(file));
                told = true;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** For whoever waits; that is worth no failure. */
    private static void sign(FileChannel channel) {
        String text = "process " + ProcessHandle.current().pid() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            // The disk is full, say.
        }
    }

    /** The work is done, and what it gave is not to be lost: at the latest the end of the process gives the lock back. */
    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // See above.
        }
    }

    private static String holder(Path file) {
        try {
            String text = Files.readString(file);
            return text.isBlank() ? "another process" : text;
        } catch (IOException e) {
            return "another process";
        }
    }
}
