package io.github.mnistlab.result;

import io.github.mnistlab.data.Slices;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.TestSlices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What slices tell of an experiment's runs, run by run and then of all together. Keeps a byte a run and row. */
public final class SlicedRuns {
    private final PreparedExperiment experiment;
    private final Optional<Slices> slices;
    private final Map<String, List<Predictions>> classes = new LinkedHashMap<>();

    public SlicedRuns(PreparedExperiment experiment) {
        this.experiment = experiment;
        this.slices = experiment.slices().map(TestSlices::slices);
    }

    /** The metrics of a run by slice; none where the experiment has no slices. */
    public List<SliceMetrics> add(RunId run, Predictions predictions) {
        if (slices.isEmpty()) {
            return List.of();
        }
        classes.computeIfAbsent(run.variant(), variant -> new ArrayList<>()).add(predictions.withoutProbabilities());
        RunSpec spec = experiment.spec().variant(run.variant()).spec();
        List<String> classNames = experiment.files().get(spec).digests().namesOfClasses();
        return SliceMetrics.of(predictions, slices.get(), classNames);
    }

    /** What can be said once all runs were added; nothing where the experiment has no slices. */
    public Optional<SliceResult> result() {
        List<WeakSegments> weak = new ArrayList<>();
        classes.forEach((variant, runs) -> weak.add(WeakSegments.of(variant, runs, slices.orElseThrow())));
        return SliceResult.of(experiment).map(some -> some.with(weak));
    }
}
