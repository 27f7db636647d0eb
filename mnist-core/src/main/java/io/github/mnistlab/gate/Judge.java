package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.evaluate.interval.Holm;
import io.github.mnistlab.experiment.Confidence;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.gate.finding.Findings;
import io.github.mnistlab.gate.finding.Measurement;
import io.github.mnistlab.gate.finding.Side;
import io.github.mnistlab.gate.finding.SliceParts;
import io.github.mnistlab.gate.finding.SliceValues;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.run.InapplicableRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds results against gates. A gate passes where the value is sure to reach its limit, fails where it is sure not to,
 * and is inconclusive between; wrong passes and wrong failures each have a probability of at most one less its
 * confidence. Without confidence values are compared exactly, correct images out of all, never after rounding. An
 * undefined metric reaches no limit, and neither does one of a run that is not applicable, whatever other seeds gave.
 */
public final class Judge {
    /** Fewer runs a side cannot tell a better recipe from a lucky one. */
    private static final int SEEDS_FOR_BETTER = 5;

    private static final String ONE_SEED =
            "one seed tells of its own model alone: several seeds tell of the recipe and of the next model";

    private static final String NO_NEXT_CALIBRATION =
            "no method bounds the calibration error of a single further model: log-loss or brier would be judged";

    private static final String NO_NEXT_DIFFERENCE =
            "the next model's difference takes the same seeds on both sides, or one model that it is compared with, and a metric"
                    + " other than min(...)";

    private final ExperimentSpec experiment;
    private final ExperimentResult result;
    private final Grounds grounds;

    private Judge(ExperimentSpec experiment, ExperimentResult result, Grounds grounds) {
        this.experiment = experiment;
        this.result = result;
        this.grounds = grounds;
    }

    /**
     * Judges every gate.
     *
     * @param result of this very experiment
     * @param grounds what else is needed
     * @return one verdict a gate, in the gates' order
     * @throws io.github.mnistlab.data.DataException if predictions are needed that cannot be read
     */
    public static List<Verdict> judge(ExperimentSpec experiment, ExperimentResult result, Grounds grounds) {
        return new Judge(experiment, result, grounds).judge();
    }

    private List<Verdict> judge() {
        List<Case> cases = experiment.gates().stream()
                .map(gate -> gate.in(result.classNamesOf(gate.variant())))
                .map(this::prepare)
                .toList();
        if (!experiment.familyWise()) {
            return cases.stream().map(Case::judge).toList();
        }
        List<Case> family =
                cases.stream().filter(one -> one.finding().isPresent()).toList();
        double[] adjusted =
                Holm.adjust(family.stream().mapToDouble(Case::refutation).toArray());
        List<Verdict> verdicts = new ArrayList<>();
        for (Case one : cases) {
            int place = family.indexOf(one);
            verdicts.add(place < 0 ? one.judge() : one.judge(adjusted[place], family.size()));
        }
        return verdicts;
    }

    private Case prepare(Gate gate) {
        Case.Builder builder = new Case.Builder(result.name(), gate, grounds.strict());
        Optional<String> compared = gate.limit().comparedWith();
        Optional<InapplicableRun> inapplicable = Stream.concat(Stream.of(gate.variant()), compared.stream())
                .flatMap(variant -> result.notApplicableOf(variant).stream())
                .findFirst();
        if (inapplicable.isPresent()) {
            return builder.notApplicable(
                    "not measured, because " + inapplicable.get().id() + " is not applicable: "
                            + inapplicable.get().reason());
        }
        Side side = side(gate, gate.variant());
        if (compared.isEmpty()) {
            return absolute(gate, side, builder);
        }
        if (!compared.get().equals(Limit.ACCEPTED)) {
            return relative(gate, side, side(gate, compared.get()), false, builder);
        }
        if (grounds.accepted().isEmpty()) {
            return builder.notJudged("no lock yet: " + grounds.accepting() + " writes one");
        }
        List<AcceptedResults.Run> runs = grounds.accepted().get().runsOf(gate.variant());
        Side accepted =
                Side.of(runs, gate.metric(), grounds.predictions().slices()).named(result.classNamesOf(gate.variant()));
        if (runs.isEmpty()) {
            return builder.notJudged("the accepted results have no variant " + gate.variant());
        }
        if (!accepted.isOnTheseImages()) {
            return builder.notJudged("the accepted results are of other test rows");
        }
        if (SliceValues.of(gate.metric(), accepted).isEmpty()) {
            return builder.notJudged("the accepted results do not say " + gate.metric());
        }
        return relative(gate, side, accepted, isTheSame(gate.variant(), runs), builder);
    }

    /** Whether nothing has changed since: the models are then the same ones, and no chance is in their comparison. */
    private boolean isTheSame(String variant, List<AcceptedResults.Run> accepted) {
        Map<Long, Optional<String>> before = accepted.stream()
                .collect(Collectors.toMap(AcceptedResults.Run::seed, AcceptedResults.Run::probabilityDigest));
        Map<Long, Optional<String>> now = result.runsOf(variant).stream()
                .collect(Collectors.toMap(
                        run -> run.id().seed(), run -> Optional.of(run.outcome().predictionDigest())));
        return now.equals(before);
    }

