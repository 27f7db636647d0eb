package io.github.mnistlab.fuzz;

import com.sun.management.ThreadMXBean;
import io.github.mnistlab.data.Sha256;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * Hands damaged files to a reader until it does what it must not: throw what is not documented, take more memory than any
 * of these files is worth, or (in long runs) more time.
 */
final class Fuzzer {
    /** Allocated in all while a file is read, whatever of it is held at once. */
    private static final long MAX_ALLOCATED = 256L << 20;

    /** Of the processor, so that a busy machine is no fault. */
    private static final Duration MAX_TIME = Duration.ofSeconds(2);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Target target;
    private final Path file;
    private final boolean timed;
    private long refused;

    /**
     * @param folder where the file is written
     * @param timed whether too much time is a fault
     */
    Fuzzer(Target target, Path folder, boolean timed) {
        this.target = target;
        this.file = folder.resolve(target.fileName());
        this.timed = timed;
    }

    /**
     * Reads damaged files for a number of times and, if that has not passed by then, for a while.
     *
     * @param crashes where a file is kept that the reader failed at
     * @return how many were read
     * @throws AssertionError at the first that the reader failed at
     */
    long run(long seed, long executions, Duration atLeast, Path crashes) throws IOException {
        Mutator mutator = new Mutator(new Random(seed));
        long end = System.nanoTime() + atLeast.toNanos();
        long count = 0;
        while (count < executions || System.nanoTime() < end) {
            byte[] bytes = target.container().apply(mutator.of(target.seeds()));
            Optional<String> fault = fault(bytes);
            if (fault.isPresent()) {
                Path kept = Files.createDirectories(crashes.resolve(target.name()))
                        .resolve(Sha256.of(bytes).substring(0, 16));
                Files.write(kept, bytes);
                throw new AssertionError(target + ": " + fault.get() + "; the file is " + kept);
            }
            count++;
        }
        return count;
    }

    /** How many files the reader has refused in words. */
    long refused() {
        return refused;
    }

    /** What the reader does with these bytes that it must not. */
    Optional<String> fault(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long time = THREADS.getCurrentThreadCpuTime();
        try {
            target.reader().read(file);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            if (target.documented().stream().noneMatch(kind -> kind.isInstance(e))) {
                return Optional.of("throws " + e + " at "
                        + (e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]));
            }
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                return Optional.of("refuses a file without a word: " + e.getClass());
            }
            refused++;
        }
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        if (allocated > MAX_ALLOCATED) {
            return Optional.of("takes " + allocated + " bytes of memory for a file of " + bytes.length);
        }
        time = THREADS.getCurrentThreadCpuTime() - time;
        return timed && time > MAX_TIME.toNanos()
                ? Optional.of("takes " + time / 1_000_000 + " ms for a file of " + bytes.length + " bytes")
                : Optional.empty();
    }
}
