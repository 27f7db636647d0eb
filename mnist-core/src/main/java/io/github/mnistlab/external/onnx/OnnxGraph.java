package io.github.mnistlab.external.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a model's file says of itself, weights aside: {@code onnx.proto3} of ONNX, read as far as it is needed. Numbers of
 * fields are those of that file.
 */
final class OnnxGraph {
    private static final int MOST_BYTES_OF_NAME = 4096;
    private static final int MOST_BYTES_OF_METADATA = 1 << 20;

    /** Of all metadata; beyond it only short texts are kept. */
    private static final int MOST_BYTES_OF_ALL_METADATA = 8 << 20;

    private static final int MOST_BYTES_OF_SHORT = 4096;
    private static final int MOST_NAMES = 20_000;
    private static final int MOST_AXES = 16;
    private static final int MOST_DEPTH = 32;

    private final List<OnnxValue> inputs = new ArrayList<>();
    private final List<OnnxValue> outputs = new ArrayList<>();
    private final Set<String> weights = new HashSet<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Set<String> externalFiles = new TreeSet<>();
    private boolean hasGraph;

    private OnnxGraph() {}

    /** Reads a {@code ModelProto}. */
    static OnnxGraph read(WireReader model) throws IOException {
        OnnxGraph read = new OnnxGraph();
        for (int field = model.nextField(); field != 0; field = model.nextField()) {
            switch (field) {
                case 7 -> read.graph(model.message());
                case 14 -> entry(model.message(), read.metadata);
                case 20 -> read.trainingInfo(model.message());
                case 25 -> read.nodes(model.message(), 7, 0);
                default -> model.skip();
            }
        }
        if (!read.hasGraph) {
            throw new IOException("it has no graph: it is no ONNX model");
        }
        return read;
    }

    /** What must be given to compute it. */
    List<OnnxValue> inputs() {
        return inputs.stream().filter(input -> !weights.contains(input.name())).toList();
    }

