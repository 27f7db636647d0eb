package io.github.mnistlab.lab;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.HalfCharacter;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.JudgedResults;
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
import java.util.Set;
import java.util.TreeSet;
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

    /** One experiment's results, and the lock that they are held against. */
    private record Candidate(
            ExperimentFile file, Optional<Lock> before, Optional<AcceptedResults> reference, JudgedResults latest) {
        Path lock() {
            return LockFile.of(file.path());
        }
    }

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
            Optional<String> reason)
            throws InterruptedException {
        List<Verdict> missed = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        // Of one experiment a reason may speak at any time; of several it speaks of those that need one.
        boolean alone = experiments.size() == 1;
        for (int i = 0; i < experiments.size(); i++) {
            PreparedExperiment experiment = prepared.get(i);
            ExperimentResult result = results.get(experiment.spec().name());
            Candidate candidate = judge(experiments.get(i), experiment, result, reason, alone);
            if (candidate.latest().locked().reason() == null) {
                candidate.latest().verdicts().stream()
                        .filter(Verdict::failsBuild)
                        .forEach(missed::add);
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
        List<Acceptance.NewLock> locks = new ArrayList<>();
        for (Candidate candidate : candidates) {
            locks.add(write(candidate));
        }
        return new Acceptance.Accepted(locks);
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
            before = new Reading(settings, listener).lock(file);
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
            return new Candidate(file, before, reference, new JudgedResults(result, latest, verdicts));
        } catch (DataException e) {
            throw new LabException.Results(name + ": " + e.getMessage());
        }
    }

    private Acceptance.NewLock write(Candidate candidate) throws InterruptedException {
        Path file = candidate.lock();
        Optional<Lock> before = candidate.before();
        Lock lock = Ratchet.accept(
                before,
                candidate.reference(),
                candidate.latest(),
                variants -> new Confirming(settings, listener, candidate.file(), before.orElseThrow()).train(variants));
        String name = lock.experiment();
        Set<String> kept = lock.references().keySet().stream()
                .filter(variant -> before.isPresent() && hasSameReference(variant, before.get(), lock))
                .collect(Collectors.toCollection(TreeSet::new));
        if (before.equals(Optional.of(lock))) {
            info(name + ": these results are accepted already; " + file.getFileName() + " stays as it is.");
            return new Acceptance.NewLock(name, file, false, kept);
        }
        try {
            LockFile.write(file, lock, settings.hints().accept());
        } catch (IOException e) {
            throw new LabException.Storage("Cannot write " + file + ": " + IoReason.of(e, file), e);
        }
        info(name + ": accepted. Commit it: git add " + settings.fromRoot(file));
        for (String variant : lock.references().keySet()) {
            info(
                    kept.contains(variant)
                            ? name + ": gates go on comparing " + variant
                                    + " with results accepted earlier, because it is not shown to be better by fresh seeds."
                                    + " To compare with these from now on, say why: "
                                    + settings.hints().acceptWithReason(name)
                            : name + ": the fresh seeds of " + variant
                                    + " are better too; from now on gates compare with them.");
        }
        return new Acceptance.NewLock(name, file, true, kept);
    }

    private static boolean hasSameReference(String variant, Lock before, Lock after) {
        return before.reference(variant)
                .only(variant)
                .runs()
                .equals(after.reference(variant).only(variant).runs());
    }

    private void info(String text) {
        listener.line(LabListener.Level.INFO, text);
    }
}
