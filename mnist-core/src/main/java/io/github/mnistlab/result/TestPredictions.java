package io.github.mnistlab.result;

import io.github.mnistlab.data.Slices;
import io.github.mnistlab.evaluate.Predictions;
import java.util.Optional;

/** What each run of an experiment made of each test row: more than its metrics, and read only where somebody asks. Many threads may. */
@FunctionalInterface
public interface TestPredictions {
    /**
     * The predictions of a run.
     *
     * @throws io.github.mnistlab.data.DataException if they cannot be read, or are not those that the run made
     */
    Predictions of(RunResult run);

    /** The slices of the test rows, if there are any. */
    default Optional<Slices> slices() {
        return Optional.empty();
    }

    /**
     * The classes that a run predicted, without probabilities: of each run they may be asked for again and again.
     *
     * @throws io.github.mnistlab.data.DataException likewise
     */
    default Predictions classesOf(RunResult run) {
        return of(run).withoutProbabilities();
    }
}
