package io.github.mnistlab.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.balance.SyntheticExample;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.importance.PermutationImportance;
import java.util.List;
import java.util.SortedMap;

/**
 * What came out of a run, beside the files that it left. Of a model that was only judged there is nothing on training.
 *
 * @param history one record an epoch, in order; none of a model that was only judged
 * @param chosenEpoch the epoch whose parameters the model has: the last, or the best where early stopping restores it; 0
 *     of a model that was only judged
 * @param parameterDigest SHA-256 of the model's parameters as little-endian float32; of a model that was only judged,
 *     that of its file
 * @param predictionDigest SHA-256 of {@link RunRequest#PREDICTIONS}
 * @param splitDigest SHA-256 of which rows became training rows and which validation rows; absent of a model that was
 *     only judged
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
 * @param judged how a model was judged that was made elsewhere; absent of one that was trained
 * @param importance how much the model leans on each column of a table; absent of images, and where it was not measured: a
 *     model that was only judged, no validation rows of its own, or too many columns
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
        ComputeEnvironment environment,
        JudgedRows judged,
        PermutationImportance importance) {

    /** @throws IllegalArgumentException if a part is missing, or the chosen epoch is none of the history's */
    public RunOutcome {
        requireGiven(history, "history");
        requireGiven(parameterDigest, "parameterDigest");
        requireGiven(predictionDigest, "predictionDigest");
        requireGiven(trainingCounts, "trainingCounts");
        requireGiven(balancedCounts, "balancedCounts");
        requireGiven(seconds, "seconds");
        requireGiven(environment, "environment");
        history = List.copyOf(history);
        trainingCounts = List.copyOf(trainingCounts);
        balancedCounts = List.copyOf(balancedCounts);
        if (judged == null) {
            requireGiven(splitDigest, "splitDigest");
        }
        if (judged == null ? chosenEpoch < 1 || chosenEpoch > history.size() : chosenEpoch != 0 || !history.isEmpty()) {
            throw new IllegalArgumentException(
                    "chosenEpoch is " + chosenEpoch + ", but the history has " + history.size() + " epochs");
        }
    }

    /** Of a run that trained. */
    public RunOutcome(
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
        this(
                history,
                chosenEpoch,
                parameterDigest,
                predictionDigest,
                splitDigest,
                trainingCounts,
                balancedCounts,
                syntheticExamples,
                validationRows,
                testRows,
                started,
                finished,
                seconds,
                peakMemoryBytes,
                environment,
                null,
                null);
    }

    /** Whether a model was trained, and not only judged. */
    @JsonIgnore
    public boolean isTrained() {
        return judged == null;
    }

    /** What the numbers in {@link RunRequest#PREDICTIONS} are. */
    @JsonIgnore
    public PredictionForm form() {
        return judged == null ? PredictionForm.FLOAT32 : judged.form();
    }

    private static void requireGiven(Object part, String name) {
        if (part == null) {
            throw new IllegalArgumentException("the " + name + " of a run must be given");
        }
    }

    /**
     * By which runs of a variant are told apart where one must be chosen: the lowest is best. Never by the test rows.
     *
     * @return the validation loss of the epoch whose parameters the model has; without validation rows its training loss; 0
     *     of a model that was only judged, so that the first seed stands for the others
     */
    public double selectionLoss() {
        if (!isTrained()) {
            return 0;
        }
        EpochRecord chosen = history.get(chosenEpoch - 1);
        return chosen.validationLoss() == null ? chosen.trainingLoss() : chosen.validationLoss();
    }
}
