package io.github.mnistlab.result;

import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.evaluate.Labels;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.TestImages;
import java.util.HashMap;
import java.util.Map;

/** The true classes of an experiment's test rows, read once when they are first asked for. For many threads. */
public final class TestLabels {
    private final PreparedExperiment experiment;
    private final Map<TestImages, Labels> labels = new HashMap<>();

    public TestLabels(PreparedExperiment experiment) {
        this.experiment = experiment;
    }

    /**
     * Those of a variant's test rows: the same object for all variants that are tested on the same rows.
     *
     * @throws io.github.mnistlab.data.DataException if they cannot be read
     */
    public synchronized Labels of(String variant) {
        RunSpec spec = experiment.spec().variant(variant).spec();
        DataFiles files = experiment.files().get(spec);
        return labels.computeIfAbsent(
                TestImages.of(spec.dataset(), files.digests()),
                images -> Labels.of(files.truth(spec.dataset()).askedLabels()));
    }
}
