package io.github.mnistlab.result;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.model.EarlyStoppingSpec;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunOutcome;
import java.util.List;
import java.util.Optional;

/**
 * A warning of networks that were not trained to their end: early stopping kept an epoch in the first third, although
 * training accuracy went on rising after it.
 */
final class PrematureStops {
    /** As many as one reads; the others are counted. */
    private static final int NAMED = 5;

    private PrematureStops() {}

    /** The sentence, if there is such a run. */
    static Optional<String> warning(ExperimentSpec spec, List<RunResult> runs) {
        List<RunId> premature = runs.stream()
                .filter(run -> spec.variant(run.id().variant())
                        .spec()
                        .trained()
                        .filter(trained -> isPremature(trained.training(), run.outcome()))
                        .isPresent())
                .map(RunResult::id)
                .toList();
        if (premature.isEmpty()) {
            return Optional.empty();
        }
        String named = String.join(
                ", ", premature.stream().limit(NAMED).map(RunId::toString).toList());
        String others = premature.size() > NAMED ? " and " + (premature.size() - NAMED) + " more" : "";
        return Optional.of("Early stopping kept an epoch in the first third of training, while training accuracy still"
                + " rose, in " + named + others + ": these networks may not be trained to their end. Give it more"
                + " patience, have it monitor validation-accuracy, or leave it out.");
    }

    private static boolean isPremature(TrainingSpec training, RunOutcome outcome) {
        if (training.earlyStopping() == null
                || !EarlyStoppingSpec.isPremature(outcome.chosenEpoch(), training.epochs())) {
            return false;
        }
        List<EpochRecord> history = outcome.history();
        double kept = history.get(outcome.chosenEpoch() - 1).trainingAccuracy();
        return history.get(history.size() - 1).trainingAccuracy() > kept;
    }
}
