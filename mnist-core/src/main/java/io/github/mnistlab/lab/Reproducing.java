package io.github.mnistlab.lab;

import static io.github.mnistlab.lab.LabListener.Level.ERROR;
import static io.github.mnistlab.lab.LabListener.Level.INFO;
import static io.github.mnistlab.lab.LabListener.Level.WARNING;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.lock.Reproduction;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ComparisonReport;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.EarlierRuns;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accepted experiments trained again, and compared to the bit. */
final class Reproducing {
    private final LabSettings settings;
    private final LabListener listener;

    Reproducing(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Trains all of it, taking nothing from the run cache.
     *
     * @param experiments as they are read; those that are ready are the same, in this order
     */
    Reproduced reproduce(List<ExperimentFile> experiments, Preparation.Ready ready) throws InterruptedException {
        Map<String, LockedResults> accepted = accepted(experiments, ready.experiments());
        Path output = settings.outputDirectory();
        Path directory = output.resolveSibling(output.getFileName() + "-reproduced");
        Runs runs = new Runs(settings, listener);
        Runs.Ends ends = runs.execute(
                ready,
                new Runs.Keeping(
                        RunCache.none(),
                        Optional.empty(),
                        Map.of(),
                        EarlierRuns.NONE,
                        directory,
                        KeepModels.NONE,
                        Set.of()));
        Map<String, Reproduction> reproductions = new LinkedHashMap<>();
        List<String> defects = new ArrayList<>();
        for (PreparedExperiment experiment : ready.experiments()) {
            String name = experiment.spec().name();
            if (ends.results().containsKey(name)) {
                try {
                    ResultsComparison comparison = ResultsComparison.of(
                            accepted.get(name),
                            ends.results().get(name),
                            new StoredPredictions(experiment, directory.resolve(name)));
                    reproductions.put(name, report(name, comparison, defects));
                } catch (DataException e) {
                    defects.add(name + ": " + e.getMessage());
                }
            }
        }
        runs.requireNoFailures(ends);
        return defects.isEmpty()
                ? new Reproduced.AsAccepted(reproductions)
                : new Reproduced.Defective(reproductions, String.join("\n", defects));
    }

    private Map<String, LockedResults> accepted(List<ExperimentFile> experiments, List<PreparedExperiment> prepared) {
        Map<String, LockedResults> accepted = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (int i = 0; i < experiments.size(); i++) {
            String name = experiments.get(i).spec().name();
            Path file = LockFile.of(experiments.get(i).path());
            try {
                Optional<Lock> lock = new Reading(settings, listener).lock(experiments.get(i));
                if (lock.isEmpty()) {
                    problems.add(name + " has no lock " + file + "; to write it: "
                            + settings.hints().runAndAccept(name));
                    continue;
                }
                List<String> changes = lock.get().latest().changesTo(prepared.get(i));
                if (!changes.isEmpty()) {
                    problems.add(file + " is not of the present " + name + "; since it was accepted changed:\n  "
                            + String.join("\n  ", changes)
                            + "\nCheck out the revision that the lock belongs to, or accept new results.");
                }
                accepted.put(name, lock.get().latest());
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        problems.throwIfAny(LabException.Lock::new);
        return accepted;
    }

    private Reproduction report(String name, ResultsComparison comparison, List<String> defects) {
        Reproduction reproduction = Reproduction.of(comparison);
        if (reproduction instanceof Reproduction.Identical) {
            listener.line(
                    INFO,
                    name + ": identical to the bit, "
                            + Runs.count(comparison.runs().size(), "run")
                            + ": every parameter of every epoch, every probability, every metric.");
            if (!comparison.environment().isEmpty()) {
                listener.line(INFO, "  The environment is not the same:");
                comparison.environment().forEach(difference -> listener.line(INFO, "    " + difference));
            }
            return reproduction;
        }
        if (reproduction instanceof Reproduction.OtherEnvironment other) {
            listener.line(WARNING, name + ": not identical, but neither is the environment:");
            other.environment().forEach(difference -> listener.line(WARNING, "  " + difference));
        } else if (reproduction instanceof Reproduction.Irreproducible defect) {
            String message = name + " is not reproducible: in the same environment, " + defect.place() + " of "
                    + defect.run() + " are not those that were accepted.";
            listener.line(ERROR, message);
            defects.add(message);
        }
        ComparisonReport.differences(comparison).forEach(line -> listener.line(INFO, line));
        return reproduction;
    }
}
