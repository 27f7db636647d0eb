package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.mnistlab.data.Validation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An experiment as its file says it, complete: every override applied, every default filled in.
 *
 * @param name safe as a file name
 * @param description the question that it answers; may be empty
 * @param acknowledge the unsound practices that it uses knowingly
 * @param reproducibility on which machines the same bits are to come out
 * @param variants at least one, in the order of the file, no name twice, parents known and without cycles; those that
 *     were written by hand first
 * @param matrix what the other variants are spread out along, if there are others
 * @param familyWise whether failures are corrected for how many gates there are
 * @param gates in the order of the file; may be none
 * @param slices the columns by which test rows are told apart, if there are any
 */
public record ExperimentSpec(
        String name,
        String description,
        List<Acknowledgement> acknowledge,
        Reproducibility reproducibility,
        List<Variant> variants,
        Optional<Matrix> matrix,
        boolean familyWise,
        List<Gate> gates,
        Optional<SlicesSpec> slices) {
    /** Far from those that people choose. */
    private static final long FIRST_FRESH_SEED = 1_000_001;

    /** @throws IllegalArgumentException if variants are missing or named twice, or a reference leads nowhere or round */
    public ExperimentSpec {
        Objects.requireNonNull(name, "name must be given");
        Objects.requireNonNull(description, "description must be given");
        Objects.requireNonNull(reproducibility, "reproducibility must be given");
        Objects.requireNonNull(matrix, "matrix must be given, or Optional.empty()");
        Objects.requireNonNull(slices, "slices must be given, or Optional.empty()");
        acknowledge = List.copyOf(acknowledge);
        variants = List.copyOf(variants);
        gates = List.copyOf(gates);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("experiment " + name + " must have at least one variant");
        }
        Set<String> names = new HashSet<>();
        for (Variant variant : variants) {
            if (!names.add(variant.name())) {
                throw new IllegalArgumentException("variant " + variant.name() + " is given twice");
            }
        }
        for (Variant variant : variants) {
            requireParents(variant, variants);
            requireMembers(variant, variants);
        }
        for (Gate gate : gates) {
            find(gate.variant(), variants);
            Optional<String> other = gate.limit().comparedWith();
            if (other.isPresent() && !other.get().equals(Limit.ACCEPTED)) {
                find(other.get(), variants);
            }
        }
    }

    /** One whose test rows are not told apart. */
    public ExperimentSpec(
            String name,
            String description,
            List<Acknowledgement> acknowledge,
            Reproducibility reproducibility,
            List<Variant> variants,
            Optional<Matrix> matrix,
            boolean familyWise,
            List<Gate> gates) {
        this(name, description, acknowledge, reproducibility, variants, matrix, familyWise, gates, Optional.empty());
    }

    /**
     * @param wanted a variant's name
     * @throws IllegalArgumentException if there is none of this name
     */
    public Variant variant(String wanted) {
        return find(wanted, variants);
    }

    /**
     * The same variants with other seeds, and without gates.
     *
     * @param count of seeds, the same ones for each variant; none is a seed of any variant here
     */
    public ExperimentSpec withFreshSeeds(int count) {
        return withSeeds(freshSeeds(count, Set.of()), variants, matrix, List.of());
    }

    /**
     * What shows whether some variants are better than what was accepted by anything but luck: they, and those that they
     * start from or join, with as many fresh seeds, and with their gates against what was accepted.
     *
     * @param names of the variants
     * @param usedElsewhere seeds that are not fresh either
     */
    public ExperimentSpec confirming(Set<String> names, Set<Long> usedElsewhere) {
        Set<String> needed = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(names);
        while (!ahead.isEmpty()) {
            String name = ahead.remove();
            if (needed.add(name)) {
                ahead.addAll(variant(name).needed());
            }
        }
        int count = names.stream()
                .mapToInt(name -> variant(name).seeds().size())
                .max()
                .orElseThrow();
        return withSeeds(
                freshSeeds(count, usedElsewhere),
                variants.stream()
                        .filter(variant -> needed.contains(variant.name()))
                        .toList(),
                Optional.empty(),
                gates.stream()
                        .filter(gate -> names.contains(gate.variant())
                                && gate.limit()
                                        .comparedWith()
                                        .filter(Limit.ACCEPTED::equals)
                                        .isPresent())
                        .toList());
    }

    private List<Long> freshSeeds(int count, Set<Long> usedElsewhere) {
        Set<Long> used = variants.stream()
                .flatMap(variant -> variant.seeds().stream())
                .collect(Collectors.toCollection(HashSet::new));
        used.addAll(usedElsewhere);
        return LongStream.iterate(FIRST_FRESH_SEED, seed -> seed + 1)
                .boxed()
                .filter(seed -> !used.contains(seed))
                .limit(count)
                .toList();
    }

    private ExperimentSpec withSeeds(
            List<Long> seeds, List<Variant> ofVariants, Optional<Matrix> itsMatrix, List<Gate> itsGates) {
        List<Variant> retrained = ofVariants.stream()
                .map(variant -> new Variant(
                        variant.name(),
                        variant.startFrom(),
                        variant.spec().isOneModel() ? seeds.subList(0, 1) : seeds,
                        variant.spec(),
                        variant.coordinates()))
                .toList();
        return new ExperimentSpec(
                name, description, acknowledge, reproducibility, retrained, itsMatrix, false, itsGates, slices);
    }

    /** A sentence for each unsound practice that is used; every output of the experiment carries them. */
    @JsonIgnore
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Variant variant : variants) {
            variant.parent()
                    .ifPresent(parent -> warnings.add("Variant " + variant.name() + " trains on from the weights of "
                            + parent + ", so that it has been trained longer than a variant that begins afresh; what"
                            + " differs between the two is not due to their settings alone (warm-start)."));
        }
        List<String> onTest = variants.stream()
                .filter(variant -> variant.spec()
                        .trained()
                        .filter(spec -> spec.split().validation() instanceof Validation.TestSet)
                        .isPresent())
                .map(Variant::name)
                .toList();
        if (!onTest.isEmpty()) {
            warnings.add("The test images served as validation rows for " + String.join(", ", onTest)
                    + ", so that their test results are too good for images never seen, as far as anything was chosen by"
                    + " validation results (validation-on-test).");
        }
        List<String> impatient = variants.stream()
                .filter(variant -> variant.spec()
                        .trained()
                        .filter(spec -> spec.training().canKeepPrematureEpoch())
                        .isPresent())
                .map(Variant::name)
                .toList();
        if (!impatient.isEmpty()) {
            warnings.add("Early stopping has so little patience that training may end within its first third: "
                    + String.join(", ", impatient)
                    + ". What is measured then may be the end of training, not what the network can do.");
        }
        BlendedNames.warning(variants).ifPresent(warnings::add);
        return List.copyOf(warnings);
    }

    private static Variant find(String wanted, List<Variant> variants) {
        return variants.stream()
                .filter(variant -> variant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no variant " + wanted + "; there are "
                        + String.join(", ", variants.stream().map(Variant::name).toList())));
    }

    private static void requireMembers(Variant variant, List<Variant> variants) {
        for (String name : variant.spec().ensemble().map(RunSpec.Ensemble::of).orElse(List.of())) {
            Variant member = find(name, variants);
            if (member.spec().ensemble().isPresent()) {
                throw new IllegalArgumentException(
                        "variant " + variant.name() + " is an ensemble of " + name + ", which is one itself");
            }
            if (!variant.spec().isOneModel()
                    && !member.spec().isOneModel()
                    && !member.seeds().containsAll(variant.seeds())) {
                throw new IllegalArgumentException("variant " + variant.name() + " has the seeds " + variant.seeds()
                        + ", but " + name + ", which it joins, only " + member.seeds());
            }
        }
    }

    private static void requireParents(Variant variant, List<Variant> variants) {
        Variant ancestor = variant;
        for (int steps = 0; ancestor.parent().isPresent(); steps++) {
            if (steps == variants.size()) {
                throw new IllegalArgumentException("variant " + variant.name() + " starts, in the end, from itself");
            }
            Variant parent = find(ancestor.parent().get(), variants);
            if (!parent.seeds().containsAll(ancestor.seeds())) {
                throw new IllegalArgumentException("variant " + ancestor.name() + " has the seeds " + ancestor.seeds()
                        + ", but " + parent.name() + ", from which it starts, only " + parent.seeds());
            }
            ancestor = parent;
        }
    }
}
