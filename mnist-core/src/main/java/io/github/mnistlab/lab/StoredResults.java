package io.github.mnistlab.lab;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.OtherVersionException;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SlicedRuns;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of an earlier time, believed only if they are those of an experiment as it is now. */
final class StoredResults {
    private final LabSettings settings;
    private final ResultStore store;

    StoredResults(LabSettings settings) {
        this(settings, settings.outputDirectory());
    }

    /** Of a folder that is not the settings' own. */
    StoredResults(LabSettings settings, Path outputDirectory) {
        this.settings = settings;
        this.store = ResultStore.reading(outputDirectory);
    }

    /**
     * The stored results of experiments, by name.
     *
     * @throws LabException.Results if an experiment has none, or they are not of its present specification, data and
     *     code; says of each what has changed
     */
    Map<String, ExperimentResult> current(List<PreparedExperiment> experiments) {
        Map<String, ExperimentResult> current = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (PreparedExperiment experiment : experiments) {
            try {
                ExperimentResult result = current(experiment);
                current.put(result.name(), result);
            } catch (DataException | IOException e) {
                problems.add(e.getMessage());
            }
        }
        problems.throwIfAny(message -> new LabException.Results(
                message + "\nTo run the experiments: " + settings.hints().run()));
        return current;
    }

    /** Whatever is stored under a name, if it can be read. */
    Optional<ExperimentResult> any(String name) throws IOException {
        try {
            return store.load(name);
        } catch (OtherVersionException e) {
            throw new IOException(
                    e.getMessage() + "; to make it again: " + settings.hints().run(name), e);
        }
    }

    private ExperimentResult current(PreparedExperiment experiment) throws IOException {
        String name = experiment.spec().name();
        Path folder = store.directoryOf(name);
        ExperimentResult result =
                any(name).orElseThrow(() -> new IOException(name + " has no results in " + folder + "."));
        if (!result.name().equals(name)) {
            throw new IOException("The results in " + folder + " are of the experiment " + result.name() + ".");
        }
        List<String> changes = result.changesTo(experiment);
        if (!changes.isEmpty()) {
            throw new IOException("The results in " + folder + " are not of the present " + name
                    + "; since then changed:\n  " + String.join("\n  ", changes));
        }
        StoredPredictions stored = new StoredPredictions(experiment, folder);
        boolean isSliced = experiment.slices().isPresent();
        Optional<RunResult> damaged = result.runs().parallelStream()
                .filter(run -> !Evaluation.of(stored.of(run)).equals(run.evaluation())
                        || (!isSliced && !run.slices().isEmpty()))
                .findFirst();
        SlicedRuns sliced = new SlicedRuns(experiment);
        if (damaged.isEmpty() && isSliced) {
            damaged = result.runs().stream()
                    .filter(run -> !sliced.add(run.id(), stored.of(run)).equals(run.slices()))
                    .findFirst();
        }
        if (damaged.isPresent()) {
            throw new IOException("The metrics of " + damaged.get().id() + " in " + folder.resolve(ResultStore.RESULT)
                    + " are not those of its predictions: the file is damaged.");
        }
        if (!sliced.result().equals(result.sliced())) {
            throw new IOException("The weak segments in " + folder.resolve(ResultStore.RESULT)
                    + " are not those of its predictions: the file is damaged.");
        }
        return result;
    }
}
