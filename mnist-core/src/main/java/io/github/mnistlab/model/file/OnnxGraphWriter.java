package io.github.mnistlab.model.file;

import io.github.mnistlab.model.UnitFunction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The graph of an ONNX file while it is written: nodes one after the other, each of which takes what came out of the one before.
 * Numbers of fields are those of {@code onnx.proto3}.
 */
final class OnnxGraphWriter {
    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final int FLOAT32 = 1;
    private static final int INT64 = 7;
    private static final int BOOL = 9;
    private static final int FLOAT_ATTRIBUTE = 1;
    private static final int INT_ATTRIBUTE = 2;

    private final WireWriter graph;
    private String last;
    private int values;

    /**
     * @param graph takes the nodes
     * @param first what the first node takes
     */
    OnnxGraphWriter(WireWriter graph, String first) {
        this.graph = graph;
        this.last = first;
    }

    /** Divides by a number. */
    void divide(float by) {
        add("Div", last, constant(by));
    }

    /** Takes some columns, each as often as it is named. */
    void columns(long[] columns) {
        byte[] raw = new byte[Math.multiplyExact(columns.length, Long.BYTES)];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(columns);
        tensor("columns", INT64, raw, columns.length);
        WireWriter axis = new WireWriter().text(1, "axis").number(3, 1).number(20, INT_ATTRIBUTE);
        String output = "value" + ++values;
        graph.message(NODE, node("Gather", output, last, "columns").message(5, axis));
        last = output;
    }

    /** Puts a number in the place of each that is none, by column. */
    void fillIn(float[] fills) {
        String x = last;
        tensor("fills", fills, fills.length);
        add("IsNaN", x);
        add("Where", last, "fills", x);
    }

    /** Scales numbers, and makes 1 of a category that is the column's, and 0 of any other. */
    void scale(float[] centers, float[] scales, boolean[] isCategory, float[] categories) {
        String x = last;
        tensor("centers", centers, centers.length);
        tensor("scales", scales, scales.length);
        add("Sub", x, "centers");
        add("Div", last, "scales");
        String scaled = last;
        byte[] raw = new byte[isCategory.length];
        boolean any = false;
        for (int feature = 0; feature < raw.length; feature++) {
            raw[feature] = (byte) (isCategory[feature] ? 1 : 0);
            any |= isCategory[feature];
        }
        if (any) {
            tensor("isCategory", BOOL, raw, isCategory.length);
            tensor("categories", categories, categories.length);
            add("Equal", x, "categories");
            add("Where", last, constant(1), constant(0));
            add("Where", "isCategory", last, scaled);
        }
    }

    /**
     * A dense layer without its function.
     *
     * @param weights {@code inputs * outputs}, those from one input together
     */
    void dense(String name, float[] weights, float[] biases) {
        int outputs = biases.length;
        tensor(name + ".weights", weights, weights.length / outputs, outputs);
        tensor(name + ".biases", biases, outputs);
        add("Gemm", last, name + ".weights", name + ".biases");
    }

    /** What units make of their pre-activations. */
    void function(UnitFunction function) {
        String x = last;
        switch (function.kind()) {
            case IDENTITY -> {
                // Nothing is made of them.
            }
            case RELU -> add("Relu", x);
            case LEAKY_RELU -> addWith("LeakyRelu", "alpha", (float) function.constant());
            case ELU -> addWith("Elu", "alpha", (float) function.constant());
            // Its own constants are those of the paper.
            case SELU -> add("Selu", x);
            case GELU -> {
                add("Mul", x, constant(1.702f));
                add("Sigmoid", last);
                add("Mul", x, last);
            }
            case PRECISE_GELU -> preciseGelu(x);
            case SWISH -> {
                add("Sigmoid", x);
                add("Mul", x, last);
            }
            case TANH -> add("Tanh", x);
            case SIGMOID -> add("Sigmoid", x);
            case SOFTPLUS -> add("Softplus", x);
        }
    }

    /** x / 2 · (1 + tanh(√(2/π) (x + (0.044715 x)³))). */
    private void preciseGelu(String x) {
        add("Mul", x, constant(0.044715f));
        String scaled = last;
        add("Mul", scaled, scaled);
        add("Mul", last, scaled);
        add("Add", x, last);
        add("Mul", last, constant((float) Math.sqrt(2 / Math.PI)));
        add("Tanh", last);
        add("Add", last, constant(1));
        add("Mul", last, x);
        add("Mul", last, constant(0.5f));
    }

    /** The softmax of each row, under a name. */
    void softmax(String name) {
        WireWriter axis = new WireWriter().text(1, "axis").number(3, 1).number(20, INT_ATTRIBUTE);
        graph.message(NODE, node("Softmax", name, last).message(5, axis));
        last = name;
    }

    private void add(String operator, String... inputs) {
        String output = "value" + ++values;
        graph.message(NODE, node(operator, output, inputs));
        last = output;
    }

    private void addWith(String operator, String attribute, float value) {
        String output = "value" + ++values;
        WireWriter number =
                new WireWriter().text(1, attribute).decimal(2, value).number(20, FLOAT_ATTRIBUTE);
        graph.message(NODE, node(operator, output, last).message(5, number));
        last = output;
    }

    private static WireWriter node(String operator, String output, String... inputs) {
        WireWriter node = new WireWriter();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, output).text(4, operator);
    }

    /** A number of its own. Returns its name. */
    private String constant(float value) {
        String name = "constant" + ++values;
        tensor(name, new float[] {value});
        return name;
    }

    private void tensor(String name, float[] numbers, long... axes) {
        byte[] raw = new byte[Math.multiplyExact(numbers.length, Float.BYTES)];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
        tensor(name, FLOAT32, raw, axes);
    }

    private void tensor(String name, int type, byte[] raw, long... axes) {
        WireWriter tensor = new WireWriter();
        for (long axis : axes) {
            tensor.number(1, axis);
        }
        graph.message(INITIALIZER, tensor.number(2, type).text(8, name).bytes(9, raw));
    }
}
