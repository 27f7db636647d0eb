package io.github.mnistlab.lab;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.HalfCharacter;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.Ratchet;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.LockedReference;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lock's policy: which results may be accepted, and what their lock says. */
final class Accepting {
    private final LabSettings settings;
    private final LabListener listener;
    private final Judging judging;

    Accepting(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.judging = new Judging(settings, listener);
    }

    /** One experiment's results, and what they would make of its lock. */
    private record Candidate(Path file, Optional<Lock> before, Lock after, List<Verdict> verdicts) {}

    /** @throws LabException.Setting if a reason has half a character, which no lock could hold */
    static void requireWhole(Optional<String> reason, Hints hints) {
        if (reason.flatMap(HalfCharacter::in).isPresent()) {
            throw new LabException.Setting(
                    hints.setting("accept.reason")
                            + " has half a character (a surrogate without its other half), which no file can hold; write it whole.");
        }
    }

    /**
     * Accepts all or nothing.
     *
     * @param experiments as they are read; {@code prepared} are the same, in this order
     * @param reason why, though a gate is missed or the lock until now cannot be read
     */
    Acceptance accept(
            List<ExperimentFile> experiments,
            List<PreparedExperiment> prepared,
            Map<String, ExperimentResult> results,
            Optional<String> reason) {
        List<Verdict> missed = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        // Of one experiment a reason may speak at any time; of several it speaks of those that need one.
        boolean alone = experiments.size() == 1;
        for (int i = 0; i < experiments.size(); i++) {
            PreparedExperiment experiment = prepared.get(i);
            ExperimentResult result = results.get(experiment.spec().name());
            Candidate candidate = judge(experiments.get(i), experiment, result, reason, alone);
            if (candidate.after().latest().reason() == null) {
                candidate.verdicts().stream().filter(Verdict::failsBuild).forEach(missed::add);
            }
            candidates.add(candidate);
        }
        if (!missed.isEmpty()) {
            String names = missed.stream().map(Verdict::experiment).distinct().collect(Collectors.joining(","));
            return new Acceptance.Refused(
                    missed,
                    judging.violations(missed) + "\nTo accept these results all the same, say why: "
                            + settings.hints().acceptWithReason(names));
        }
        return new Acceptance.Accepted(candidates.stream().map(this::write).toList());
    }

    private Candidate judge(
            ExperimentFile file,
            PreparedExperiment experiment,
            ExperimentResult result,
            Optional<String> reason,
            boolean alone) {
        String name = experiment.spec().name();
        Optional<Lock> before;
        boolean isReplaced = false;
        try {
            before = Locks.of(file, settings.hints());
        } catch (IOException e) {
            if (reason.isEmpty()) {
                throw new LabException.Lock(IoReason.of(e));
            }
            listener.line(LabListener.Level.WARNING, IoReason.of(e));
            before = Optional.empty();
            isReplaced = true;
        }
        Optional<AcceptedResults> reference = before.map(lock -> new LockedReference(lock, experiment));
        Path folder = settings.outputDirectory().resolve(name);
        try {
            List<Verdict> verdicts =
                    Judge.judge(experiment.spec(), result, judging.grounds(experiment, folder, reference));
            boolean needsReason = isReplaced || verdicts.stream().anyMatch(Verdict::failsBuild);
            LockedResults latest = LockedResults.of(
                    result,
                    new StoredPredictions(experiment, folder),
                    alone || needsReason ? reason.orElse(null) : null);
            if (latest.reason() == null
                    && before.isPresent()
                    && before.get().latest().hasSameResultsAs(latest)) {
                // Why it was accepted then is still why.
                latest = before.get().latest();
            }
            Lock after = Ratchet.accept(before, reference, result, latest, verdicts);
            return new Candidate(LockFile.of(file.path()), before, after, verdicts);
        } catch (DataException e) {
            throw new LabException.Results(name + ": " + e.getMessage());
        }
    }

    private Acceptance.NewLock write(Candidate candidate) {
        Path file = candidate.file();
        Lock lock = candidate.after();
        String name = lock.experiment();
        if (candidate.before().equals(Optional.of(lock))) {
            info(name + ": these results are accepted already; " + file.getFileName() + " stays as it is.");
            return new Acceptance.NewLock(name, file, false, lock.references().keySet());
        }
        try {
            LockFile.write(file, lock, settings.hints().accept());
        } catch (IOException e) {
            throw new LabException.Storage("Cannot write " + file + ": " + IoReason.of(e, file), e);
        }
        info(name + ": accepted. Commit it: git add " + settings.fromRoot(file));
        lock.references()
                .keySet()
                .forEach(variant -> info(name + ": gates go on comparing " + variant
                        + " with results accepted earlier, since no gate has shown that it is better. To compare with"
                        + " these from now on, say why: " + settings.hints().acceptWithReason(name)));
        return new Acceptance.NewLock(name, file, true, lock.references().keySet());
    }

    private void info(String text) {
        listener.line(LabListener.Level.INFO, text);
    }
}
