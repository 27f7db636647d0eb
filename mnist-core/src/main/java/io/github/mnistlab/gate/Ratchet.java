package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What gates against {@code accepted} compare with from now on, when results are accepted. Neither luck nor a margin lets it
 * drift. What a variant is compared with rises only where a gate shows that its results are better, and no other gate of it
 * against {@code accepted} measures less than before; and then it is not those results that become the reference, which
 * were chosen for being better, but as many of fresh seeds, if they show the same. A single network has nobody to confirm
 * it, nor has a model from elsewhere, which cannot be trained here: their reference changes only where somebody says why.
 * A variant that no gate compares with {@code accepted} has no
 * reference to keep.
 */
public final class Ratchet {
    private Ratchet() {}

    /** Trains variants with seeds that nobody has used yet. */
    @FunctionalInterface
    public interface FreshSeeds {
        /**
         * @param variants at least one
         * @return what came out of them, judged by their gates against {@code accepted}
         */
        JudgedResults train(Set<String> variants) throws InterruptedException;
    }

    /**
     * The lock that accepting results makes.
     *
     * @param before the lock until now, if there is one
     * @param reference what it holds of the variants, as the gates were judged by it; nothing if there is no lock
     * @param latest the results; with a reason, they become the reference of all variants
     * @param fresh asked where the results say that a reference should rise
     */
    public static Lock accept(
            Optional<Lock> before, Optional<AcceptedResults> reference, JudgedResults latest, FreshSeeds fresh)
            throws InterruptedException {
        SortedMap<String, LockedResults> references = new TreeMap<>();
        if (before.isPresent() && reference.isPresent() && latest.locked().reason() == null) {
            SortedSet<String> rising = new TreeSet<>();
            for (String variant : variantsToKeep(before.get(), latest.verdicts())) {
                references.put(variant, before.get().reference(variant).only(variant));
                if (canBeConfirmed(latest.result().runsOf(variant)) && isBetter(variant, reference.get(), latest)) {
                    rising.add(variant);
                }
            }
            if (!rising.isEmpty()) {
                JudgedResults confirmation = fresh.train(rising);
                rising.stream()
                        .filter(variant -> isBetter(variant, reference.get(), confirmation))
                        .forEach(variant ->
                                references.put(variant, confirmation.locked().only(variant)));
            }
        }
        // What did not change needs no second place.
        references
                .entrySet()
                .removeIf(kept -> kept.getValue()
                        .runs()
                        .equals(latest.locked().only(kept.getKey()).runs()));
        return Lock.of(latest.result().name(), latest.locked(), references);
    }

    /** Whether fresh seeds of these runs can be trained. */
    private static boolean canBeConfirmed(List<RunResult> runs) {
        return runs.size() > 1 && runs.stream().allMatch(run -> run.outcome().isTrained());
    }

    private static SortedSet<String> variantsToKeep(Lock before, List<Verdict> verdicts) {
        return verdicts.stream()
                .map(Verdict::gate)
                .filter(Ratchet::isAgainstAccepted)
                .map(Gate::variant)
                .filter(variant ->
                        before.latest().has(variant) || before.references().containsKey(variant))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAgainstAccepted(Gate gate) {
        return gate.limit().comparedWith().filter(Limit.ACCEPTED::equals).isPresent();
    }

    private static boolean isBetter(String variant, AcceptedResults reference, JudgedResults evidence) {
        List<Verdict> own = evidence.verdicts().stream()
                .filter(verdict -> verdict.gate().variant().equals(variant) && isAgainstAccepted(verdict.gate()))
                .toList();
        boolean better = own.stream()
                .anyMatch(verdict ->
                        verdict.gate().limit() instanceof Limit.Better && verdict.status() == VerdictStatus.PASS);
        return better && own.stream().noneMatch(verdict -> isLess(verdict, reference, evidence.result()));
    }

    /** Whether the metric is worse than it was, however little; undefined is. */
    private static boolean isLess(Verdict verdict, AcceptedResults reference, ExperimentResult result) {
        Gate gate = verdict.gate();
        MetricExpression metric = gate.metric();
        if (metric instanceof SlicedMetric) {
            // No evaluation of all rows tells it, but what the verdict rests on.
            boolean higher = metric.direction() == Direction.HIGHER_IS_BETTER;
            return verdict.rests()
                    .map(rests -> higher ? rests.estimate() < 0 : rests.estimate() > 0)
                    .orElse(true);
        }
        Optional<BigFraction> now = MetricValue.mean(result.runsOf(gate.variant()).stream()
                        .map(RunResult::evaluation)
                        .map(metric::of)
                        .toList())
                .exact();
        Optional<BigFraction> before = MetricValue.mean(reference.runsOf(gate.variant()).stream()
                        .map(run -> run.value(metric).orElseThrow())
                        .toList())
                .exact();
        if (now.isEmpty() || before.isEmpty()) {
            return true;
        }
        int difference = now.get().compareTo(before.get());
        return metric.direction() == Direction.HIGHER_IS_BETTER ? difference < 0 : difference > 0;
    }
}
