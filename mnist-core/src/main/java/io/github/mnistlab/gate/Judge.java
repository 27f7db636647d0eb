package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.experiment.ExperimentResult;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.experiment.RunResult;
import java.util.List;

/**
 * Holds results against gates. Values are compared exactly, correct images out of all, never after rounding; an undefined
 * metric reaches no limit.
 */
public final class Judge {
    private final ExperimentResult result;

    private Judge(ExperimentResult result) {
        this.result = result;
    }

    /**
     * Judges every gate.
     *
     * @param result of this very experiment
     * @return one verdict a gate, in the gates' order
     */
    public static List<Verdict> judge(ExperimentSpec experiment, ExperimentResult result) {
        Judge judge = new Judge(result);
        return experiment.gates().stream().map(judge::judge).toList();
    }

    private Verdict judge(Gate gate) {
        Measurement measured = measure(gate.metric(), gate.variant());
        Comparison comparison;
        String requirement = gate.metric() + " of " + gate.variant();
        if (gate.limit() instanceof Limit.AtLeast limit) {
            requirement += " at least " + limit.value().toPlainString();
            comparison = Comparison.atLeast(measured, limit.value());
        } else if (gate.limit() instanceof Limit.AtMost limit) {
            requirement += " at most " + limit.value().toPlainString();
            comparison = Comparison.atMost(measured, limit.value());
        } else {
            Limit.NotBelow limit = (Limit.NotBelow) gate.limit();
            boolean higher = gate.metric().direction() == Direction.HIGHER_IS_BETTER;
            requirement += (higher ? " not below " : " not worse than ")
                    + limit.variant()
                    + (limit.margin().signum() == 0
                            ? ""
                            : " by more than " + limit.margin().toPlainString());
            comparison = Comparison.notBelow(
                    gate.metric().direction(), measured, measure(gate.metric(), limit.variant()), limit);
        }
        return new Verdict(
                result.name(),
                gate,
                comparison.holds() ? VerdictStatus.PASS : VerdictStatus.FAIL,
                requirement,
                comparison.measured(),
                comparison.holds() ? "" : comparison.shortfall());
    }

    private Measurement measure(MetricExpression metric, String variant) {
        return Measurement.of(
                metric,
                result.runsOf(variant).stream().map(RunResult::evaluation).toList());
    }
}
