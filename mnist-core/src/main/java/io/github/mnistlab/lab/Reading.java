package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.file.ExperimentFiles;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.experiment.file.yaml.Problem;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.Locks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Experiments, and what was accepted of them, read from their files. */
final class Reading {
    private final LabSettings settings;
    private final LabListener listener;

    Reading(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** Those of a folder. What is rather of some other program is left out, unless it is asked for by its name. */
    List<ExperimentFile> all(Path folder, List<String> names, List<String> excludes) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            return read(
                    ExperimentFiles.find(folder, names, excludes),
                    file -> !names.contains(ExperimentFile.nameOf(file)));
        } catch (IllegalArgumentException e) {
            throw new LabException.Experiments(e.getMessage());
        } catch (IOException e) {
            throw new LabException.Storage("Cannot list " + folder + ": " + IoReason.of(e, folder), e);
        }
    }

    List<ExperimentFile> files(List<Path> files) {
        return read(files, file -> false);
    }

    private List<ExperimentFile> read(List<Path> files, Predicate<Path> mayBeForeign) {
        List<ExperimentFile> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        FoundClasses classes = new FoundClasses();
        for (Path file : files) {
            try {
                read.add(ExperimentReader.read(file, settings.fromRoot(file), classes));
            } catch (InvalidExperimentException e) {
                if (e.isForeign() && mayBeForeign.test(file)) {
                    listener.line(
                            LabListener.Level.WARNING,
                            settings.fromRoot(file) + " is left out, for it has no field of an experiment. Name it in "
                                    + settings.hints().setting("excludes") + ", and this is not said again.");
                } else {
                    problems.addAll(e.problems());
                }
            } catch (IOException e) {
                throw new LabException.Storage("Cannot read " + file + ": " + IoReason.of(e, file), e);
            }
        }
        if (!problems.isEmpty()) {
            String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
            throw new LabException.Experiments(count + " in the experiments:\n"
                    + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        }
        return read;
    }

    /**
     * Reads the locks beside experiments.
     *
     * @throws LabException.Lock if one cannot be read, or is another experiment's; says so of all
     */
    Locks locks(List<ExperimentFile> experiments) {
        Map<String, Lock> locks = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (ExperimentFile experiment : experiments) {
            try {
                lock(experiment).ifPresent(lock -> locks.put(lock.experiment(), lock));
            } catch (IOException e) {
                problems.add(IoReason.of(e));
            }
        }
        problems.throwIfAny(LabException.Lock::new);
        return new Locks(locks);
    }

    /** What was accepted of an experiment, if anything was. */
    Optional<Lock> lock(ExperimentFile experiment) throws IOException {
        Path file = LockFile.of(experiment.path());
        Hints hints = settings.hints();
        Optional<Lock> lock = LockFile.read(file, hints::acceptWithReason, hints::runAndAccept);
        if (lock.isPresent()
                && !lock.get().experiment().equals(experiment.spec().name())) {
            throw new IOException(file + " is the lock of the experiment "
                    + lock.get().experiment() + ", not of " + experiment.spec().name());
        }
        return lock;
    }
}
