package io.github.mnistlab.external.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What goes into a model, or comes out.
 *
 * @param name by which it is asked for
 * @param type of its numbers, such as {@code float32}, or what else it is
 * @param shape its axes, {@value #ANY} for one of any length; empty if the file does not say
 */
record OnnxValue(String name, String type, Optional<List<Long>> shape) {
    /** An axis of any length. */
    static final long ANY = -1;

    /** What is no tensor, such as a list of maps. */
    static final String NO_TENSOR = "no tensor";

    /** {@code TensorProto.DataType}. */
    private static final Map<Long, String> TYPES = Map.ofEntries(
            Map.entry(1L, "float32"),
            Map.entry(2L, "uint8"),
            Map.entry(3L, "int8"),
            Map.entry(4L, "uint16"),
            Map.entry(5L, "int16"),
            Map.entry(6L, "int32"),
            Map.entry(7L, "int64"),
            Map.entry(8L, "string"),
            Map.entry(9L, "bool"),
            Map.entry(10L, "float16"),
            Map.entry(11L, "float64"),
            Map.entry(12L, "uint32"),
            Map.entry(13L, "uint64"),
            Map.entry(16L, "bfloat16"));

    static String type(long number) {
        return TYPES.getOrDefault(number, "of type " + number);
    }

    /** Such as {@code pixels, float32 [n, 784]}. */
    String describe() {
        String axes = shape.map(lengths -> lengths.stream()
                        .map(length -> length == ANY ? "n" : Long.toString(length))
                        .collect(Collectors.joining(", ", " [", "]")))
                .orElse(type.equals(NO_TENSOR) ? "" : " of unknown shape");
        return name + ", " + type + axes;
    }

    /** Whether an array of these axes may go in or come out. */
    boolean takes(List<Long> axes) {
        if (shape.isEmpty()) {
            return true;
        }
        List<Long> own = shape.get();
        if (own.size() != axes.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i) != ANY && axes.get(i) != ANY && !own.get(i).equals(axes.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Names in messages: a model's may be anything. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
