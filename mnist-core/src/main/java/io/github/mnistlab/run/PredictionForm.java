package io.github.mnistlab.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the numbers in a file of predictions are; row after row. */
public enum PredictionForm {
    /** A probability for each class, little-endian, in single precision. */
    @JsonProperty("float32")
    FLOAT32(Float.BYTES),
    /** A probability for each class, little-endian, in double precision. */
    @JsonProperty("float64")
    FLOAT64(Double.BYTES),
    /** The predicted class alone, an unsigned byte; two, little-endian, where there are more than 256 classes. */
    @JsonProperty("classes")
    CLASSES(1);

    private final int bytes;

    PredictionForm(int bytes) {
        this.bytes = bytes;
    }

    /** Of a number. */
    public int bytes() {
        return bytes;
    }
}
