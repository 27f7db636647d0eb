package io.github.mnistlab.lab;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a lab works with.
 *
 * @param outputDirectory where results and reports go: a folder for each experiment
 * @param lockTimeout how long to wait for another build that works in the output folder; zero not to wait
 * @param storage where data and earlier runs lie
 * @param workers what executes runs
 * @param origin whose results they are
 * @param strict whether every inconclusive gate is taken for missed, whatever it says itself
 * @param predictionsCsv whether what each run made of each test row is written as a table too
 * @param root what paths in messages and reports are relative to, where they lie below it
 * @param hints what a user types to go on
 */
public record LabSettings(
        Path outputDirectory,
        Duration lockTimeout,
        Storage storage,
        Workers workers,
        Origin origin,
        boolean strict,
        boolean predictionsCsv,
        Path root,
        Hints hints) {
    private static final Duration STANDARD_LOCK_TIMEOUT = Duration.ofMinutes(10);

    /** Makes the root absolute. */
    public LabSettings {
        root = root.toAbsolutePath();
    }

    /** As a Java program has it: data from the user's cache or the network, workers of the program's own class path. */
    public static LabSettings in(Path outputDirectory) {
        return new LabSettings(
                outputDirectory,
                STANDARD_LOCK_TIMEOUT,
                Storage.standard(),
                Workers.standard(),
                Origin.ofThisProgram(),
                false,
                false,
                Path.of(""),
                Hints.ofJava());
    }

    /** The same with more or less patience for another build that works in the output folder. */
    public LabSettings withLockTimeout(Duration timeout) {
        return new LabSettings(outputDirectory, timeout, storage, workers, origin, strict, predictionsCsv, root, hints);
    }

    /** The same with other storage. */
    public LabSettings withStorage(Storage other) {
        return new LabSettings(
                outputDirectory, lockTimeout, other, workers, origin, strict, predictionsCsv, root, hints);
    }

    /** The same with other workers. */
    public LabSettings withWorkers(Workers others) {
        return new LabSettings(
                outputDirectory, lockTimeout, storage, others, origin, strict, predictionsCsv, root, hints);
    }

    /** The same for results of another origin. */
    public LabSettings withOrigin(Origin other) {
        return new LabSettings(
                outputDirectory, lockTimeout, storage, workers, other, strict, predictionsCsv, root, hints);
    }

    /** The same, judging as strictly as this says. */
    public LabSettings withStrict(boolean isStrict) {
        return new LabSettings(
                outputDirectory, lockTimeout, storage, workers, origin, isStrict, predictionsCsv, root, hints);
    }

    /** The same, writing what each run made of each test row as a table too, or not. */
    public LabSettings withPredictionsCsv(boolean isWritten) {
        return new LabSettings(outputDirectory, lockTimeout, storage, workers, origin, strict, isWritten, root, hints);
    }

    /** The same for a caller with commands of its own. */
    public LabSettings withHints(Path newRoot, Hints others) {
        return new LabSettings(
                outputDirectory, lockTimeout, storage, workers, origin, strict, predictionsCsv, newRoot, others);
    }

    /** A path from the root, if it lies below, as editors and CI systems take it. */
    String fromRoot(Path file) {
        Path absolute = file.toAbsolutePath();
        return (absolute.startsWith(root) ? root.relativize(absolute) : absolute)
                .toString()
                .replace(File.separatorChar, '/');
    }
}
