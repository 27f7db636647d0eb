package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.DatasetFiles;
import java.nio.file.Path;

/**
 * All that a process needs to execute one run.
 *
 * @param seed from which all the randomness of the run derives
 * @param spec what to do, resolved
 * @param files the data set's files; read only if their digests are right
 * @param startFrom the saved model whose weights training starts from, or null for fresh weights
 * @param saveModel whether to leave the trained model in {@code directory}
 * @param directory where the run leaves {@link #PREDICTIONS} and {@link #MODEL}; it exists
 * @param identity the run's key; see {@link RunKeys}
 * @param checkpoint the file that training is kept in after every epoch, and goes on from if an earlier process has
 *     left it; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRequest(
        long seed,
        RunSpec spec,
        DatasetFiles files,
        Path startFrom,
        boolean saveModel,
        Path directory,
        String identity,
        Path checkpoint) {

    /** Test probabilities, row after row, as little-endian float32. */
    public static final String PREDICTIONS = "predictions.bin";

    /** The trained model as Deeplearning4j saves it. */
    public static final String MODEL = "model.zip";
}
