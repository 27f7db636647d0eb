package io.github.mnistlab.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.experiment.RunSpec;
import java.util.Objects;

/**
 * One run that is to happen.
 *
 * @param id its variant and seed
 * @param spec what is trained, and how
 * @param parent the run whose weights it starts from; null for fresh weights
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedRun(RunId id, RunSpec spec, RunId parent) {
    /** Runs that take no longer, by rule of thumb, compute hardly anything: to compile code well for them takes longer than it saves. */
    public static final double BRIEF_SECONDS = RunWork.SECONDS_A_RUN + 0.01;

    /** Refuses to miss a part. */
    public PlannedRun {
        Objects.requireNonNull(id, "id must be given");
        Objects.requireNonNull(spec, "spec must be given");
    }

    /**
     * How long it trains on one core, by rule of thumb, in seconds; 0 of a model that is only judged.
     *
     * @param features of a row
     * @param classes of the data set
     */
    public double roughSeconds(int features, int classes) {
        return spec.trained()
                .map(trained ->
                        RunWork.of(trained, id.seed(), features, classes).seconds())
                .orElse(0.0);
    }

    /** How many bytes the images that it trains on have after balancing, by rule of thumb. */
    public long roughImageBytes(int features, int classes) {
        return spec.trained()
                .map(trained ->
                        RunWork.of(trained, id.seed(), features, classes).rows() * features)
                .orElse(0L);
    }
}
