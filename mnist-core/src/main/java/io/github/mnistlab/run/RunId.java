package io.github.mnistlab.run;

import java.io.Serializable;
import java.util.Objects;

/**
 * Names a run within its experiment.
 *
 * @param variant the variant's name
 * @param seed the seed that it is trained with
 */
public record RunId(String variant, long seed) implements Serializable {
    /** Refuses null. */
    public RunId {
        Objects.requireNonNull(variant, "variant must be given");
    }

    /** {@code variant-seed}, as in the names of result files; no two runs of an experiment share it. */
    @Override
    public String toString() {
        return variant + "-" + seed;
    }
}
