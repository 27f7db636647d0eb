package io.github.mnistlab.model.file;

import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.model.DenseLayer;
import io.github.mnistlab.model.NetworkLayer;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A perceptron as an ONNX file: the bytes of an image as numbers from 0 to 255 in, or a row of a table as its file has it, probabilities
 * out. What scales pixels or prepares rows is in it, and batch normalisation is a part of the weights. The same network and
 * metadata give the same bytes.
 *
 * <p>In a row of a table, a category is its place among those of {@link Preparation.Fitted#categories}, and any other number
 * is none of them; what is missing is not a number.
 *
 * <p>Written by hand: ONNX has no Java library of its own, and its protocol buffers would bring code of two megabytes for the
 * few messages of a perceptron.
 */
public final class OnnxNetworkFile {
    /** Of ONNX's IR with which {@link #OPERATORS} came; old enough for every runtime of today. */
    private static final long IR_VERSION = 7;

    /** The set of operators. */
    private static final long OPERATORS = 13;

    private static final int FLOAT32 = 1;
    private static final String PIXELS = "pixels";
    private static final String ROWS = "rows";
    private static final String OUTPUT = "probabilities";

    private OnnxNetworkFile() {}

    /** The bytes of a network that takes images. */
    public static byte[] bytes(PlainNetwork network, String name, String version, SortedMap<String, String> metadata) {
        return bytes(network, Optional.empty(), name, version, metadata);
    }

    /**
     * The file's bytes.
     *
     * @param network of dense layers with float32 weights
     * @param preparation of tables; empty for images
     * @param name of the graph, for people
     * @param version of this program
     * @param metadata what else is to be known of the network
     * @throws IllegalArgumentException if a layer's weights are kept as something else
     */
    public static byte[] bytes(
            PlainNetwork network,
            Optional<Preparation> preparation,
            String name,
            String version,
            SortedMap<String, String> metadata) {
        WireWriter graph = new WireWriter();
        String input = preparation.isPresent() ? ROWS : PIXELS;
        OnnxGraphWriter nodes = new OnnxGraphWriter(graph, input);
        preparation.ifPresentOrElse(rows -> OnnxPreparation.write(rows, nodes), () -> nodes.divide(255));
        int number = 0;
        for (NetworkLayer layer : network.layers()) {
            if (!(layer instanceof DenseLayer dense)) {
                throw new IllegalArgumentException("only layers with float32 weights can be written as ONNX");
            }
            number++;
            nodes.dense("layer" + number, dense.weights(), dense.biases());
            nodes.function(dense.function());
        }
        nodes.softmax(OUTPUT);
        graph.text(2, name)
                .message(
                        11,
                        value(
                                input,
                                preparation.map(rows -> rows.columns().size()).orElse(network.features())))
                .message(12, value(OUTPUT, network.classes()));
        WireWriter model = new WireWriter()
                .number(1, IR_VERSION)
                .text(2, "mnist-lab")
                .text(3, version)
                .message(7, graph)
                .message(8, new WireWriter().text(1, "").number(2, OPERATORS));
        metadata.forEach(
                (key, text) -> model.message(14, new WireWriter().text(1, key).text(2, text)));
        return model.toBytes();
    }

    /** Any number of rows of so many float32 numbers. */
    private static WireWriter value(String name, long numbers) {
        WireWriter shape = new WireWriter()
                .message(1, new WireWriter().text(2, "n"))
                .message(1, new WireWriter().number(1, numbers));
        WireWriter tensor = new WireWriter().number(1, FLOAT32).message(2, shape);
        return new WireWriter().text(1, name).message(2, new WireWriter().message(1, tensor));
    }
}
