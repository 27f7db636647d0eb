package io.github.mnistlab.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.RandomStreams;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    private static final Threshold METHOD = new Threshold();

    @Test
    void dividesByTheClasssShareAndNormalises() {
        // Shares 0.8 and 0.2: 0.6 / 0.8 = 0.75 and 0.4 / 0.2 = 2, together 2.75.
        float[] corrected = METHOD.correct(new float[] {0.6f, 0.4f, 1, 0}, new int[] {80, 20});

        assertThat(corrected).containsExactly(new float[] {0.75f / 2.75f, 2 / 2.75f, 1, 0}, within(1e-7f));
    }

    /**
     * Where the model is Bayes' rule with the training rows' shares, what comes out is Bayes' rule with equal ones: two
     * Gaussian classes, whose likelihoods are known.
     */
    @Test
    void isBayesRuleWithEqualPriors() {
        UniformRandomProvider random = new RandomStreams(1).stream("test");
        int[] counts = {500, 5, 95};
        double[] means = {0, 1, 3};
        for (int i = 0; i < 100; i++) {
            double x = 6 * random.nextDouble() - 1;
            double[] likelihoods = new double[3];
            double unequal = 0;
            double equal = 0;
            for (int c = 0; c < 3; c++) {
                likelihoods[c] = Math.exp(-(x - means[c]) * (x - means[c]) / 2);
                unequal += likelihoods[c] * counts[c];
                equal += likelihoods[c];
            }
            float[] learned = new float[3];
            for (int c = 0; c < 3; c++) {
                learned[c] = (float) (likelihoods[c] * counts[c] / unequal);
            }
            float[] corrected = METHOD.correct(learned, counts);
            for (int c = 0; c < 3; c++) {
                assertThat((double) corrected[c]).isCloseTo(likelihoods[c] / equal, within(1e-6));
            }
        }
    }

    @Test
    void equalClassesChangeNothing() {
        float[] probabilities = {0.1f, 0.2f, 0.7f, 0.5f, 0.25f, 0.25f};

        assertThat(METHOD.correct(probabilities, new int[] {9, 9, 9})).containsExactly(probabilities, within(1e-7f));
    }

    @Test
    void doesNotTouchWhatItWasGiven() {
        float[] probabilities = {0.6f, 0.4f};

        METHOD.correct(probabilities, new int[] {80, 20});

        assertThat(probabilities).containsExactly(0.6f, 0.4f);
    }

    @Test
    void methodsThatActElsewhereCorrectNothing() {
        float[] probabilities = {0.6f, 0.4f};
        for (BalancingSpec method : List.of(new BalancingSpec.None(), new Smote(), new ClassWeight())) {
            assertThat(method.correct(probabilities, new int[] {5, 50})).isSameAs(probabilities);
        }
        assertThat(METHOD.lossWeights(new int[] {5, 50})).isEmpty();
    }

    @Test
    void refusesClassesWithoutRowsAndRowsWithoutClasses() {
        assertThatThrownBy(() -> METHOD.correct(new float[] {0.5f, 0.25f, 0.25f}, new int[] {4, 0, 3}))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContaining("class 1: it has no training row")
                .hasMessageContaining("[4, 0, 3]");
        assertThatThrownBy(() -> METHOD.correct(new float[3], new int[] {4, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be 2 probabilities a row, but there are 3 in all");
    }

    @Test
    void isReadFromJsonAndWritten() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.readValue("{\"method\": \"threshold\"}", BalancingSpec.class))
                .isEqualTo(METHOD);
        assertThat(json.writeValueAsString(METHOD)).isEqualTo("{\"method\":\"threshold\"}");
    }
}
