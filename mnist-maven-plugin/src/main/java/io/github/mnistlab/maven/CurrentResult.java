package io.github.mnistlab.maven;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Stored results, believed only if they are those of an experiment as it is now. */
final class CurrentResult {
    private CurrentResult() {}

    /**
     * The stored results of an experiment.
     *
     * @throws IOException if there are none, they are of another specification, data or code (says what has changed), or
     *     their metrics are not those of their predictions
     * @throws io.github.mnistlab.data.DataException if their predictions cannot be read or are not those of the runs
     */
    static ExperimentResult of(PreparedExperiment experiment, Path outputDirectory) throws IOException {
        String name = experiment.spec().name();
        // Nothing is written: where it would come from is of no interest.
        ResultStore store = new ResultStore(outputDirectory, new Provenance("reader", null, null));
        Path folder = store.directoryOf(name);
        ExperimentResult result =
                store.load(name).orElseThrow(() -> new IOException(name + " has no results in " + folder + "."));
        if (!result.name().equals(name)) {
            throw new IOException("The results in " + folder + " are of the experiment " + result.name() + ".");
        }
        List<String> changes = result.changesTo(experiment);
        if (!changes.isEmpty()) {
            throw new IOException("The results in " + folder + " are not of the present " + name
                    + "; since then changed:\n  " + String.join("\n  ", changes));
        }
        StoredPredictions stored = new StoredPredictions(experiment, folder);
        for (RunResult run : result.runs()) {
            Predictions predictions = stored.of(run);
            Evaluation evaluation = Evaluation.of(
                    predictions.labels(), predictions.probabilities().orElseThrow());
            if (!evaluation.equals(run.evaluation())) {
                throw new IOException("The metrics of " + run.id() + " in " + folder.resolve(ResultStore.RESULT)
                        + " are not those of its predictions: the file is damaged.");
            }
        }
        return result;
    }
}
