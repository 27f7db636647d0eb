package io.github.mnistlab.run;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.model.file.PlainNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run that has just ended.
 *
 * @param outcome what came out
 * @param directory where it left its files
 */
public record FinishedRun(RunOutcome outcome, Path directory) {

    /**
     * Why its files are not those of the outcome, whoever has written them.
     *
     * @return empty if they are
     */
    public Optional<String> fault() {
        try {
            if (!outcome.predictionDigest().equals(Sha256.of(directory.resolve(RunRequest.PREDICTIONS)))) {
                return Optional.of("the predictions in " + directory + " are not those that its worker wrote");
            }
            if (!outcome.parameterDigest().equals(PlainNetwork.parameterDigest(directory.resolve(RunRequest.MODEL)))) {
                return Optional.of("the model in " + directory + " is not the one that its worker wrote");
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("what its worker wrote cannot be read: " + IoReason.of(e));
        }
    }
}
