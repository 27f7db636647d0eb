package io.github.mnistlab.gate.finding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a verdict speaks of. */
public enum Scope {
    /** One seed: the very model that was trained, on images like the test images. Another seed may do otherwise. */
    @JsonProperty("trained-model")
    TRAINED_MODEL("this trained model"),
    /** Several seeds: the very models that were trained, on average. */
    @JsonProperty("trained-models")
    TRAINED_MODELS("these trained models on average"),
    /** Several seeds: the average of whatever comes out of training so, on images like the test images. */
    @JsonProperty("recipe")
    RECIPE("the recipe's average"),
    /** Several seeds of which only figures were kept: how it would do on other images, nothing tells. */
    @JsonProperty("recipe-on-test-images")
    RECIPE_ON_TEST_IMAGES("the recipe's average on just these test rows"),
    /** Several seeds: the one model that a further seed would give, on images like the test images. */
    @JsonProperty("next-model")
    NEXT_MODEL("the next model");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /** For people. */
    @Override
    public String toString() {
        return label;
    }
}
