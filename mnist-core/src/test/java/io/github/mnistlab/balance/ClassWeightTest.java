package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ClassWeight}; what the weights do in training is tested where training is. */
class ClassWeightTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<JsonNode> vectors() {
        return Vectors.list("smoothing_cleaning.json", "classWeights");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weightsAreThoseOfScikitLearn(JsonNode vector) throws JsonProcessingException {
        ClassWeight method = new ClassWeight(JSON.treeToValue(vector.get("classWeight"), ClassWeight.Weights.class));

        List<Double> weights = method.lossWeights(Vectors.ints(vector.get("counts")));

        assertThat(weights).hasSize(vector.get("counts").size());
        for (int label = 0; label < weights.size(); label++) {
            double expected =
                    vector.get("weights").path(Integer.toString(label)).asDouble(1);
            assertThat(weights.get(label)).as("class " + label).isCloseTo(expected, within(1e-15));
        }
    }

    @Test
    void rowsStayAsTheyAre() {
        LabeledImages rows = new LabeledImages(new byte[3 * ImageShape.MNIST_PIXELS], new byte[] {0, 1, 1}, 2);

        assertThat(new ClassWeight().balance(rows, new RandomStreams(1)).rows()).isSameAs(rows);
    }

    @Test
    void methodsThatActElsewhereWeighNothing() {
        for (BalancingSpec method : List.of(new BalancingSpec.None(), new Smote(), new RandomUnder())) {
            assertThat(method.lossWeights(new int[] {5, 50})).isEmpty();
        }
    }

    @Test
    void refusesCountsThatItCannotWeigh() {
        assertThatThrownBy(() -> new ClassWeight().lossWeights(new int[] {0, 7, 0}))
                .isInstanceOf(NotApplicableException.class)
                .hasMessage("class-weight needs at least two classes with training rows, but the rows of each class are"
                        + " [0, 7, 0]");
        for (int missing : new int[] {1, 4}) {
            ClassWeight method = new ClassWeight(new ClassWeight.PerClass(new TreeMap<>(Map.of(missing, 2.5))));
            assertThatThrownBy(() -> method.lossWeights(new int[] {3, 0, 7}))
                    .isInstanceOf(NotApplicableException.class)
                    .hasMessage("classWeight gives class " + missing
                            + " the weight 2.5, but it has no training row; classes with rows are [0, 2]");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoWeight(double weight) {
        assertThatThrownBy(() -> new ClassWeight.PerClass(new TreeMap<>(Map.of(3, weight))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maps 3 to " + weight);
    }

    @Test
    void isReadFromJsonAndWrittenInFull() throws JsonProcessingException {
        String named = "{\"method\":\"class-weight\",\"classWeight\":{\"3\":20.0,\"8\":0.5}}";

        assertThat(JSON.readValue("{\"method\": \"class-weight\", \"classWeight\": \"balanced\"}", BalancingSpec.class))
                .isEqualTo(new ClassWeight());
        assertThat(JSON.writeValueAsString(new ClassWeight()))
                .isEqualTo("{\"method\":\"class-weight\",\"classWeight\":\"balanced\"}");
        assertThat(JSON.readValue(named, BalancingSpec.class))
                .isEqualTo(new ClassWeight(new ClassWeight.PerClass(new TreeMap<>(Map.of(3, 20.0, 8, 0.5)))));
        assertThat(JSON.writeValueAsString(JSON.readValue(named, BalancingSpec.class)))
                .isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"auto\"", "7", "{}", "{\"x\": 1}", "{\"3\": \"1\"}", "{\"3\": -1}"})
    void refusesOtherJson(String weights) {
        String json = "{\"method\": \"class-weight\", \"classWeight\": " + weights + "}";

        assertThatThrownBy(() -> JSON.readValue(json, BalancingSpec.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("classWeight");
    }
}
