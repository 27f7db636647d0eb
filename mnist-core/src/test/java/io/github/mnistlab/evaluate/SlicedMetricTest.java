package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mnistlab.evaluate.MetricExpression.MinOverClasses;
import io.github.mnistlab.evaluate.MetricExpression.OfClass;
import io.github.mnistlab.evaluate.MetricExpression.OfNamedClass;
import io.github.mnistlab.evaluate.MetricExpression.Overall;
import io.github.mnistlab.evaluate.SlicedMetric.OfSlice;
import io.github.mnistlab.evaluate.SlicedMetric.SliceGap;
import io.github.mnistlab.evaluate.SlicedMetric.WorstSlice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicedMetricTest {
    private static final MetricExpression ACCURACY = new Overall(Metric.ACCURACY);
    private static final MetricExpression OF_CAT = new OfNamedClass(ClassMetric.RECALL, "cat");
    private static final MetricExpression LOWEST = new MinOverClasses(ClassMetric.F1);

    static List<Arguments> spellings() {
        return List.of(
                Arguments.of("accuracy[writer=ann]", new OfSlice(ACCURACY, "writer", "ann")),
                Arguments.of("recall[cat][writer=a=b]", new OfSlice(OF_CAT, "writer", "a=b")),
                Arguments.of("min(f1)[writer=[x]]", new OfSlice(LOWEST, "writer", "[x]")),
                Arguments.of("min(accuracy by writer)", new WorstSlice(ACCURACY, "writer")),
                Arguments.of("min(f1 by the writer)", new WorstSlice(LOWEST, "the writer")),
                Arguments.of("min(recall[cat] by writer)", new WorstSlice(OF_CAT, "writer")),
                Arguments.of("max(brier by writer)", new WorstSlice(new Overall(Metric.BRIER), "writer")),
                Arguments.of("gap(f1 by sex)", new SliceGap(LOWEST, "sex")),
                Arguments.of("gap(recall[cat] by sex)", new SliceGap(OF_CAT, "sex")));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void readsWhatItWrites(String text, MetricExpression expression) {
        assertThat(MetricExpression.parse(text)).isEqualTo(expression);
        assertThat(expression).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "acuracy[writer=ann], accuracy[writer=ann]",
        "recal[8][writer=ann], recall[8][writer=ann]",
        "min(acuracy by writer), min(accuracy by writer)",
        "gap(log_loss by writer), gap(log-loss by writer)",
        "max(accuracy by writer), min(accuracy by writer)",
        "max(recall by writer), min(recall by writer)",
        "min(log-loss by writer), max(log-loss by writer)",
        "min(min(recall) by writer), min(recall by writer)",
        "gap(min(recall) by writer), gap(recall by writer)",
    })
    void suggestsWhatWasMeant(String found, String meant) {
        MetricSyntaxException refusal =
                catchThrowableOfType(MetricSyntaxException.class, () -> MetricExpression.parse(found));

        assertThat(refusal.nearest()).hasValue(meant);
        assertThat(refusal).hasMessageContaining("\"" + found + "\"").hasMessageContaining(meant);
    }

    /** The class that it is about is found in whatever is made of it. */
    @ParameterizedTest
    @ValueSource(strings = {"recall[cat][writer=ann]", "min(recall[cat] by writer)", "gap(recall[cat] by writer)"})
    void isOfTheClassThatHasTheName(String text) {
        SlicedMetric metric = (SlicedMetric) MetricExpression.parse(text);
        SlicedMetric here = (SlicedMetric) metric.in(List.of("dog", "cat"));

        assertThat(metric.classLabel()).isEmpty();
        assertThat(here.metric()).isEqualTo(new OfClass(ClassMetric.RECALL, 1, "cat"));
        assertThat(here.classLabel()).hasValue(1);
        assertThat(here.column()).isEqualTo("writer");
        assertThat(here).hasToString(text).hasSameClassAs(metric);
        assertThat(metric.isOf(List.of("dog", "cat"))).isTrue();
        assertThat(metric.isOf(List.of("dog", "owl"))).isFalse();
    }

    @Test
    void isOfAClassByItsPlaceWhereThereAreSoMany() {
        MetricExpression metric = MetricExpression.parse("min(recall[2] by writer)");

        assertThat(metric.isOf(List.of("cat", "dog", "owl"))).isTrue();
        assertThat(metric.isOf(List.of("cat", "dog"))).isFalse();
    }

    @Test
    void noEvaluationOfAllRowsTellsIt() {
        Evaluation evaluation = new Evaluation(new ConfusionMatrix(new long[][] {{3, 1}, {0, 4}}), Optional.empty());

        assertThatThrownBy(() -> MetricExpression.parse("gap(f1 by sex)").of(evaluation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gap(f1 by sex) is of slices, which an evaluation of all rows does not tell");
    }
}
