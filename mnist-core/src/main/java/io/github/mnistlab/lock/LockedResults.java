package io.github.mnistlab.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.HalfCharacter;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SliceResult;
import io.github.mnistlab.result.TestPredictions;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.InapplicableRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.Staleness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An experiment's results in the form in which they are committed: small, and the same text for the same results. No time
 * and no path is in it.
 *
 * @param reason why they were accepted, where somebody had to say so; null elsewhere
 * @param specificationDigest SHA-256 of {@code specification} in canonical JSON
 * @param specification the variants, resolved
 * @param data the content digests of each variant's data set, by variant
 * @param computation what computed the runs
 * @param environments where runs were computed, by a short name that the runs refer to
 * @param runs in the order of the plan
 * @param notApplicable the runs of the plan that could not be, in its order
 * @param slices by which test rows were told apart; null if by nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LockedResults(
        String reason,
        String specificationDigest,
        List<Variant> specification,
        SortedMap<String, DatasetFiles.Digests> data,
        Computation computation,
        SortedMap<String, ComputeEnvironment> environments,
        List<LockedRun> runs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InapplicableRun> notApplicable,
        SliceResult slices) {

    private static final int NAME_LENGTH = 12;

    /**
     * Refuses what is not of one piece.
     *
     * @throws IllegalArgumentException if a digest, a key or a reference is not right
     */
    public LockedResults {
        for (Object part : new Object[] {specificationDigest, data, computation, environments}) {
            Objects.requireNonNull(part, "a part of the results is missing");
        }
        if (reason != null && HalfCharacter.in(reason).isPresent()) {
            throw new IllegalArgumentException("the reason has half a character, "
                    + HalfCharacter.in(reason).get());
        }
        specification = List.copyOf(specification);
        runs = List.copyOf(runs);
        notApplicable = notApplicable == null ? List.of() : List.copyOf(notApplicable);
        List<RunId> ids = ids(runs, notApplicable);
        if (ids.stream().distinct().count() != ids.size()) {
            throw new IllegalArgumentException("a run is there twice");
        }
        String digest = digest(specification);
        if (!digest.equals(specificationDigest)) {
            throw new IllegalArgumentException(
                    "specificationDigest is " + specificationDigest + ", but that of the specification is " + digest);
        }
        Map<RunId, RunIdentity> identities = RunIdentity.of(specification, data, models(runs), computation);
        for (LockedRun run : runs) {
            RunIdentity.require(identities, run.id(), run.key());
            if (!environments.containsKey(run.environment())) {
                throw new IllegalArgumentException(run.id() + " has the environment " + run.environment()
                        + ", but there are only " + environments.keySet());
            }
        }
        notApplicable.forEach(run -> RunIdentity.require(identities, run.id(), run.key()));
    }

    private static Map<RunId, String> models(List<LockedRun> runs) {
        return runs.stream().collect(Collectors.toMap(LockedRun::id, LockedRun::parameters));
    }

    private static List<RunId> ids(List<LockedRun> runs, List<InapplicableRun> notApplicable) {
        return Stream.concat(
                        runs.stream().map(LockedRun::id), notApplicable.stream().map(InapplicableRun::id))
                .toList();
    }

    /**
     * @param predictions of these results
     * @param reason why they are accepted, where somebody has to say so; or null
     */
    public static LockedResults of(ExperimentResult result, TestPredictions predictions, String reason) {
        SortedMap<String, ComputeEnvironment> environments = new TreeMap<>();
        List<LockedRun> runs = new ArrayList<>();
        for (RunResult run : result.runs()) {
            ComputeEnvironment environment = run.outcome().environment();
            String name = Sha256.of(CanonicalJson.write(environment)).substring(0, NAME_LENGTH);
            environments.put(name, environment);
            runs.add(LockedRun.of(run, name, predictions.classesOf(run)));
        }
        return new LockedResults(
                reason,
                digest(result.specification()),
                result.specification(),
                result.data(),
                result.computation(),
                environments,
                runs,
                result.notApplicable(),
                result.sliced().map(SliceResult::withoutFindings).orElse(null));
    }

    /** Whether these are the same results, whatever the reason. */
    public boolean hasSameResultsAs(LockedResults other) {
        return equals(new LockedResults(
                reason,
                other.specificationDigest,
                other.specification,
                other.data,
                other.computation,
                other.environments,
                other.runs,
                other.notApplicable,
                other.slices));
    }

    /** Whether a variant is one model, whatever the seed. */
    boolean isOneModel(String variant) {
        return specification.stream()
                .anyMatch(one -> one.name().equals(variant) && one.spec().isOneModel());
    }

    /** Whether a variant is among the runs. */
    public boolean has(String variant) {
        return runs.stream().anyMatch(run -> run.id().variant().equals(variant));
    }

    /**
     * The runs of one variant, and what is said of them. The specification keeps the variants that it starts from, or that an
     * ensemble joins; of these the runs stay that judged a model, for what that was is in the ensemble's key.
     */
    public LockedResults only(String variant) {
        Map<String, Variant> lineage = new LinkedHashMap<>();
        addLineage(variant, lineage);
        List<LockedRun> own = runs.stream()
                .filter(run -> run.id().variant().equals(variant)
                        || (lineage.containsKey(run.id().variant())
                                && lineage.get(run.id().variant())
                                        .spec()
                                        .judged()
                                        .isPresent()))
                .toList();
        SortedMap<String, DatasetFiles.Digests> ownData = new TreeMap<>(data);
        ownData.keySet().retainAll(lineage.keySet());
        SortedMap<String, ComputeEnvironment> ownEnvironments = new TreeMap<>(environments);
        ownEnvironments
                .keySet()
                .retainAll(own.stream().map(LockedRun::environment).toList());
        List<Variant> ownSpecification = specification.stream()
                .filter(one -> lineage.containsKey(one.name()))
                .toList();
        return new LockedResults(
                reason,
                digest(ownSpecification),
                ownSpecification,
                ownData,
                computation,
                ownEnvironments,
                own,
                notApplicable.stream()
                        .filter(run -> run.id().variant().equals(variant))
                        .toList(),
                slices);
    }

    private void addLineage(String variant, Map<String, Variant> lineage) {
        specification.stream().filter(one -> one.name().equals(variant)).forEach(one -> {
            if (lineage.put(variant, one) == null) {
                one.needed().forEach(other -> addLineage(other, lineage));
            }
        });
    }

    private static String digest(List<Variant> specification) {
        return Sha256.of(CanonicalJson.write(specification));
    }

    /**
     * What stands between these results and an experiment as it is now, but for the code and kernels that compute it.
     *
     * @return such as {@code training.epochs: 10 -> 12 (baseline-1)}; empty if specification and data are the same
     */
    public List<String> changesTo(PreparedExperiment present) {
        return Staleness.of(identitiesWithoutComputation(), RunIdentity.withoutComputation(present.identities()));
    }

    Map<RunId, RunIdentity> identitiesWithoutComputation() {
        return RunIdentity.withoutComputation(identities());
    }

    /** What determined each run's bits, of those that are not applicable too. */
    public Map<RunId, RunIdentity> identities() {
        Map<RunId, RunIdentity> identities = RunIdentity.of(specification, data, models(runs), computation);
        identities.keySet().retainAll(ids(runs, notApplicable));
        return identities;
    }
}
