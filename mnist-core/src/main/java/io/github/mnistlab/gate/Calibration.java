package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.NormalRuns;
import io.github.mnistlab.evaluate.interval.NormalRuns.Estimate;
import io.github.mnistlab.evaluate.interval.ShapiroFrancia;
import io.github.mnistlab.evaluate.interval.SpreadBounds;
import io.github.mnistlab.evaluate.interval.StudentMean;
import io.github.mnistlab.experiment.Confidence;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.experiment.OnInconclusive;
import io.github.mnistlab.gate.finding.Finding;
import io.github.mnistlab.gate.finding.Findings;
import io.github.mnistlab.gate.finding.Side;
import io.github.mnistlab.gate.finding.SliceValues;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Measures gates by runs of the recipe that they judge. */
public final class Calibration {
    /** Fewer runs a variant do not show whether they are normal. */
    public static final int FEWEST_RUNS = ShapiroFrancia.FEWEST;

    private static final double POWER = 0.8;

    private static final double TAIL = 0.025;

    private static final int DIGITS = 4;

    private static final List<Integer> USUAL_RUNS = List.of(1, 3, 5);

    private final ExperimentSpec experiment;
    private final ExperimentResult result;
    private final Grounds grounds;
    private final double falseAlarmRate;

    private Calibration(ExperimentSpec experiment, ExperimentResult result, Grounds grounds, double falseAlarmRate) {
        this.experiment = experiment;
        this.result = result;
        this.grounds = grounds;
        this.falseAlarmRate = falseAlarmRate;
    }

    /**
     * What each gate is worth.
     *
     * @param experiment as it is to be judged: its gates, and how many seeds each variant has
     * @param result of the same variants, trained with these seeds or others
     * @param grounds what the gates are judged by
     * @param falseAlarmRate for which limits are suggested, above 0 and below 0.5
     * @return one a gate, in the gates' order
     */
    public static List<GateQuality> of(
            ExperimentSpec experiment, ExperimentResult result, Grounds grounds, double falseAlarmRate) {
        Calibration calibration = new Calibration(experiment, result, grounds, falseAlarmRate);
        return experiment.gates().stream()
                .map(gate -> gate.in(result.classNamesOf(gate.variant())))
                .map(calibration::measure)
                .toList();
    }

    private GateQuality measure(Gate gate) {
        String requirement = Case.requirement(gate);
        int runs = experiment.variant(gate.variant()).seeds().size();
        Side side = side(gate, gate.variant(), Integer.MAX_VALUE);
        Optional<Side> other = other(gate, Integer.MAX_VALUE);
        String reason = "";
        if (gate.limit().comparedWith().isPresent() && !isComparable(gate, other)) {
            reason = "there is nothing yet that it is compared with";
        } else if (side.size() < FEWEST_RUNS) {
            reason = "at least " + FEWEST_RUNS + " seeds are needed";
        } else if (isUndefined(gate, side)
                || other.filter(theirs -> isUndefined(gate, theirs)).isPresent()) {
            reason = "the metric is undefined with a seed";
        } else if (!isAccepted(gate)
                && other.filter(theirs -> !theirs.seeds().equals(side.seeds())).isPresent()) {
            reason = "the two sides have different seeds";
        }
        return reason.isEmpty()
                ? measure(gate, requirement, runs, values(gate, side, other))
                : GateQuality.unknown(gate, requirement, runs, reason);
    }

    private Side side(Gate gate, String variant, int most) {
        List<RunResult> all = result.runsOf(variant);
        return Side.of(
                all.subList(0, Math.min(most, all.size())),
                result.isOneModel(variant),
                grounds.predictions(),
                gate.metric());
    }

    private static boolean isAccepted(Gate gate) {
        return gate.limit().comparedWith().filter(Limit.ACCEPTED::equals).isPresent();
    }

    /**
     * What it is compared with, if with anything: accepted results are what they are, however many seeds are trained
     * here.
     */
    private Optional<Side> other(Gate gate, int most) {
        if (isAccepted(gate)) {
            return grounds.accepted()
                    .map(results -> Side.of(
                            results.runsOf(gate.variant()),
                            gate.metric(),
                            grounds.predictions().slices()));
        }
        return gate.limit().comparedWith().map(variant -> side(gate, variant, most));
    }

    private static boolean isComparable(Gate gate, Optional<Side> other) {
        return other.filter(side -> side.size() > 0
                        && side.isOnTheseImages()
                        && SliceValues.of(gate.metric(), side).isPresent())
                .isPresent();
    }

    private static boolean isUndefined(Gate gate, Side side) {
        return SliceValues.of(gate.metric(), side).orElseThrow().stream()
                .anyMatch(MetricValue.Undefined.class::isInstance);
    }

