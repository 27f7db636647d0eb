package io.github.mnistlab.worker;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Remembers what it hears of runs. */
class Recording implements RunObserver {
    final Map<String, List<RunPhase>> phases = new TreeMap<>();
    final Map<String, List<String>> digests = new TreeMap<>();
    final Map<String, Integer> resumed = new TreeMap<>();
    final Map<String, List<String>> warnings = new TreeMap<>();
    final Map<String, RunOutcome> outcomes = new TreeMap<>();
    final Map<String, String> failures = new TreeMap<>();
    final Map<String, String> inapplicable = new TreeMap<>();
    final Map<String, String> scheduled = new TreeMap<>();
    final Map<String, RunOutcome> reused = new TreeMap<>();
    final Map<String, String> same = new TreeMap<>();
    final Map<String, String> irreproducible = new TreeMap<>();
    final Map<String, Integer> cores = new TreeMap<>();
    private final Consumer<RunRef> onEpoch;

    Recording() {
        this(run -> {});
    }

    Recording(Consumer<RunRef> onEpoch) {
        this.onEpoch = onEpoch;
    }

    @Override
    public void scheduled(RunRef run, String reason) {
        scheduled.put(run.run().toString(), reason);
    }

    @Override
    public void reused(RunRef run, RunOutcome outcome) {
        reused.put(run.run().toString(), outcome);
    }

    @Override
    public void sameAs(RunRef run, RunRef other) {
        same.put(run.run().toString(), other.run().toString());
    }

    @Override
    public void irreproducible(RunRef run, String message) {
        irreproducible.put(run.run().toString(), message);
    }

    @Override
    public void phaseStarted(RunRef run, RunPhase phase) {
        phases.computeIfAbsent(run.run().toString(), key -> new ArrayList<>()).add(phase);
    }

    @Override
    public void progress(RunRef run, int epoch, int rowsDone, int rows) {}

    @Override
    public void resumed(RunRef run, int epoch) {
        resumed.put(run.run().toString(), epoch);
    }

    @Override
    public void sharesCores(RunRef run, int number) {
        cores.put(run.run().toString(), number);
    }

    @Override
    public void warned(RunRef run, String message) {
        warnings.computeIfAbsent(run.run().toString(), key -> new ArrayList<>()).add(message);
    }

    @Override
    public void epochEnded(RunRef run, EpochRecord epoch) {
        digests.computeIfAbsent(run.run().toString(), key -> new ArrayList<>()).add(epoch.parameterDigest());
        onEpoch.accept(run);
    }

    @Override
    public void finished(RunRef run, RunOutcome outcome) {
        outcomes.put(run.run().toString(), outcome);
    }

    @Override
    public void notApplicable(RunRef run, String reason, Path log) {
        inapplicable.put(run.run().toString(), reason);
    }

    @Override
    public void failed(RunRef run, String reason) {
        failures.put(run.run().toString(), reason);
    }
}
