package io.github.mnistlab.model;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.WholeFile;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A perceptron that can predict. It holds memory outside the Java heap until it is closed, and is used by one thread at
 * a time.
 */
public final class TrainedModel implements AutoCloseable {
    /** The earliest time that a ZIP entry can have, so that equal models are equal files. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final MultiLayerNetwork network;
    private final int classes;
    private final Predictor predictor;

    /** Takes the network over. */
    public TrainedModel(MultiLayerNetwork network, int classes) {
        this.network = network;
        this.classes = classes;
        this.predictor = new Predictor(network, classes);
    }

    /** How many classes it tells apart. */
    public int classes() {
        return classes;
    }

    /**
     * The softmax probabilities of images. The same images in the same order give the same bits, however many follow.
     *
     * @param images any number of rows; their labels are not looked at
     * @return {@code images.size() * classes()} values, row after row
     */
    public float[] predict(LabeledImages images) {
        return predict(images.toPixelArray());
    }

    /**
     * The softmax probabilities of images.
     *
     * @param pixels 784 bytes an image in MNIST's form, 0 for paper and 255 for ink
     * @return {@code pixels.length / 784 * classes()} values, image after image
     * @throws IllegalArgumentException if there are bytes left over
     */
    public float[] predict(byte[] pixels) {
        return predictor.predict(pixels);
    }

    /** SHA-256, in hexadecimal, of all parameters as little-endian float32, in Deeplearning4j's order. */
    public String parameterDigest() {
        return FlatParameters.digest(parameters());
    }

    /** A copy of all parameters, in Deeplearning4j's order. */
    public float[] parameters() {
        return FlatParameters.read(network.params());
    }

    boolean hasShapeOf(ModelSpec spec, int classes) {
        return Arrays.equals(
                        widths(),
                        LayerShape.of(spec, classes).stream()
                                .mapToLong(LayerShape::outputs)
                                .toArray())
                && network.numParams() == spec.parameters(classes);
    }

    /** Its layers' widths, such as {@code 784-128-10}. */
    public String describe() {
        StringBuilder text = new StringBuilder().append(LabeledImages.PIXELS);
        for (long width : widths()) {
            text.append('-').append(width);
        }
        return text.toString();
    }

    private long[] widths() {
        return Arrays.stream(network.getLayers())
                .map(layer -> layer.conf().getLayer())
                .filter(layer -> layer instanceof DenseLayer || layer instanceof OutputLayer)
                .mapToLong(layer -> ((FeedForwardLayer) layer).getNOut())
                .toArray();
    }

    /**
     * Writes it as a Deeplearning4j model file, without the optimizer's state: {@code
     * ModelSerializer.restoreMultiLayerNetwork} alone opens it. Equal models give equal bytes. The file appears whole or
     * not at all, in place of one that was there.
     *
     * @param file where; its folder must exist
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        WholeFile.write(file, this::write);
    }

    private void write(OutputStream stream) throws IOException {
        MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
        // Finished, not closed: the stream is the caller's.
        ZipOutputStream zip = new ZipOutputStream(stream);
        zip.putNextEntry(entry(ModelSerializer.CONFIGURATION_JSON));
        zip.write(configuration.toJson().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.putNextEntry(entry(ModelSerializer.COEFFICIENTS_BIN));
        DataOutputStream coefficients = new DataOutputStream(zip);
        Nd4j.write(network.params(), coefficients);
        coefficients.flush();
        zip.closeEntry();
        zip.finish();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        return entry;
    }

    /** Frees its memory; it cannot be used any more. */
    @Override
    public void close() {
        predictor.close();
        Dl4jNetworks.close(network);
    }
}
