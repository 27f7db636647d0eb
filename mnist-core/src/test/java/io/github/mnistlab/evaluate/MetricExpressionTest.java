package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.evaluate.MetricExpression.MinOverClasses;
import io.github.mnistlab.evaluate.MetricExpression.OfClass;
import io.github.mnistlab.evaluate.MetricExpression.OfNamedClass;
import io.github.mnistlab.evaluate.MetricExpression.Overall;
import io.github.mnistlab.evaluate.MetricValue.Fraction;
import io.github.mnistlab.evaluate.MetricValue.Proportion;
import io.github.mnistlab.evaluate.MetricValue.Undefined;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricExpressionTest {
    /** Class 2 has no rows; class 1 is never predicted. */
    private static final Evaluation GAPS = new Evaluation(
            new ConfusionMatrix(new long[][] {{3, 0, 1}, {2, 0, 0}, {0, 0, 0}}),
            4,
            1.5,
            0.5,
            OptionalDouble.empty(),
            0.25);

    static List<MetricExpression> all() {
        return MetricExpression.all(10);
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsWhatItWrites(MetricExpression expression) throws JsonProcessingException {
        assertThat(MetricExpression.parse(expression.toString())).isEqualTo(expression);
        ObjectMapper mapper = new ObjectMapper();
        String json = mapper.writeValueAsString(expression);
        assertThat(json).isEqualTo("\"" + expression + "\"");
        assertThat(mapper.readValue(json, MetricExpression.class)).isEqualTo(expression);
    }

    @Test
    void hasTheNamesOfTheField() {
        assertThat(MetricExpression.names(2))
                .containsExactly(
                        "accuracy",
                        "balanced-accuracy",
                        "macro-precision",
                        "macro-recall",
                        "macro-f1",
                        "weighted-precision",
                        "weighted-recall",
                        "weighted-f1",
                        "mcc",
                        "cohen-kappa",
                        "log-loss",
                        "brier",
                        "top-2-accuracy",
                        "g-mean",
                        "roc-auc",
                        "ece",
                        "min(precision)",
                        "precision[0]",
                        "precision[1]",
                        "min(recall)",
                        "recall[0]",
                        "recall[1]",
                        "min(f1)",
                        "f1[0]",
                        "f1[1]");
        assertThat(MetricExpression.parse("g-mean")).isEqualTo(new Overall(Metric.G_MEAN));
        assertThat(MetricExpression.parse("recall[8]")).isEqualTo(new OfClass(ClassMetric.RECALL, 8));
        assertThat(MetricExpression.parse("recall[8]").classLabel()).hasValue(8);
        assertThat(MetricExpression.parse("min(f1)")).isEqualTo(new MinOverClasses(ClassMetric.F1));
    }

    @ParameterizedTest
    @CsvSource({
        "acuracy, accuracy",
        "Accuracy, accuracy",
        "macro_recall, macro-recall",
        "macroRecall, macro-recall",
        "logloss, log-loss",
        "recal[8], recall[8]",
        "recall(8), recall[8]",
        "min(recal), min(recall)",
        "min(recall, min(recall)",
        "recall, min(recall)",
        "' accuracy', accuracy",
    })
    void suggestsWhatWasMeant(String found, String meant) {
        MetricSyntaxException refusal =
                catchThrowableOfType(MetricSyntaxException.class, () -> MetricExpression.parse(found));
        assertThat(refusal.found()).isEqualTo(found);
        assertThat(refusal.nearest()).hasValue(meant);
        assertThat(refusal).hasMessageContaining("\"" + found + "\"").hasMessageContaining(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "loss of my patience",
                "min(max(recall[99999]))",
                "an endless text, an endless text, an endless text, an endless text"
            })
    void saysWhatThereIsWhereNothingIsNear(String found) {
        MetricSyntaxException refusal =
                catchThrowableOfType(MetricSyntaxException.class, () -> MetricExpression.parse(found));
        assertThat(refusal.nearest()).isEmpty();
        assertThat(refusal)
                .hasMessageContaining("\"" + found + "\"")
                .hasMessageContaining("cohen-kappa")
                .hasMessageContaining("min(recall)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy[3]", "min(accuracy)", "recall[]", "recall[ 8 ]", "recall[a\tb]", "recall[8] "})
    void refusesOtherSpellings(String found) {
        assertThatThrownBy(() -> MetricExpression.parse(found)).isInstanceOf(MetricSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "08", "10000000000", "cat", "Rad.Flow", "a b", "(x)", "é"})
    void aClassMayHaveAnyName(String name) {
        MetricExpression metric = MetricExpression.parse("recall[" + name + "]");

        assertThat(metric).hasToString("recall[" + name + "]");
        assertThat(metric.isOf(List.of("other", "another"))).isFalse();
        assertThat(metric.in(List.of("other", name))).isEqualTo(new OfClass(ClassMetric.RECALL, 1, name));
        assertThat(metric.range()).isEqualTo(new OfClass(ClassMetric.RECALL, 0).range());
    }

    @Test
    void aNumberIsANameBeforeItIsAPlace() {
        MetricExpression metric = MetricExpression.parse("f1[1]");

        assertThat(metric.in(List.of("0", "1", "2"))).isEqualTo(metric);
        assertThat(metric.in(List.of("1", "2", "3"))).isEqualTo(new OfClass(ClassMetric.F1, 0, "1"));
        assertThat(metric.in(List.of("2", "3", "4"))).isEqualTo(new OfNamedClass(ClassMetric.F1, "1"));
        assertThat(metric.in(List.of("7", "8"))).isEqualTo(new OfNamedClass(ClassMetric.F1, "1"));
        assertThat(metric.in(List.of("7"))).isEqualTo(metric);
        assertThat(metric.in(List.of("cat", "dog"))).isEqualTo(metric);
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, HIGHER_IS_BETTER, 0 to 1",
        "mcc, HIGHER_IS_BETTER, -1 to 1",
        "cohen-kappa, HIGHER_IS_BETTER, -1 to 1",
        "log-loss, LOWER_IS_BETTER, 0 or more",
        "brier, LOWER_IS_BETTER, 0 to 2",
        "ece, LOWER_IS_BETTER, 0 to 1",
        "recall[8], HIGHER_IS_BETTER, 0 to 1",
        "min(f1), HIGHER_IS_BETTER, 0 to 1",
        "mcc[writer=ann], HIGHER_IS_BETTER, -1 to 1",
        "max(log-loss by writer), LOWER_IS_BETTER, 0 or more",
        "gap(mcc by writer), LOWER_IS_BETTER, 0 to 2",
        "gap(log-loss by writer), LOWER_IS_BETTER, 0 or more",
    })
    void knowsDirectionAndRange(String text, Direction direction, String range) {
        MetricExpression expression = MetricExpression.parse(text);
        assertThat(expression.direction()).isEqualTo(direction);
        assertThat(expression.range()).hasToString(range);
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, 0, true",
        "accuracy, 1.000, true",
        "accuracy, 1.0000000000000000000001, false",
        "accuracy, -1e-30, false",
        "accuracy, 1e-1000, true",
        "accuracy, 1e-1001, false",
        "accuracy, 1e-999999999, false",
        "mcc, -1, true",
        "log-loss, 1e6, true",
        "log-loss, 1e999999999, false",
        "brier, 2, true",
        "brier, 2.1, false",
    })
    void tellsWhetherALimitCanBe(String text, BigDecimal limit, boolean possible) {
        assertThat(MetricExpression.parse(text).range().contains(limit)).isEqualTo(possible);
    }

    @Test
    void whatFollowsFromCountsIsExact() {
        assertThat(value("accuracy")).isEqualTo(new Proportion(3, 6));
        assertThat(value("top-2-accuracy")).isEqualTo(new Proportion(4, 6));
        assertThat(value("recall[0]")).isEqualTo(new Proportion(3, 4));
        assertThat(value("precision[0]")).isEqualTo(new Proportion(3, 5));
        assertThat(value("f1[0]")).isEqualTo(fraction(2, 3));
        assertThat(value("macro-precision")).isEqualTo(fraction(1, 5));
        assertThat(value("macro-recall")).isEqualTo(fraction(1, 4));
        assertThat(value("macro-f1")).isEqualTo(fraction(2, 9));
        assertThat(value("weighted-precision")).isEqualTo(fraction(2, 5));
        assertThat(value("weighted-recall")).isEqualTo(fraction(1, 2));
        assertThat(value("weighted-f1")).isEqualTo(fraction(4, 9));
        assertThat(value("balanced-accuracy")).isEqualTo(fraction(3, 8));
        // Chance agrees on (4 * 5 + 2 * 0 + 0 * 1) / 36 of the rows.
        assertThat(value("cohen-kappa")).isEqualTo(fraction(-1, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "precision[1], class 1 was never predicted",
        "min(precision), class 1 was never predicted",
        "recall[2], class 2 has no test rows",
        "min(recall), class 2 has no test rows",
        "roc-auc, class 2 has no test rows",
        "recall[cat], there is no class cat",
    })
    void whatDividesByZeroIsUndefined(String text, String reason) {
        MetricValue value = value(text);
        assertThat(value).isEqualTo(new Undefined(reason));
        assertThat(value.atLeast(BigDecimal.ZERO)).isFalse();
        assertThat(value.atMost(BigDecimal.ONE)).isFalse();
        assertThat(value.asDouble()).isEmpty();
    }

    @Test
    void theMinimumIsThatOfAClass() {
        Evaluation evaluation = MetricVectors.all().get(0).evaluate();
        double lowest = evaluation.perClass().stream()
                .mapToDouble(ClassScores::recall)
                .min()
                .orElseThrow();
        assertThat(MetricExpression.parse("min(recall)").of(evaluation).asDouble())
                .hasValue(lowest);
    }

    @Test
    void refusesAClassThatTheDataDoNotHave() {
        MetricExpression expression = MetricExpression.parse("recall[3]");
        assertThatThrownBy(() -> expression.of(GAPS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recall[3] asks for class 3, but classes are 0 to 2");
    }

    private static MetricValue value(String text) {
        return MetricExpression.parse(text).of(GAPS);
    }

    private static MetricValue fraction(long numerator, long denominator) {
        return new Fraction(BigFraction.of(numerator, denominator));
    }
}
