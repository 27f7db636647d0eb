package io.github.mnistlab.result;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.ExampleFiles;
import io.github.mnistlab.data.file.TableFiles;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.run.DistortedExample;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.TestImages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images and tables of an experiment's data sets, prepared again as they were for its runs. For one thread. */
public final class StoredImages implements ExperimentImages {
    private final PreparedExperiment experiment;
    private final Map<TestImages, LabeledImages> test = new HashMap<>();
    private ExampleFiles loadedFiles;
    private Dataset loaded;

    /**
     * @param experiment whose images they are
     */
    public StoredImages(PreparedExperiment experiment) {
        this.experiment = experiment;
    }

    @Override
    public LabeledImages test(String variant) {
        RunSpec spec = experiment.spec().variant(variant).spec();
        DatasetFiles files = images(spec).orElseThrow();
        return test.computeIfAbsent(
                TestImages.of(spec.dataset(), files.digests()), images -> files.loadTest(spec.dataset()));
    }

    @Override
    public boolean has(String variant) {
        return images(experiment.spec().variant(variant).spec()).isPresent();
    }

    private Optional<DatasetFiles> images(RunSpec spec) {
        return experiment.files().get(spec).images();
    }

    @Override
    public LabeledImages training(RunId run) {
        RunSpec.Trained spec =
                experiment.spec().variant(run.variant()).spec().trained().orElseThrow();
        return PreparedData.of(
                        load(images(spec).orElseThrow()), spec.dataset(), spec.split(), new RandomStreams(run.seed()))
                .training()
                .images();
    }

    @Override
    public List<DistortedExample> distorted(RunId run) {
        RunSpec.Trained spec =
                experiment.spec().variant(run.variant()).spec().trained().orElseThrow();
        return DistortedExample.of(
                spec.augmentation(), spec.training().epochs(), training(run), new RandomStreams(run.seed()));
    }

    @Override
    public Optional<LabeledTable> testTable(String variant) {
        RunSpec spec = experiment.spec().variant(variant).spec();
        return table(spec)
                .map(files -> (LabeledTable) Dataset.testSubset(load(files).test(), spec.dataset()));
    }

    @Override
    public Optional<LabeledTable> trainingTable(RunId run) {
        RunSpec spec = experiment.spec().variant(run.variant()).spec();
        return spec.trained()
                .flatMap(trained -> table(spec).map(files -> (LabeledTable) PreparedData.unprepared(
                                load(files), trained.dataset(), trained.split(), new RandomStreams(run.seed()))
                        .training()));
    }

    private Optional<TableFiles> table(RunSpec spec) {
        return experiment
                .files()
                .get(spec)
                .examples()
                .filter(TableFiles.class::isInstance)
                .map(TableFiles.class::cast);
    }

    /** The next run mostly has the same. */
    private Dataset load(ExampleFiles files) {
        if (!files.equals(loadedFiles)) {
            // Let go before loading, so that there are never two data sets in memory.
            loaded = null;
            loaded = files.load();
            loadedFiles = files;
        }
        return loaded;
    }
}
