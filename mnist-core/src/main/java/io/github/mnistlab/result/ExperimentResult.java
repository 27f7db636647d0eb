package io.github.mnistlab.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.InapplicableRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.Staleness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All runs of an experiment, each evaluated: the content of {@code result.json}. Judgement is separate, and can be done
 * again on this.
 *
 * @param schemaVersion of this form
 * @param name the experiment's
 * @param description the experiment's, or null
 * @param warnings sentences on unsound practices that the experiment acknowledges; every output carries them
 * @param provenance where the results come from
 * @param started when the first run was begun, as ISO 8601 in UTC
 * @param finished when the last run had ended
 * @param specification the variants, resolved, by name
 * @param matrix what those variants are spread out along that have coordinates; null if none has
 * @param specificationDigest SHA-256 of {@code specification} in canonical JSON
 * @param data the content digests of each variant's data set, by variant
 * @param computation what computed the runs
 * @param runs in the order of the plan, each evaluated
 * @param notApplicable the runs of the plan that could not be, in its order; only variants of a matrix have such
 * @param slices by which test rows were told apart; null if by nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentResult(
        int schemaVersion,
        String name,
        String description,
        List<String> warnings,
        Provenance provenance,
        String started,
        String finished,
        List<Variant> specification,
        Matrix matrix,
        String specificationDigest,
        SortedMap<String, DatasetFiles.Digests> data,
        Computation computation,
        List<RunResult> runs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InapplicableRun> notApplicable,
        SliceResult slices) {

    /** The form that this code writes and reads. */
    public static final int SCHEMA_VERSION = 2;

    /** Refuses to miss a part; whoever wrote results without runs that could not be did not mention them. */
    public ExperimentResult {
        Objects.requireNonNull(name, "name must be given");
        warnings = withoutGaps("warnings", warnings);
        Objects.requireNonNull(provenance, "provenance must be given");
        specification = withoutGaps("specification", specification);
        data = Collections.unmodifiableSortedMap(Objects.requireNonNull(data, "data must be given"));
        Objects.requireNonNull(computation, "computation must be given");
        runs = withoutGaps("runs", runs);
        notApplicable = notApplicable == null ? List.of() : withoutGaps("notApplicable", notApplicable);
    }

    /** Without slices. */
    public ExperimentResult(
            int schemaVersion,
            String name,
            String description,
            List<String> warnings,
            Provenance provenance,
            String started,
            String finished,
            List<Variant> specification,
            Matrix matrix,
            String specificationDigest,
            SortedMap<String, DatasetFiles.Digests> data,
            Computation computation,
            List<RunResult> runs,
            List<InapplicableRun> notApplicable) {
        this(
                schemaVersion,
                name,
                description,
                warnings,
                provenance,
                started,
                finished,
                specification,
                matrix,
                specificationDigest,
                data,
                computation,
                runs,
                notApplicable,
                null);
    }

    private static <T> List<T> withoutGaps(String name, List<T> list) {
        Objects.requireNonNull(list, name + " must be given");
        list.forEach(item -> Objects.requireNonNull(item, "no item of " + name + " may be null"));
        return List.copyOf(list);
    }

    /**
     * Refuses results that are not of one piece, as a file that was edited has.
     *
     * @throws IllegalArgumentException if a key is not that of its run
     */
    void requireWhole() {
        identities();
    }

    /**
     * What stands between these results and an experiment as it is now.
     *
     * @return such as {@code training.epochs: 10 -> 12 (baseline-1)}; empty if these are results of this very experiment,
     *     data and computation
     */
    public List<String> changesTo(PreparedExperiment present) {
        List<String> changes = new ArrayList<>(Staleness.of(identities(), present.identities()));
        SliceResult.change(sliced(), SliceResult.of(present)).ifPresent(changes::add);
        return changes;
    }

    /** By which test rows were told apart, if by anything. */
    @JsonIgnore
    public Optional<SliceResult> sliced() {
        return Optional.ofNullable(slices);
    }

    public Map<RunId, RunIdentity> identitiesWithoutComputation() {
        return RunIdentity.withoutComputation(identities());
    }

    /** What determined each run's bits, of those that are not applicable too. */
    @JsonIgnore
    public Map<RunId, RunIdentity> identities() {
        Map<RunId, String> models = new HashMap<>();
        runs.forEach(result -> models.put(result.id(), result.outcome().parameterDigest()));
        Map<RunId, RunIdentity> all = RunIdentity.of(specification, data, models, computation);
        Map<RunId, RunIdentity> run = new HashMap<>();
        runs.forEach(result -> run.put(result.id(), RunIdentity.require(all, result.id(), result.key())));
        notApplicable.forEach(result -> run.put(result.id(), RunIdentity.require(all, result.id(), result.key())));
        return run;
    }

    /**
     * The runs of a variant that came to an end, in the order of their seeds: fewer than it has seeds, or none, where
     * some were {@linkplain #notApplicableOf not applicable}.
     */
    public List<RunResult> runsOf(String variant) {
        return runs.stream().filter(run -> run.id().variant().equals(variant)).toList();
    }

    /** The names of the classes of the data set that has most of them. */
    public List<String> classNames() {
        return data.values().stream()
                .map(DatasetFiles.Digests::namesOfClasses)
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    /** The names of the classes of a variant's data set; none if nothing is known of it. */
    public List<String> classNamesOf(String variant) {
        return Optional.ofNullable(data.get(variant))
                .map(DatasetFiles.Digests::namesOfClasses)
                .orElse(List.of());
    }

    /** Whether a variant is one model, whatever the seed, so that there is no chance of training in its results. */
    public boolean isOneModel(String variant) {
        return specification.stream()
                .anyMatch(one -> one.name().equals(variant) && one.spec().isOneModel());
    }

    /** The runs of a variant that could not be, in the order of their seeds; mostly none. */
    public List<InapplicableRun> notApplicableOf(String variant) {
        return notApplicable.stream()
                .filter(run -> run.id().variant().equals(variant))
                .toList();
    }

    /**
     * The run of a variant whose model {@link KeepModels#BEST} keeps: what reports show of a variant where they show one
     * run only.
     *
     * @return nothing if no run of it came to an end
     */
    public Optional<RunResult> bestRunOf(String variant) {
        return runsOf(variant).stream()
                .min(Comparator.<RunResult>comparingDouble(run -> run.outcome().selectionLoss())
                        .thenComparing(run -> run.id().seed()));
    }
}
