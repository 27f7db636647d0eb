package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bounds would be with more seeds, from which it follows how many would settle a gate. */
class MoreSeedsTest {
    private static final double ALPHA = 0.05;

    @ParameterizedTest
    @CsvSource({
        "accuracy, RECIPE",
        "macro-f1, RECIPE",
        "recall[1], RECIPE",
        "min(recall), RECIPE",
        "accuracy, NEXT",
        "macro-f1, NEXT",
        "recall[1], NEXT",
        "min(recall), NEXT"
    })
    void ofAsManyAsThereAreTheyAreThoseThatThereAre(String name, SpeaksOf speaksOf) {
        MetricExpression metric = MetricExpression.parse(name);

        areTheSame(Findings.of(metric, side(1, 5, metric), speaksOf));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy", "recall[1]", "min(recall)"})
    void soTheyAreOfADifference(String name) {
        MetricExpression metric = MetricExpression.parse(name);

        areTheSame(Findings.ofDifference(metric, side(1, 5, metric), side(2, 5, metric), SpeaksOf.RECIPE)
                .orElseThrow());
    }

    private static void areTheSame(Finding finding) {
        assertThat(finding.withSeeds(1).lower(ALPHA)).isCloseTo(finding.bounds().lower(ALPHA), within(1e-12));
        assertThat(finding.withSeeds(1).upper(ALPHA)).isCloseTo(finding.bounds().upper(ALPHA), within(1e-12));
        assertThat(finding.withSeeds(4).lower(ALPHA))
                .isGreaterThan(finding.bounds().lower(ALPHA));
        assertThat(finding.withSeeds(4).upper(ALPHA))
                .isLessThan(finding.bounds().upper(ALPHA));
    }

    /** Three classes, of which one seed misreads more than another. */
    private static Side side(long key, int seeds, MetricExpression metric) {
        SplittableRandom random = new SplittableRandom(key);
        int[] labels = IntStream.range(0, 300).map(row -> row % 3).toArray();
        List<AcceptedResults.Run> runs = IntStream.range(0, seeds)
                .<AcceptedResults.Run>mapToObj(seed -> new MadeRun(
                        seed,
                        Predictions.of(
                                labels,
                                IntStream.of(labels)
                                        .map(label -> random.nextInt(100) < 30 + 6 * seed ? (label + 1) % 3 : label)
                                        .toArray(),
                                3)))
                .toList();
        return Side.of(runs, metric);
    }
}
