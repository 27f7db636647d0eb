package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * What is accepted of an experiment, for committing beside its file: the content of {@code <experiment>.lock.yaml}.
 *
 * @param schemaVersion of this form
 * @param experiment the experiment's name
 * @param latest the results that were accepted last
 * @param reference the results that gates compare with; null where they are {@code latest}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lock(int schemaVersion, String experiment, LockedResults latest, LockedResults reference) {
    /** The form that this code writes and reads. */
    public static final int SCHEMA_VERSION = 1;

    /** Refuses to miss a part. */
    public Lock {
        Objects.requireNonNull(experiment, "experiment must be given");
        Objects.requireNonNull(latest, "latest must be given");
    }

    /** A lock of this form. */
    public static Lock of(String experiment, LockedResults latest, LockedResults reference) {
        return new Lock(SCHEMA_VERSION, experiment, latest, latest.equals(reference) ? null : reference);
    }

    /** The results that gates compare with. */
    @JsonIgnore
    public LockedResults comparedWith() {
        return reference == null ? latest : reference;
    }
}
