package io.github.mnistlab.external.onnx;

import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.PixelScale;
import java.util.List;

/**
 * How a model is asked.
 *
 * @param input the name of what takes the rows
 * @param type of its numbers: {@code float32}, {@code float64} or {@code uint8}
 * @param axes of a batch; the first is the number of rows, {@code -1} for any
 * @param scale of a pixel; null where rows are numbers of a table, which go in as they are
 * @param output the name of what is judged
 * @param values what its numbers are
 * @param planes whether each channel of an image is a plane of its own, one after the other
 */
public record OnnxCall(
        String input, String type, List<Long> axes, PixelScale scale, String output, Values values, boolean planes) {
    /** Of grey images. */
    public OnnxCall(String input, String type, List<Long> axes, PixelScale scale, String output, Values values) {
        this(input, type, axes, scale, output, values, false);
    }

    /** Copies the axes. */
    public OnnxCall {
        axes = List.copyOf(axes);
    }

    /** How many numbers it takes of each image. */
    public int numbers() {
        return Math.toIntExact(axes.stream().skip(1).reduce(1L, Math::multiplyExact));
    }
}
