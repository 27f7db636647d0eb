package io.github.mnistlab.run;

import java.util.Objects;

/**
 * A run of a matrix that could not be: its method cannot be applied to its rows. Nothing came of it.
 *
 * @param id which run
 * @param key identifies what would have been computed; the digest of its {@link RunIdentity}
 * @param reason why, for people
 */
public record InapplicableRun(RunId id, String key, String reason) {
    /** Refuses to miss a part. */
    public InapplicableRun {
        Objects.requireNonNull(id, "id must be given");
        Objects.requireNonNull(key, "key must be given");
        Objects.requireNonNull(reason, "reason must be given");
    }
}
