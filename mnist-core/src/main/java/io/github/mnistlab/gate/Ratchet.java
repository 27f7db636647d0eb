package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What gates against {@code accepted} compare with from now on, when results are accepted. Neither luck nor a margin lets it
 * drift: what a variant is compared with changes only where a gate has shown that it is better, and no other gate of it
 * against {@code accepted} measures less than before; or where somebody says why. A variant that no gate compares with
 * {@code accepted} has no reference to keep.
 */
public final class Ratchet {
    private Ratchet() {}

    /**
     * The lock that accepting results makes.
     *
     * @param before the lock until now, if there is one
     * @param reference what it holds of the variants, as the gates were judged by it; nothing if there is no lock
     * @param latest the results, as they are locked; with a reason, they become the reference of all variants
     * @param verdicts on these results
     */
    public static Lock accept(
            Optional<Lock> before,
            Optional<AcceptedResults> reference,
            ExperimentResult result,
            LockedResults latest,
            List<Verdict> verdicts) {
        SortedMap<String, LockedResults> references = new TreeMap<>();
        if (before.isPresent() && reference.isPresent() && latest.reason() == null) {
            for (Verdict verdict : verdicts) {
                String variant = verdict.gate().variant();
                boolean known = before.get().latest().has(variant)
                        || before.get().references().containsKey(variant);
                if (known && isAgainstAccepted(verdict.gate()) && !rises(variant, reference.get(), result, verdicts)) {
                    references.put(variant, before.get().reference(variant).only(variant));
                }
            }
        }
        // What did not change needs no second place.
        references
                .values()
                .removeIf(
                        kept -> kept.runs().equals(latest.only(variantOf(kept)).runs()));
        return Lock.of(result.name(), latest, references);
    }

    private static String variantOf(LockedResults kept) {
        return kept.runs().get(0).id().variant();
    }

    private static boolean isAgainstAccepted(Gate gate) {
        return gate.limit().comparedWith().filter(Limit.ACCEPTED::equals).isPresent();
    }

    private static boolean rises(
            String variant, AcceptedResults reference, ExperimentResult result, List<Verdict> verdicts) {
        List<Verdict> own = verdicts.stream()
                .filter(verdict -> verdict.gate().variant().equals(variant) && isAgainstAccepted(verdict.gate()))
                .toList();
        boolean better = own.stream()
                .anyMatch(verdict ->
                        verdict.gate().limit() instanceof Limit.Better && verdict.status() == VerdictStatus.PASS);
        return better && own.stream().noneMatch(verdict -> isLess(verdict.gate(), reference, result));
    }

    /** Whether the metric is worse than it was, however little; undefined is. */
    private static boolean isLess(Gate gate, AcceptedResults reference, ExperimentResult result) {
        MetricExpression metric = gate.metric();
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
