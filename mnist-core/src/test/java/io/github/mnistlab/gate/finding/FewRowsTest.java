package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics that hang on classes of which a few rows tell, or none. */
class FewRowsTest {
    private static final double ALPHA = 0.05;

    private static final MetricExpression G_MEAN = MetricExpression.parse("g-mean");

    /** Of a class all of whose n rows are misread the recall is at most 1 - alpha^(1/n) (Clopper and Pearson, in closed form). */
    @Test
    void aGeometricMeanIsAtMostThatOfWhatRecallsMayBe() {
        Predictions made = Made.of(4)
                .rows(0, 0, 9)
                .rows(1, 0, 5)
                .rows(2, 0, 7)
                .rows(3, 3, 6)
                .predictions();

        double upper = Findings.of(G_MEAN, side(made)).bounds().upper(ALPHA);

        double expected = Math.pow((1 - Math.pow(ALPHA / 4, 1.0 / 5)) * (1 - Math.pow(ALPHA / 4, 1.0 / 7)), 0.25);
        assertThat(upper).isEqualTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void whatTwoClassesWithoutHitsLeaveOpenIsOpenForAllThatIsSpokenOf(SpeaksOf speaksOf) {
        Predictions made = Made.of(3).rows(0, 0, 9).rows(1, 0, 3).rows(2, 0, 3).predictions();

        ConfidenceBounds bounds =
                Findings.of(G_MEAN, side(made, made, made), speaksOf).bounds();

        assertThat(bounds.lower(ALPHA)).isZero();
        assertThat(bounds.upper(ALPHA)).isGreaterThan(0.7);
    }

    @Test
    void noDifferenceOfGeometricMeansIsSureWhereNoneCouldBeSeen() {
        Predictions ours = Made.of(3).rows(0, 0, 9).rows(1, 0, 3).rows(2, 0, 3).predictions();
        Predictions theirs =
                Made.of(3).rows(0, 1, 9).rows(1, 0, 3).rows(2, 0, 3).predictions();

        ConfidenceBounds bounds = Findings.ofDifference(G_MEAN, side(ours), side(theirs), SpeaksOf.MODELS)
                .orElseThrow()
                .bounds();

        assertThat(bounds.lower(ALPHA)).isLessThan(-0.5);
        assertThat(bounds.upper(ALPHA)).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"macro-precision", "weighted-precision"})
    void thePrecisionOfClassesThatWereNeverPredictedMayBeAnything(String name) {
        MetricExpression metric = MetricExpression.parse(name);
        Predictions made =
                Made.of(3).rows(0, 0, 400).rows(1, 0, 400).rows(2, 0, 400).predictions();

        Finding finding = Findings.of(metric, side(made));

        assertThat(finding.bounds().upper(ALPHA)).isGreaterThan(finding.estimate() + 0.66);
        assertThat(finding.bounds().lower(ALPHA)).isGreaterThan(finding.estimate() - 0.05);
    }

    /** Where one of one was right the precision is at least alpha, no more (Clopper and Pearson). */
    @Test
    void classesThatWerePredictedOnceAreKnownByOneRowAlone() {
        MetricExpression metric = MetricExpression.parse("macro-precision");
        Predictions once =
                Made.of(3).rows(0, 0, 400).rows(1, 1, 1).rows(2, 2, 1).predictions();
        Predictions often =
                Made.of(3).rows(0, 0, 400).rows(1, 1, 400).rows(2, 2, 400).predictions();

        assertThat(Findings.of(metric, side(once)).bounds().lower(ALPHA)).isLessThan((1 + 2 * ALPHA / 4) / 3);
        assertThat(Findings.of(metric, side(often)).bounds().lower(ALPHA)).isGreaterThan(0.98);
    }

    /** Where one of one was recognised the recall is at least alpha, no more; of equal classes it is the accuracy. */
    @Test
    void classesOfOneRowAreKnownByItAlone() {
        MetricExpression metric = MetricExpression.parse("balanced-accuracy");
        Predictions unequal =
                Made.of(3).rows(0, 0, 400).rows(1, 1, 1).rows(2, 2, 1).predictions();
        Predictions equal = Made.of(3).rows(0, 0, 4).rows(1, 1, 4).rows(2, 2, 4).predictions();

        assertThat(Findings.of(metric, side(unequal)).bounds().lower(ALPHA)).isLessThan((1 + 2 * ALPHA / 4) / 3);
        assertThat(Findings.of(metric, side(equal)).bounds().lower(ALPHA)).isGreaterThan(0.75);
    }

    /** Nothing is known of an F1 of one row; of three rows a class as before. */
    @Test
    void anF1OfOneRowMayBeAnything() {
        MetricExpression metric = MetricExpression.parse("macro-f1");
        Predictions one = Made.of(3).rows(0, 0, 400).rows(1, 1, 1).rows(2, 2, 1).predictions();
        Predictions three =
                Made.of(3).rows(0, 0, 400).rows(1, 1, 3).rows(2, 2, 3).predictions();

        assertThat(Findings.of(metric, side(one)).bounds().lower(ALPHA)).isLessThan(1.0 / 3);
        assertThat(Findings.of(metric, side(three)).bounds().lower(ALPHA)).isGreaterThan(0.5);
    }

    private static Side side(Predictions... models) {
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (Predictions model : models) {
            runs.add(new MadeRun(runs.size(), model));
        }
        return Side.of(runs, MetricExpression.parse("accuracy"));
    }

    /** Rows by what they are and what they are taken for. */
    private record Made(int classes, List<Integer> labels, List<Integer> predicted) {
        static Made of(int classes) {
            return new Made(classes, new ArrayList<>(), new ArrayList<>());
        }

        Made rows(int label, int prediction, int count) {
            labels.addAll(Collections.nCopies(count, label));
            predicted.addAll(Collections.nCopies(count, prediction));
            return this;
        }

        Predictions predictions() {
            return Predictions.of(ints(labels), ints(predicted), classes);
        }

        private static int[] ints(List<Integer> numbers) {
            return numbers.stream().mapToInt(number -> number).toArray();
        }
    }
}
