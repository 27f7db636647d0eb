package io.github.mnistlab.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.Slices;
import io.github.mnistlab.run.PreparedExperiment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * By which slices the test rows of an experiment were told apart, and where a search found its variants weak.
 *
 * @param sha256 what the columns hold, of all test rows
 * @param columns their names
 * @param fewestRows slices of fewer rows were too small to be judged
 * @param weak what the search came to, variant by variant
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SliceResult(
        String sha256,
        List<String> columns,
        int fewestRows,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<WeakSegments> weak) {
    private static final int SHOWN = 8;

    /** Copies. */
    public SliceResult {
        Objects.requireNonNull(sha256, "the digest of slices must be given");
        columns = List.copyOf(columns);
        weak = weak == null ? List.of() : List.copyOf(weak);
    }

    /** Those of an experiment, before anything is searched; nothing if it has none. */
    static Optional<SliceResult> of(PreparedExperiment experiment) {
        return experiment
                .slices()
                .map(read -> new SliceResult(
                        read.sha256(),
                        read.slices().columns().stream()
                                .map(Slices.Column::name)
                                .toList(),
                        read.slices().fewestRows(),
                        List.of()));
    }

    /** The same, but for what a search came to. */
    public SliceResult withoutFindings() {
        return with(List.of());
    }

    SliceResult with(List<WeakSegments> found) {
        return new SliceResult(sha256, columns, fewestRows, found);
    }

    /** What is different, as {@code slices: 0a1b2c3d -> 4e5f6a7b}; nothing if they are the same, or there are none. */
    public static Optional<String> change(Optional<SliceResult> before, Optional<SliceResult> now) {
        String was = shown(before);
        String is = shown(now);
        return before.map(SliceResult::withoutFindings).equals(now.map(SliceResult::withoutFindings))
                ? Optional.empty()
                : Optional.of("slices: " + was + " -> " + is);
    }

    private static String shown(Optional<SliceResult> slices) {
        return slices.map(one ->
                        one.sha256().substring(0, Math.min(SHOWN, one.sha256().length())) + " ("
                                + String.join(", ", one.columns()) + "; fewestRows " + one.fewestRows() + ")")
                .orElse("none");
    }
}