    List<OnnxValue> outputs() {
        return outputs;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    /** Where weights lie that are in files of their own, as it says: trusted in nothing. */
    Set<String> externalFiles() {
        return externalFiles;
    }

    private void graph(WireReader graph) throws IOException {
        hasGraph = true;
        for (int field = graph.nextField(); field != 0; field = graph.nextField()) {
            switch (field) {
                case 1 -> node(graph.message(), 0);
                case 5 -> weights.add(requireFew(tensor(graph.message())));
                case 11 -> inputs.add(value(graph.message()));
                case 12 -> outputs.add(value(graph.message()));
                case 15 -> sparseTensor(graph.message());
                default -> graph.skip();
            }
            requireFew(inputs.size() + outputs.size());
        }
    }

    /** A {@code GraphProto} within another, or in what is left of training: only where its weights lie matters. */
    private void innerGraph(WireReader graph, int depth) throws IOException {
        if (depth > MOST_DEPTH) {
            throw new IOException("its graphs lie within each other more than " + MOST_DEPTH + " deep");
        }
        for (int field = graph.nextField(); field != 0; field = graph.nextField()) {
            switch (field) {
                case 1 -> node(graph.message(), depth);
                case 5 -> tensor(graph.message());
                case 15 -> sparseTensor(graph.message());
                default -> graph.skip();
            }
        }
    }

    private void trainingInfo(WireReader info) throws IOException {
        for (int field = info.nextField(); field != 0; field = info.nextField()) {
            if (field == 1 || field == 2) {
                innerGraph(info.message(), 1);
            } else {
                info.skip();
            }
        }
    }

    /** The nodes of a {@code FunctionProto}. */
    private void nodes(WireReader function, int ofNodes, int depth) throws IOException {
        for (int field = function.nextField(); field != 0; field = function.nextField()) {
            if (field == ofNodes) {
                node(function.message(), depth);
            } else {
                function.skip();
            }
        }
    }

    private void node(WireReader node, int depth) throws IOException {
        for (int field = node.nextField(); field != 0; field = node.nextField()) {
            if (field == 5) {
                attribute(node.message(), depth);
            } else {
                node.skip();
            }
        }
    }

    private void attribute(WireReader attribute, int depth) throws IOException {
        for (int field = attribute.nextField(); field != 0; field = attribute.nextField()) {
            switch (field) {
                case 5, 10 -> tensor(attribute.message());
                case 6, 11 -> innerGraph(attribute.message(), depth + 1);
                case 22, 23 -> sparseTensor(attribute.message());
                default -> attribute.skip();
            }
        }
    }

    private void sparseTensor(WireReader sparse) throws IOException {
        for (int field = sparse.nextField(); field != 0; field = sparse.nextField()) {
            if (field == 1 || field == 2) {
                tensor(sparse.message());
            } else {
                sparse.skip();
            }
        }
    }

    /** Returns its name. */
    private String tensor(WireReader tensor) throws IOException {
        String name = "";
        Map<String, String> external = new LinkedHashMap<>();
        for (int field = tensor.nextField(); field != 0; field = tensor.nextField()) {
            switch (field) {
                case 8 -> name = tensor.text(MOST_BYTES_OF_NAME);
                case 13 -> entry(tensor.message(), external);
                default -> tensor.skip();
            }
        }
        if (external.containsKey("location")) {
            externalFiles.add(external.get("location"));
            requireFew(externalFiles.size());
        }
        return name;
    }

    private static OnnxValue value(WireReader value) throws IOException {
        OnnxValue read = new OnnxValue("", OnnxValue.NO_TENSOR, Optional.empty());
        for (int field = value.nextField(); field != 0; field = value.nextField()) {
            switch (field) {
                case 1 -> read = new OnnxValue(value.text(MOST_BYTES_OF_NAME), read.type(), read.shape());
                case 2 -> read = type(value.message(), read.name());
                default -> value.skip();
            }
        }
        return read;
    }

    private static OnnxValue type(WireReader type, String name) throws IOException {
        OnnxValue read = new OnnxValue(name, OnnxValue.NO_TENSOR, Optional.empty());
        for (int field = type.nextField(); field != 0; field = type.nextField()) {
            if (field == 1) {
                read = tensorType(type.message(), name);
            } else {
                type.skip();
            }
        }
        return read;
    }

    private static OnnxValue tensorType(WireReader type, String name) throws IOException {
        long element = 0;
        List<Long> shape = null;
        for (int field = type.nextField(); field != 0; field = type.nextField()) {
            switch (field) {
                case 1 -> element = type.number();
                case 2 -> shape = shape(type.message());
                default -> type.skip();
            }
        }
        return new OnnxValue(name, OnnxValue.type(element), Optional.ofNullable(shape));
    }

    private static List<Long> shape(WireReader shape) throws IOException {
        List<Long> axes = new ArrayList<>();
        for (int field = shape.nextField(); field != 0; field = shape.nextField()) {
            if (field == 1 && axes.size() < MOST_AXES) {
                axes.add(axis(shape.message()));
            } else {
                shape.skip();
            }
        }
        return List.copyOf(axes);
    }

    private static long axis(WireReader axis) throws IOException {
        long length = OnnxValue.ANY;
        for (int field = axis.nextField(); field != 0; field = axis.nextField()) {
            if (field == 1) {
                long given = axis.number();
                length = given > 0 ? given : OnnxValue.ANY;
            } else {
                axis.skip();
            }
        }
        return length;
    }

    /** A {@code StringStringEntryProto}. */
    private static void entry(WireReader entry, Map<String, String> into) throws IOException {
        String key = "";
        String value = "";
        int kept = into.values().stream().mapToInt(String::length).sum();
        int most = kept > MOST_BYTES_OF_ALL_METADATA ? MOST_BYTES_OF_SHORT : MOST_BYTES_OF_METADATA;
        for (int field = entry.nextField(); field != 0; field = entry.nextField()) {
            switch (field) {
                case 1 -> key = entry.textIfShort(MOST_BYTES_OF_NAME);
                case 2 -> value = entry.textIfShort(most);
                default -> entry.skip();
            }
        }
        into.put(key, value);
        requireFew(into.size());
    }

    private String requireFew(String name) throws IOException {
        requireFew(weights.size());
        return name;
    }

    private static void requireFew(int names) throws IOException {
        if (names > MOST_NAMES) {
            throw new IOException("it has more than " + MOST_NAMES + " names of one kind");
        }
    }
}
