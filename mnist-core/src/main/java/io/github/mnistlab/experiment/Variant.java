package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One way of training, to be compared with the others of its experiment.
 *
 * @param name safe as part of a file name
 * @param startFrom the variant from whose weights of the same seed training goes on; null for fresh weights
 * @param seeds with each of which it is trained, without repetition, at least one
 * @param spec what is trained, and how
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Variant(String name, String startFrom, List<Long> seeds, RunSpec spec) {
    /** @throws IllegalArgumentException if there is no seed, or one twice */
    public Variant {
        Objects.requireNonNull(name, "name must be given");
        Objects.requireNonNull(spec, "spec must be given");
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty() || seeds.stream().distinct().count() != seeds.size()) {
            throw new IllegalArgumentException(
                    "seeds of variant " + name + " must be at least one and all different, but are " + seeds);
        }
    }

    /** The variant from whose weights this one starts, if it does. */
    public Optional<String> parent() {
        return Optional.ofNullable(startFrom);
    }
}
