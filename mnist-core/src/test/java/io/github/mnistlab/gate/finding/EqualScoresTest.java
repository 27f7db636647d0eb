package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One model whose test rows all have the same score: a standard error is 0, but for rounding. */
class EqualScoresTest {
    /** A model that says of every row that nothing is known: its loss is ln 3, whatever the rows are. */
    @ParameterizedTest
    @ValueSource(ints = {7, 64, 100, 300})
    void aLossThatIsTheSameEverywhereIsKnownClosely(int rows) {
        double[] even = new double[3 * rows];
        Arrays.fill(even, 1 / 3.0);
        int[] labels = IntStream.range(0, rows).map(row -> row % 3).toArray();

        ConfidenceBounds bounds = bounds("log-loss", Predictions.of(labels, Probabilities.of(even, 3)));

        assertThat(bounds.lower(0.05)).isGreaterThan(0.6).isLessThanOrEqualTo(Math.log(3) + 1e-9);
        assertThat(bounds.upper(0.05))
                .isGreaterThanOrEqualTo(Math.log(3) - 1e-9)
                .isLessThan(1.2);
    }

    /** Resamples without the rare class have a lower F1, which no standard error of 0 tells. */
    @ParameterizedTest
    @ValueSource(ints = {64, 100})
    void allRightWithARareClassMayBeAnythingUpToOne(int rows) {
        int[] labels =
                IntStream.range(0, rows).map(row -> row < 2 ? 2 : row % 2).toArray();

        ConfidenceBounds bounds = bounds("macro-f1", Predictions.of(labels, labels, 3));

        assertThat(bounds.upper(0.05)).isEqualTo(1);
        assertThat(bounds.lower(0.05)).isBetween(0.0, 0.9);
    }

    private static ConfidenceBounds bounds(String name, Predictions made) {
        MetricExpression metric = MetricExpression.parse(name);
        return Findings.of(metric, Side.of(List.of(new MadeRun(1, made)), metric))
                .bounds();
    }
}
