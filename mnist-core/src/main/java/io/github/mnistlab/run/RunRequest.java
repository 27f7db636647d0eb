package io.github.mnistlab.run;

import io.github.mnistlab.data.file.ExampleFiles;
import io.github.mnistlab.experiment.RunSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a process needs to execute one run that trains.
 *
 * @param seed from which all the randomness of the run derives
 * @param spec what to do, resolved
 * @param files the data set's files; read only if their digests are right
 * @param startFrom the model whose weights training starts from; empty for fresh weights
 * @param directory where the run leaves {@link #PREDICTIONS} and {@link #MODEL}; it exists
 * @param key the run's; see {@link RunIdentity}
 * @param checkpoint the file that training is kept in after every epoch, and goes on from if an earlier process has
 *     left it; empty for none
 */
public record RunRequest(
        long seed,
        RunSpec.Trained spec,
        ExampleFiles files,
        Optional<ParentModel> startFrom,
        Path directory,
        String key,
        Optional<Path> checkpoint) {

    /** What was predicted for the test rows, corrected if balancing acts on probabilities; see {@link PredictionForm}. */
    public static final String PREDICTIONS = "predictions.bin";

    /** The trained model as Deeplearning4j saves it. */
    public static final String MODEL = "model.zip";

    /** The same, starting from a model's weights. */
    public RunRequest startingFrom(ParentModel model) {
        return new RunRequest(seed, spec, files, Optional.of(model), directory, key, checkpoint);
    }
}
