package io.github.mnistlab.crash;

import io.github.mnistlab.crash.Fault.Touch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts how often files of a folder are touched, and lets one fault happen at one of these places. */
final class Faults {
    private final Path folder;
    private final Optional<Fault> fault;
    private final int place;
    private final List<Touch> touches = new ArrayList<>();
    private final UnsyncedDisk disk = new UnsyncedDisk();
    private boolean dead;

    private Faults(Path folder, Optional<Fault> fault, int place) {
        this.folder = folder;
        this.fault = fault;
        this.place = place;
    }

    /** Counts only. */
    static Faults none(Path folder) {
        return new Faults(folder, Optional.empty(), -1);
    }

    /**
     * @param place the number of the touch at which it happens, from 0
     */
    static Faults one(Path folder, Fault fault, int place) {
        return new Faults(folder, Optional.of(fault), place);
    }

    /** So far, in their order. */
    synchronized List<Touch> touches() {
        return List.copyOf(touches);
    }

    /**
     * Says that a file is about to be touched.
     *
     * @param half what a fault at this place still does, such as to write the half
     */
    synchronized void before(Touch touch, Path file, Half half) throws IOException {
        if (!file.toAbsolutePath().startsWith(folder)) {
            return;
        }
        if (dead) {
            throw new Fault.Death();
        }
        touches.add(touch);
        if (fault.isPresent() && touches.size() - 1 == place && fault.get().isPossibleAt(touch)) {
            dead = fault.get().ends();
            happen(fault.get(), half);
            fault.get().happen(file);
        }
    }

    synchronized void before(Touch touch, Path file) throws IOException {
        before(touch, file, () -> {});
    }

    private void happen(Fault fault, Half half) throws IOException {
        switch (fault) {
            case LOST_CONTENT -> disk.loseContent();
            case LOST_NAMES -> disk.loseNames();
            case DEATH, NO_SPACE, IO_ERROR, TOO_MANY_FILES -> half.happen();
        }
    }

    /** What has reached it so far. */
    UnsyncedDisk disk() {
        return disk;
    }

    @FunctionalInterface
    interface Half {
        void happen() throws IOException;
    }
}
