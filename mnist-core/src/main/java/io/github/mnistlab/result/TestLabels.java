package io.github.mnistlab.result;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.evaluate.Labels;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.TestImages;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The true classes of an experiment's test rows, read once when they are first asked for. For one thread. */
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
    public Labels of(String variant) {
        RunSpec spec = experiment.spec().variant(variant).spec();
        DatasetFiles files = experiment.files().get(spec);
        return labels.computeIfAbsent(
                TestImages.of(spec.dataset(), files.digests()), images -> load(files.loadTest(spec.dataset())));
    }

    private static Labels load(LabeledImages test) {
        byte[] bytes = test.labels();
        return Labels.of(IntStream.range(0, bytes.length).map(row -> bytes[row]).toArray());
    }
}
