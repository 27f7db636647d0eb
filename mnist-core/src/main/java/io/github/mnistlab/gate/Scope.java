package io.github.mnistlab.gate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a verdict speaks of. */
public enum Scope {
    /** One seed: the very model that was trained, on images like the test images. Another seed may do otherwise. */
    @JsonProperty("trained-model")
    TRAINED_MODEL("this trained model"),
    /** Several seeds: whatever comes out of training so, on images like the test images. */
    @JsonProperty("recipe")
    RECIPE("the recipe"),
    /** Several seeds of which only figures were kept: how it would do on other images, nothing tells. */
    @JsonProperty("recipe-on-test-images")
    RECIPE_ON_TEST_IMAGES("the recipe on just these test images");

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
