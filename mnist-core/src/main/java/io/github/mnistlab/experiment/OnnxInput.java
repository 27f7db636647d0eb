package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How images go into an ONNX model.
 *
 * @param name of the model's input; null if it has just one
 * @param layout of what it takes; null for what the input's shape says
 * @param scale of its pixels; null for what the file's metadata says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnnxInput(String name, Layout layout, PixelScale scale) {
    /** Where all is left to the file. */
    public static final OnnxInput UNSAID = new OnnxInput(null, null, null);

    /** The axes of a batch of images. */
    public enum Layout {
        /** Row, number: n × 784 of MNIST. In colour, red, green and blue of each pixel together. */
        @JsonProperty("flat")
        FLAT,
        /** Row, line, column: n × 28 × 28 of MNIST. Of grey images alone. */
        @JsonProperty("nhw")
        NHW,
        /** Row, channel, line, column: n × 1 × 28 × 28 of MNIST. */
        @JsonProperty("nchw")
        NCHW,
        /** Row, line, column, channel: n × 28 × 28 × 1 of MNIST. */
        @JsonProperty("nhwc")
        NHWC
    }
}
