package io.github.mnistlab.gate;

import static io.github.mnistlab.gate.Models.rightOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.gate.Intervals.Interval;
import io.github.mnistlab.gate.finding.Finding;
import io.github.mnistlab.gate.finding.Findings;
import io.github.mnistlab.gate.finding.MadeRun;
import io.github.mnistlab.gate.finding.Side;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunId;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    /** Of a two-sided interval of 95 %, each end. */
    private static final double ALPHA = 0.025;

    private static final MetricExpression ACCURACY = MetricExpression.parse("accuracy");

    @Test
    void theyAreTheBoundsThatGatesAreJudgedBy() {
        Intervals intervals = intervals("seeds: 3\n");
        Finding recipe = Findings.of(ACCURACY, side("baseline", 3), SpeaksOf.RECIPE);
        Finding difference = Findings.ofDifference(ACCURACY, side("smote", 3), side("baseline", 3), SpeaksOf.RECIPE)
                .orElseThrow();

        assertThat(intervals.of("baseline", ACCURACY)).contains(ends(recipe));
        assertThat(intervals.ofDifference("smote", "baseline", ACCURACY)).contains(ends(difference));
    }

    @Test
    void ofOneSeedThereIsOneOfADifferenceAlone() {
        Intervals intervals = intervals("seeds: [1]\n");
        Finding difference = Findings.ofDifference(ACCURACY, side("smote", 1), side("baseline", 1), SpeaksOf.MODELS)
                .orElseThrow();

        assertThat(intervals.of("baseline", ACCURACY)).isEmpty();
        assertThat(intervals.ofDifference("smote", "baseline", ACCURACY)).contains(ends(difference));
        assertThat(intervals.ofDifference("smote", "baseline", MetricExpression.parse("min(recall)")))
                .isPresent();
    }

    @Test
    void whatIsNotKnownHasNone() {
        Intervals intervals = intervals("seeds: 2\n");
        Intervals ofNine = intervals("seeds: 2\n", run -> rightOn(9, image -> image > 2));

        for (String lowest : new String[] {"min(recall)", "min(f1)"}) {
            MetricExpression metric = MetricExpression.parse(lowest);
            assertThat(intervals.of("baseline", metric)).isEmpty();
            assertThat(intervals.ofDifference("smote", "baseline", metric)).isEmpty();
        }
        // Of nine images none is a nine, and one a three.
        for (String metric : new String[] {"recall[9]", "recall[3]"}) {
            assertThat(ofNine.of("baseline", MetricExpression.parse(metric))).isEmpty();
            assertThat(ofNine.ofDifference("smote", "baseline", MetricExpression.parse(metric)))
                    .isEmpty();
        }
    }

    private static Predictions made(RunId run) {
        return rightOn(39, image -> image > 3 * run.seed() + ("smote".equals(run.variant()) ? 4 : 0));
    }

    private static Interval ends(Finding finding) {
        return new Interval(finding.bounds().lower(ALPHA), finding.bounds().upper(ALPHA));
    }

    private static Side side(String variant, int seeds) {
        return Side.of(
                LongStream.rangeClosed(1, seeds)
                        .<AcceptedResults.Run>mapToObj(seed -> new MadeRun(seed, made(new RunId(variant, seed))))
                        .toList(),
                ACCURACY);
    }

    private static Intervals intervals(String seeds) {
        return intervals(seeds, IntervalsTest::made);
    }

    private static Intervals intervals(String seeds, Function<RunId, Predictions> models) {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + seeds);
        ExperimentResult result = SampleResults.of(spec, run -> {
            Predictions made = models.apply(run);
            return Evaluation.of(made.labels(), made.probabilities().orElseThrow());
        });
        return new Intervals(result, run -> models.apply(run.id()));
    }
}