    /**
     * The metric of each seed; or its difference from the other variant's of the same seed, or from the accepted mean.
     */
    private static double[] values(Gate gate, Side side, Optional<Side> other) {
        List<MetricValue> values = SliceValues.of(gate.metric(), side).orElseThrow();
        Optional<List<MetricValue>> others = other.flatMap(theirs -> SliceValues.of(gate.metric(), theirs));
        return IntStream.range(0, values.size())
                .mapToObj(run -> others.map(theirs ->
                                values.get(run).minus(isAccepted(gate) ? MetricValue.mean(theirs) : theirs.get(run)))
                        .orElse(values.get(run)))
                .mapToDouble(value -> value.asDouble().orElseThrow())
                .toArray();
    }

    private GateQuality measure(Gate gate, String requirement, int runs, double[] values) {
        Claim claim = Claim.of(gate.limit(), gate.metric().direction());
        StudentMean sample = StudentMean.of(values);
        List<Double> shown =
                IntStream.range(0, values.length).mapToObj(run -> values[run]).toList();
        if (sample.standardDeviation() == 0) {
            return new GateQuality(
                    gate,
                    requirement,
                    runs,
                    shown,
                    sample.mean(),
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    "all seeds gave the same");
        }
        SpreadBounds spread = new SpreadBounds(sample);
        // Where lower is better, everything is turned round.
        NormalRuns model = new NormalRuns(
                new StudentMean(sample.count(), claim.sign() * sample.mean(), sample.standardDeviation()));
        double blocked = claim.threshold() + slack(gate, claim, runs);
        return new GateQuality(
                gate,
                requirement,
                runs,
                shown,
                sample.mean(),
                new Estimate(sample.standardDeviation(), spread.lower(TAIL), spread.upper(TAIL)),
                ShapiroFrancia.pValue(values),
                model.rateBelow(blocked, runs),
                model.dropCaught(blocked, runs, POWER),
                suggestions(gate, claim, model, runs),
                "");
    }

    /**
     * How far above its limit, or below, a value must lie for the gate not to block it: as far as its interval reaches,
     * which is taken to be as wide as that of the first runs here.
     */
    private double slack(Gate gate, Claim claim, int runs) {
        if (!(gate.confidence() instanceof Confidence.OneSided confidence)) {
            return 0;
        }
        Side side = side(gate, gate.variant(), runs);
        Optional<Finding> finding = other(gate, runs)
                .map(other -> Findings.ofDifference(gate.metric(), side, other, gate.speaksOf()))
                .orElseGet(() -> Optional.of(Findings.of(gate.metric(), side, gate.speaksOf())));
        boolean mustBeSure = grounds.strict() || gate.onInconclusive() == OnInconclusive.FAIL;
        return finding.map(found -> slack(found, claim, confidence.alpha(), mustBeSure))
                .orElse(0.0);
    }

    private static double slack(Finding finding, Claim claim, double alpha, boolean mustBeSure) {
        ConfidenceBounds bounds = finding.bounds();
        double up = bounds.upper(alpha) - finding.estimate();
        double down = finding.estimate() - bounds.lower(alpha);
        if (mustBeSure) {
            return claim.sign() > 0 ? down : up;
        }
        return claim.sign() > 0 ? -up : -down;
    }

    private List<GateQuality.Suggestion> suggestions(Gate gate, Claim claim, NormalRuns model, int runs) {
        TreeSet<Integer> numbers = new TreeSet<>(USUAL_RUNS);
        numbers.add(runs);
        return gate.limit() instanceof Limit.Better
                ? List.of()
                : numbers.stream()
                        .map(number -> new GateQuality.Suggestion(
                                number, yaml(gate, claim.sign() * model.limitFor(falseAlarmRate, number))))
                        .toList();
    }

    /** Rounded so that there are rather fewer false alarms. */
    private static String yaml(Gate gate, double limit) {
        BigDecimal exact = new BigDecimal(limit);
        String asked;
        if (gate.limit() instanceof Limit.AtLeast) {
            asked = "atLeast: " + exact.setScale(DIGITS, RoundingMode.FLOOR).toPlainString();
        } else if (gate.limit() instanceof Limit.AtMost) {
            asked = "atMost: " + exact.setScale(DIGITS, RoundingMode.CEILING).toPlainString();
        } else {
            BigDecimal margin =
                    Claim.of(gate.limit(), gate.metric().direction()).sign() > 0 ? exact.negate() : exact;
            asked = "notBelow: " + gate.limit().comparedWith().orElseThrow() + ", margin: "
                    + margin.max(BigDecimal.ZERO)
                            .setScale(DIGITS, RoundingMode.CEILING)
                            .toPlainString();
        }
        String metric = gate.metric().toString();
        boolean plain = metric.matches("[a-z0-9()-]+");
        String quoted = plain ? metric : "'" + metric.replace("'", "''") + "'";
        return "- {metric: " + quoted + ", variant: " + gate.variant() + ", " + asked + ", confidence: none}";
    }
}
