package io.github.mnistlab.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is accepted of an experiment, for committing beside its file: the content of {@code <experiment>.lock.yaml}.
 *
 * @param schemaVersion of this form
 * @param experiment the experiment's name
 * @param latest the results that were accepted last
 * @param references by variant, earlier results that gates compare with; a variant without has the latest
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Lock(
        int schemaVersion, String experiment, LockedResults latest, SortedMap<String, LockedResults> references) {
    /** The form that this code writes and reads. */
    public static final int SCHEMA_VERSION = 1;

    /** Refuses to miss a part. */
    public Lock {
        Objects.requireNonNull(experiment, "experiment must be given");
        Objects.requireNonNull(latest, "latest must be given");
        references = references == null
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(references));
    }

    /** A lock of this form. */
    public static Lock of(String experiment, LockedResults latest, SortedMap<String, LockedResults> references) {
        return new Lock(SCHEMA_VERSION, experiment, latest, references);
    }

    /** The results that a variant's gates compare with. */
    public LockedResults reference(String variant) {
        return references.getOrDefault(variant, latest);
    }
}
