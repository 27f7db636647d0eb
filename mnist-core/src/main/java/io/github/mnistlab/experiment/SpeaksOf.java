package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a gate's verdict speaks of, always on images like the test images. */
public enum SpeaksOf {
    /** The models that were trained, on average: chance is in the choice of images alone. */
    @JsonProperty("models")
    MODELS,
    /** The recipe's average over all seeds. */
    @JsonProperty("recipe")
    RECIPE,
    /** The one model that a further seed would give. */
    @JsonProperty("next")
    NEXT;

    /** Of a gate that does not say it. */
    public static SpeaksOf byDefault(int seeds) {
        return seeds == 1 ? MODELS : RECIPE;
    }
}
