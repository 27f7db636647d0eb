package io.github.mnistlab.experiment;

import io.github.mnistlab.data.LabeledImages;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The true classes of an experiment's test rows, read when they are asked for. For one thread. */
final class TestLabels {
    private final PreparedExperiment experiment;
    private final Map<RunSpec, int[]> labels = new HashMap<>();

    TestLabels(PreparedExperiment experiment) {
        this.experiment = experiment;
    }

    /**
     * Those of a variant's test rows; not to be changed.
     *
     * @throws io.github.mnistlab.data.DataException if they cannot be read
     */
    int[] of(String variant) {
        return labels.computeIfAbsent(experiment.spec().variant(variant).spec(), this::load);
    }

    private int[] load(RunSpec spec) {
        LabeledImages test = experiment.files().get(spec).loadTest(spec.dataset());
        byte[] bytes = test.labels();
        return IntStream.range(0, bytes.length).map(row -> bytes[row]).toArray();
    }
}
