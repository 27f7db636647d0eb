package io.github.mnistlab.lab;

import static io.github.mnistlab.lab.LabListener.Level.INFO;
import static io.github.mnistlab.lab.LabListener.Level.WARNING;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.disk.FileTree;
import io.github.mnistlab.disk.FolderLock;
import io.github.mnistlab.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Predicate;

/** The folder that results and reports go to, in which one build works at a time. */
final class OutputFolder {
    private static final String LOCK = ".lock";
    private static final String WORK = ".work";

    private final LabSettings settings;
    private final LabListener listener;

    OutputFolder(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Works in the folder, once no other build does. Where its file system has no locks, that is left to the user.
     *
     * @throws LabException.Storage if another build works there for longer than the settings are ready to wait
     */
    <T> T whileAlone(FolderLock.Work<T> work) throws InterruptedException {
        Path folder = settings.outputDirectory();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LabException.Storage("Cannot write results to " + folder + ": " + IoReason.of(e), e);
        }
        try {
            return FolderLock.whileHeld(
                    folder.resolve(LOCK),
                    settings.lockTimeout(),
                    holder -> listener.line(
                            INFO,
                            "Another build works in " + folder + " (" + holder + "): waiting for it, at most "
                                    + patience()),
                    work);
        } catch (FolderLock.HeldException e) {
            throw new LabException.Storage(
                    "Another build works in " + folder + " (" + e.getMessage() + "), and has not ended within "
                            + patience() + ". Wait for it, or give this one another output folder.",
                    e);
        } catch (IOException e) {
            listener.line(
                    WARNING,
                    folder + " cannot be locked (" + IoReason.of(e) + "): see to it that no other build works there.");
            return work.perform();
        }
    }

    /** The same for work that nobody interrupts. */
    <T> T whileAloneUninterrupted(FolderLock.Work<T> work) {
        try {
            return whileAlone(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException.Storage(
                    "Interrupted while waiting for another build to end, in " + settings.outputDirectory(), e);
        }
    }

    /** The setting's name and value. */
    private String patience() {
        return settings.lockTimeout().toSeconds() + " s (" + settings.hints().setting("lockTimeout") + ")";
    }

    /**
     * Removes verdicts of an earlier time.
     *
     * @param experiments whether those of an experiment go, by its name
     */
    void discardVerdicts(Predicate<String> experiments) {
        Path folder = settings.outputDirectory();
        try {
            ReportFiles.discard(experiments, folder);
        } catch (IOException e) {
            throw new LabException.Storage(
                    "Verdicts of an earlier time cannot be removed from " + folder + ": " + IoReason.of(e), e);
        }
    }

    /** A folder for the runs of one call alone, which is made when they begin. */
    Path freshWork() {
        return settings.outputDirectory()
                .resolve(WORK)
                .resolve(UUID.randomUUID().toString());
    }

    /** Removes what runs have left, and what builds that were killed have. The results are safe by then. */
    void discardWork() {
        Path work = settings.outputDirectory().resolve(WORK);
        try {
            if (Files.exists(work)) {
                FileTree.delete(work);
            }
        } catch (IOException e) {
            listener.line(WARNING, "What is left of runs in " + work + " cannot be removed: " + IoReason.of(e));
        }
    }
}
