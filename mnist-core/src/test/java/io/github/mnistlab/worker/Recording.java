package io.github.mnistlab.worker;

import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Remembers what it hears of runs. */
public class Recording implements RunListener {
    final Map<String, List<RunPhase>> phases = new TreeMap<>();
    final Map<String, List<String>> digests = new TreeMap<>();
    final Map<String, Integer> resumed = new TreeMap<>();
    final Map<String, List<String>> warnings = new TreeMap<>();
    final Map<String, RunOutcome> outcomes = new TreeMap<>();
    public final Map<String, String> failures = new TreeMap<>();
    final Map<String, String> inapplicable = new TreeMap<>();
    final Map<String, String> scheduled = new TreeMap<>();
    final Map<String, RunOutcome> reused = new TreeMap<>();
    final Map<String, String> same = new TreeMap<>();
    final Map<String, String> irreproducible = new TreeMap<>();
    final Map<String, Integer> cores = new TreeMap<>();
    private final Consumer<RunRef> onEpoch;

    public Recording() {
        this(run -> {});
    }

    public Recording(Consumer<RunRef> onEpoch) {
        this.onEpoch = onEpoch;
    }

    @Override
    public void happened(RunRef ref, RunEvent event) {
        String run = ref.run().toString();
        if (event instanceof RunEvent.Scheduled one) {
            scheduled.put(run, one.reason());
        } else if (event instanceof RunEvent.Reused one) {
            reused.put(run, one.outcome());
        } else if (event instanceof RunEvent.SameAs one) {
            same.put(run, one.other().run().toString());
        } else if (event instanceof RunEvent.Irreproducible one) {
            irreproducible.put(run, one.message());
        } else if (event instanceof RunEvent.PhaseStarted one) {
            phases.computeIfAbsent(run, key -> new ArrayList<>()).add(one.phase());
        } else if (event instanceof RunEvent.Resumed one) {
            resumed.put(run, one.epoch());
        } else if (event instanceof RunEvent.SharesCores one) {
            cores.put(run, one.cores());
        } else if (event instanceof RunEvent.Warned one) {
            warnings.computeIfAbsent(run, key -> new ArrayList<>()).add(one.message());
        } else if (event instanceof RunEvent.EpochEnded one) {
            digests.computeIfAbsent(run, key -> new ArrayList<>())
                    .add(one.epoch().parameterDigest());
            onEpoch.accept(ref);
        } else if (event instanceof RunEvent.Finished one) {
            outcomes.put(run, one.outcome());
        } else if (event instanceof RunEvent.NotApplicable one) {
            inapplicable.put(run, one.reason());
        } else if (event instanceof RunEvent.Failed one) {
            failures.put(run, one.reason());
        }
    }
}
