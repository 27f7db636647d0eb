package io.github.mnistlab.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.balance.SyntheticExample;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.model.EpochRecord;
import java.util.List;
import java.util.SortedMap;

/**
 * What came out of a run, beside the files that it left.
 *
 * @param history one record an epoch, in order
 * @param chosenEpoch the epoch whose parameters the model has: the last, or the best where early stopping restores it
 * @param parameterDigest SHA-256 of the model's parameters as little-endian float32
 * @param predictionDigest SHA-256 of {@link RunRequest#PREDICTIONS}
 * @param splitDigest SHA-256 of which rows became training rows and which validation rows
 * @param trainingCounts training rows of each class after split and thinning, before balancing
 * @param balancedCounts training rows of each class after balancing
 * @param syntheticExamples a few of the rows that balancing made up, four a class at most; their row numbers are those of
 *     {@link io.github.mnistlab.data.PreparedData#training()}; absent where it made none
 * @param validationRows rows that were validated on after every epoch
 * @param testRows rows that were predicted at the end
 * @param started when the process that ended it took it up, as ISO 8601 in UTC
 * @param finished when it had ended
 * @param seconds time of each phase
 * @param peakMemoryBytes the most memory that the process had resident so far; absent where the system does not tell
 * @param environment what computed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunOutcome(
        List<EpochRecord> history,
        int chosenEpoch,
        String parameterDigest,
        String predictionDigest,
        String splitDigest,
        List<Integer> trainingCounts,
        List<Integer> balancedCounts,
        List<SyntheticExample> syntheticExamples,
        int validationRows,
        int testRows,
        String started,
        String finished,
        SortedMap<RunPhase, Double> seconds,
        Long peakMemoryBytes,
        ComputeEnvironment environment) {

    /** @throws IllegalArgumentException if a part is missing, or the chosen epoch is none of the history's */
    public RunOutcome {
        requireGiven(history, "history");
        requireGiven(parameterDigest, "parameterDigest");
        requireGiven(predictionDigest, "predictionDigest");
        requireGiven(splitDigest, "splitDigest");
        requireGiven(trainingCounts, "trainingCounts");
        requireGiven(balancedCounts, "balancedCounts");
        requireGiven(seconds, "seconds");
        requireGiven(environment, "environment");
        history = List.copyOf(history);
        trainingCounts = List.copyOf(trainingCounts);
        balancedCounts = List.copyOf(balancedCounts);
        if (chosenEpoch < 1 || chosenEpoch > history.size()) {
            throw new IllegalArgumentException(
                    "chosenEpoch is " + chosenEpoch + ", but the history has " + history.size() + " epochs");
        }
    }

    private static void requireGiven(Object part, String name) {
        if (part == null) {
            throw new IllegalArgumentException("the " + name + " of a run must be given");
        }
    }

    /**
     * By which runs of a variant are told apart where one must be chosen: the lowest is best. Never by the test rows.
     *
     * @return the validation loss of the epoch whose parameters the model has; without validation rows its training loss
     */
    public double selectionLoss() {
        EpochRecord chosen = history.get(chosenEpoch - 1);
        return chosen.validationLoss() == null ? chosen.trainingLoss() : chosen.validationLoss();
    }
}
