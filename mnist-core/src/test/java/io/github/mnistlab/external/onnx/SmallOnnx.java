package io.github.mnistlab.external.onnx;

import io.github.mnistlab.model.file.WireWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An ONNX file that a test writes, field by field: numbers of fields are those of onnx.proto3. */
public final class SmallOnnx {
    /** {@code TensorProto.DataType}. */
    public static final int FLOAT32 = 1;

    public static final int INT64 = 7;

    private final WireWriter graph = new WireWriter().text(2, "small");
    private final WireWriter metadata = new WireWriter();

    /** A model of one layer: {@code pixels} [n, 784] to {@code probabilities} [n, classes]. */
    public static SmallOnnx softmax(float[] weights, float[] biases) {
        int classes = biases.length;
        return new SmallOnnx()
                .floats("w", weights, 784, classes)
                .floats("b", biases, classes)
                .node("Gemm", "logits", "pixels", "w", "b")
                .node("Softmax", "probabilities", "logits")
                .input("pixels", FLOAT32, -1, 784)
                .output("probabilities", FLOAT32, -1, classes);
    }

    /** Adds a node without attributes. */
    public SmallOnnx node(String operator, String output, String... inputs) {
        graph.message(1, nodeOf(operator, output, inputs));
        return this;
    }

    /** Adds a node with a graph as its attribute {@code body}. */
    public SmallOnnx nodeWithBody(String operator, String output, SmallOnnx body, String... inputs) {
        WireWriter attribute =
                new WireWriter().text(1, "body").message(6, body.graph).number(20, 5);
        graph.message(1, nodeOf(operator, output, inputs).message(5, attribute));
        return this;
    }

    private static WireWriter nodeOf(String operator, String output, String... inputs) {
        WireWriter node = new WireWriter();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    /** Adds weights. */
    public SmallOnnx floats(String name, float[] values, long... axes) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.message(5, tensor(name, FLOAT32, axes).bytes(9, raw.array()));
        return this;
    }

    /** Adds weights that lie in a file of their own. */
    public SmallOnnx floatsIn(String location, String name, long... axes) {
        WireWriter where = new WireWriter().text(1, "location").text(2, location);
        graph.message(5, tensor(name, FLOAT32, axes).message(13, where).number(14, 1));
        return this;
    }

    /** Adds whole numbers. */
    public SmallOnnx longs(String name, long[] values, long... axes) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        graph.message(5, tensor(name, INT64, axes).bytes(9, raw.array()));
        return this;
    }

    /** Adds one value of a type by its number in ONNX. */
    public SmallOnnx scalar(String name, int type, int value) {
        graph.message(5, tensor(name, type).number(5, value));
        return this;
    }

    private static WireWriter tensor(String name, int type, long... axes) {
        WireWriter tensor = new WireWriter();
        for (long axis : axes) {
            tensor.number(1, axis);
        }
        return tensor.number(2, type).text(8, name);
    }

    /** Adds an input; an axis of -1 has any length. */
    public SmallOnnx input(String name, int type, long... axes) {
        graph.message(11, value(name, type, axes));
        return this;
    }

    /** Likewise an output. */
    public SmallOnnx output(String name, int type, long... axes) {
        graph.message(12, value(name, type, axes));
        return this;
    }

    private static WireWriter value(String name, int type, long... axes) {
        WireWriter shape = new WireWriter();
        for (long axis : axes) {
            shape.message(1, axis < 0 ? new WireWriter().text(2, "n") : new WireWriter().number(1, axis));
        }
        WireWriter tensor = new WireWriter().number(1, type).message(2, shape);
        return new WireWriter().text(1, name).message(2, new WireWriter().message(1, tensor));
    }

    /** Adds metadata. */
    public SmallOnnx says(Map<String, String> entries) {
        entries.forEach((key, value) ->
                metadata.message(14, new WireWriter().text(1, key).text(2, value)));
        return this;
    }

    /** The whole file: IR version 8, opset 13. */
    public byte[] bytes() {
        byte[] model = new WireWriter()
                .number(1, 8)
                .message(8, new WireWriter().text(1, "").number(2, 13))
                .message(7, graph)
                .toBytes();
        byte[] said = metadata.toBytes();
        byte[] all = java.util.Arrays.copyOf(model, model.length + said.length);
        System.arraycopy(said, 0, all, model.length, said.length);
        return all;
    }

    /** Writes it. */
    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}
