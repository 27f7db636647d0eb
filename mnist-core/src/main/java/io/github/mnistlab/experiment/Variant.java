package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One way of training, to be compared with the others of its experiment.
 *
 * @param name safe as part of a file name
 * @param startFrom the variant from whose weights of the same seed training goes on; null for fresh weights
 * @param seeds with each of which it is trained, without repetition, at least one
 * @param spec what is trained, and how
 * @param coordinates where it is in the experiment's {@link Matrix}: the value of each axis, by the axis' field, in the
 *     order of the axes; empty for a variant that was written by hand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Variant(
        String name,
        String startFrom,
        List<Long> seeds,
        RunSpec spec,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> coordinates) {
    /** @throws IllegalArgumentException if there is no seed, or one twice */
    public Variant {
        Objects.requireNonNull(name, "name must be given");
        Objects.requireNonNull(spec, "spec must be given");
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty() || seeds.stream().distinct().count() != seeds.size()) {
            throw new IllegalArgumentException(
                    "seeds of variant " + name + " must be at least one and all different, but are " + seeds);
        }
        coordinates = coordinates == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(coordinates));
    }

    /** One that was written by hand. */
    public Variant(String name, String startFrom, List<Long> seeds, RunSpec spec) {
        this(name, startFrom, seeds, spec, Map.of());
    }

    /** Whether it is a cell of the experiment's {@link Matrix}. */
    @JsonIgnore
    public boolean isFromMatrix() {
        return !coordinates.isEmpty();
    }

    /** The variant from whose weights this one starts, if it does. */
    public Optional<String> parent() {
        return Optional.ofNullable(startFrom);
    }

    /** The variants whose runs must be over before this one's: its parent, or those that an ensemble joins. */
    @JsonIgnore
    public List<String> needed() {
        return spec.ensemble()
                .map(RunSpec.Ensemble::of)
                .orElseGet(() -> parent().stream().toList());
    }
}
