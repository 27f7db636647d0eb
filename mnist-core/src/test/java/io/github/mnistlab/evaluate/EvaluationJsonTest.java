package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationJsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    static List<MetricVectors> vectors() {
        return MetricVectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readAgainAnswersEveryExpressionAsBefore(MetricVectors vector) throws JsonProcessingException {
        Evaluation before = vector.evaluate();

        Evaluation after = mapper.readValue(mapper.writeValueAsString(before), Evaluation.class);

        assertThat(after).isEqualTo(before);
        for (MetricExpression expression : MetricExpression.all(before.classes())) {
            assertThat(expression.of(after)).as(expression.toString()).isEqualTo(expression.of(before));
        }
    }

    @Test
    void whatClassesAloneTellIsReadAgain() throws JsonProcessingException {
        Evaluation before = new Evaluation(new ConfusionMatrix(new long[][] {{3, 1}, {0, 4}}), Optional.empty());

        assertThat(mapper.readValue(mapper.writeValueAsString(before), Evaluation.class))
                .isEqualTo(before);
    }

    @Test
    void hasStableNamesInAStableOrder() throws JsonProcessingException {
        Evaluation evaluation = Evaluation.of(
                new int[] {0, 0, 1, 1}, Probabilities.of(new double[] {1, 0, 0.25, 0.75, 0.5, 0.5, 0, 1}, 2));
        assertThat(mapper.writeValueAsString(evaluation))
                .isEqualTo("{\"accuracy\":0.5,\"balancedAccuracy\":0.5,"
                        + "\"macro\":{\"precision\":0.5,\"recall\":0.5,\"f1\":0.5},"
                        + "\"weighted\":{\"precision\":0.5,\"recall\":0.5,\"f1\":0.5},"
                        + "\"mcc\":0.0,\"cohenKappa\":0.0,\"logLoss\":" + evaluation.logLoss()
                        + ",\"brier\":0.40625,\"top2Accuracy\":1.0,\"gMean\":0.5,\"rocAuc\":0.75,\"ece\":0.3125,"
                        + "\"perClass\":[{\"precision\":0.5,\"recall\":0.5,\"f1\":0.5,\"support\":2},"
                        + "{\"precision\":0.5,\"recall\":0.5,\"f1\":0.5,\"support\":2}],"
                        + "\"confusionMatrix\":[[1,1],[1,1]],\"correct\":2,\"total\":4,\"top2Correct\":4}");
    }

    @Test
    void leavesOutWhatIsUndefined() {
        Evaluation evaluation = Evaluation.of(new int[] {0}, Probabilities.of(new double[] {0.9, 0.1}, 2));
        ObjectNode json = mapper.valueToTree(evaluation);
        assertThat(json.has("rocAuc")).isFalse();
        assertThat(json.has("cohenKappa")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy", "mcc", "correct", "gMean", "logLoss", "ece", "top2Correct", "rocAuc"})
    void refusesFiguresThatAreMissing(String name) {
        ObjectNode json = stored();
        json.remove(name);
        assertThatThrownBy(() -> mapper.treeToValue(json, Evaluation.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasMessageContaining(name);
    }

    /** Those from which the others follow. */
    @ParameterizedTest
    @ValueSource(strings = {"confusionMatrix", "top2Correct", "logLoss", "brier", "ece"})
    void saysWhichIsMissing(String name) {
        ObjectNode json = stored();
        json.remove(name);
        assertThatThrownBy(() -> mapper.treeToValue(json, Evaluation.class))
                .hasMessageContaining("a stored evaluation must have " + name + ", but it is missing");
    }

    @Test
    void refusesFiguresThatDisagreeWithTheCounts() {
        ObjectNode json = stored();
        double stored = json.get("accuracy").doubleValue();
        double other = stored / 2;
        json.put("accuracy", other);
        assertThatThrownBy(() -> mapper.treeToValue(json, Evaluation.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasMessageContaining("disagrees with the stored confusion matrix")
                .hasMessageContaining("accuracy=" + other)
                .hasMessageContaining("accuracy=" + stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logLoss", "brier", "ece", "rocAuc", "top2Correct"})
    void refusesFiguresThatCannotBe(String name) {
        ObjectNode json = stored();
        json.put(name, -1);
        assertThatThrownBy(() -> mapper.treeToValue(json, Evaluation.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasMessageContaining(name);
    }

    private ObjectNode stored() {
        return mapper.valueToTree(MetricVectors.all().get(0).evaluate());
    }
}