    private Side side(Gate gate, String variant) {
        return Side.of(result, variant, grounds.predictions(), gate.metric());
    }

    private static boolean asksForConfidence(Gate gate) {
        return gate.confidence() instanceof Confidence.OneSided;
    }

    private static Measurement measure(Gate gate, Side side) {
        boolean defined = SliceValues.of(gate.metric(), side).orElseThrow().stream()
                .noneMatch(MetricValue.Undefined.class::isInstance);
        return asksForConfidence(gate) && defined
                ? Measurement.ofRecipe(gate.metric(), side)
                : Measurement.of(gate.metric(), side);
    }

    /**
     * Why nothing can be said of a metric of slices; where something can, but not of all slices, it never passes.
     *
     * @param sides those that are compared
     */
    private static Optional<String> notJudged(MetricExpression metric, List<Side> sides, Case.Builder builder) {
        for (Side side : sides) {
            if (metric instanceof SlicedMetric sliced) {
                SliceParts parts = SliceParts.of(sliced, side);
                if (parts.judged().isEmpty()) {
                    return parts.notJudged();
                }
                parts.notJudged().ifPresent(builder::neverPasses);
            }
        }
        return Optional.empty();
    }

    private static Case absolute(Gate gate, Side side, Case.Builder builder) {
        Measurement measured = measure(gate, side);
        Comparison comparison = gate.limit() instanceof Limit.AtLeast limit
                ? Comparison.atLeast(measured, limit.value())
                : Comparison.atMost(measured, ((Limit.AtMost) gate.limit()).value());
        Optional<String> notJudged = notJudged(gate.metric(), List.of(side), builder);
        if (notJudged.isPresent()) {
            return builder.unknown(comparison, notJudged.get());
        }
        if (!asksForConfidence(gate) || !measured.isDefined()) {
            return builder.compared(comparison, side.size());
        }
        if (side.size() == 1 && gate.speaksOf() != SpeaksOf.MODELS) {
            return builder.unknown(comparison, ONE_SEED);
        }
        if (gate.speaksOf() == SpeaksOf.NEXT && Findings.isCalibration(gate.metric())) {
            return builder.unknown(comparison, NO_NEXT_CALIBRATION);
        }
        return builder.found(comparison, side.size(), Findings.of(gate.metric(), side, gate.speaksOf()));
    }

    private static Case relative(Gate gate, Side side, Side other, boolean same, Case.Builder builder) {
        Measurement measured = measure(gate, side);
        Measurement others = measure(gate, other);
        MetricExpression metric = gate.metric();
        Direction direction = metric.direction();
        Comparison comparison = gate.limit() instanceof Limit.NotBelow limit
                ? Comparison.notBelow(direction, measured, others, limit)
                : Comparison.better(direction, measured, others);
        int seeds = Math.min(seedsOf(side), seedsOf(other));
        if (gate.limit() instanceof Limit.Better && seeds < SEEDS_FOR_BETTER) {
            builder.neverPasses("to be better takes " + SEEDS_FOR_BETTER + " seeds a side, but there "
                    + (seeds == 1 ? "is 1" : "are " + seeds));
        }
        Optional<String> notJudged = notJudged(gate.metric(), List.of(side, other), builder);
        if (notJudged.isPresent()) {
            return builder.unknown(comparison, notJudged.get());
        }
        if (!asksForConfidence(gate) || !measured.isDefined() || !others.isDefined()) {
            return builder.compared(comparison, side.size());
        }
        if (same) {
            return builder.found(comparison, side.size(), Findings.ofTheSame(side));
        }
        if (side.size() == 1 && other.size() == 1 && gate.speaksOf() != SpeaksOf.MODELS) {
            return builder.unknown(comparison, ONE_SEED);
        }
        return Findings.ofDifference(metric, side, other, gate.speaksOf())
                .map(finding -> builder.found(comparison, side.size(), finding))
                .orElseGet(() -> builder.unknown(comparison, whyUnknown(gate, side, other)));
    }

    /** One model is what it is: of it no more seeds are to be had, nor needed. */
    private static int seedsOf(Side side) {
        return side.isOneModel() ? SEEDS_FOR_BETTER : side.size();
    }

    private static String whyUnknown(Gate gate, Side side, Side other) {
        if (side.size() == 1 && other.size() == 1) {
            return "one figure a side has no spread to tell luck by: several seeds would";
        }
        if (side.size() == 1 || other.size() == 1) {
            return "one side has a single seed and the other several: as many on both would tell";
        }
        return gate.speaksOf() == SpeaksOf.NEXT
                ? NO_NEXT_DIFFERENCE
                : "of the accepted models only figures were kept, which tell of the recipe alone";
    }
}
