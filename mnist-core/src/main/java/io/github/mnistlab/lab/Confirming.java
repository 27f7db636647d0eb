package io.github.mnistlab.lab;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.JudgedResults;
import io.github.mnistlab.gate.Ratchet;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockedReference;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fresh seeds of an experiment, trained to see whether what is better than its lock is so by luck. */
final class Confirming implements Ratchet.FreshSeeds {
    private final LabSettings settings;
    private final LabListener listener;
    private final ExperimentFile experiment;
    private final Lock lock;

    Confirming(LabSettings settings, LabListener listener, ExperimentFile experiment, Lock lock) {
        this.settings = settings;
        this.listener = listener;
        this.experiment = experiment;
        this.lock = lock;
    }

    @Override
    public JudgedResults train(Set<String> variants) throws InterruptedException {
        ExperimentSpec spec = experiment.spec().confirming(variants, seedsInLock());
        List<Long> seeds = spec.variants().get(0).seeds();
        listener.line(
                LabListener.Level.INFO,
                spec.name() + ": " + String.join(", ", variants)
                        + " measured better than what gates compare with. To see"
                        + " whether that is luck, the fresh seeds " + seeds.get(0) + " to "
                        + seeds.get(seeds.size() - 1) + " are trained.");
        Preparation.Ready ready =
                new Preparation(settings, listener).prepare(List.of(new ExperimentFile(experiment.path(), spec)));
        Path directory = settings.outputDirectory().resolve(".confirmation");
        Runs runs = new Runs(settings, listener);
        Runs.Ends ends = runs.execute(ready, Runs.Keeping.aside(settings.storage(), directory));
        runs.requireNoFailures(ends);
        PreparedExperiment trained = ready.experiments().get(0);
        ExperimentResult result = ends.results().get(spec.name());
        Path folder = directory.resolve(spec.name());
        return new JudgedResults(
                result,
                LockedResults.of(result, new StoredPredictions(trained, folder), null),
                Judge.judge(
                        spec,
                        result,
                        new Judging(settings, listener)
                                .grounds(trained, folder, Optional.of(new LockedReference(lock, trained)))));
    }

    private Set<Long> seedsInLock() {
        return Stream.concat(Stream.of(lock.latest()), lock.references().values().stream())
                .flatMap(results -> results.runs().stream())
                .map(run -> run.id().seed())
                .collect(Collectors.toSet());
    }
}
