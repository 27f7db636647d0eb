package io.github.mnistlab.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.disk.WholeFile;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
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
    /** The entry of a model file that says how rows of a table were prepared for the network. */
    public static final String PREPARATION = "preparation.json";

    /** The earliest time that a ZIP entry can have, so that equal models are equal files. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final JsonMapper JSON = new JsonMapper();

    private final MultiLayerNetwork network;
    private final int features;
    private final int classes;
    private final Predictor predictor;

    /** Takes the network over. */
    public TrainedModel(MultiLayerNetwork network, int classes) {
        this.network = network;
        this.features = network.layerInputSize(0);
        this.classes = classes;
        this.predictor = new Predictor(network, features, classes);
    }

    /** How many numbers it takes of each row. */
    public int features() {
        return features;
    }

    /** How many classes it tells apart. */
    public int classes() {
        return classes;
    }

    /**
     * The softmax probabilities of rows. The same rows in the same order give the same bits, however many follow.
     *
     * @param examples any number of images, or of rows of a prepared table; their labels are not looked at
     * @return {@code examples.size() * classes()} values, row after row
     * @throws IllegalArgumentException if they have another number of features than the network takes
     */
    public float[] predict(Examples examples) {
        if (examples.features() != features) {
            throw new IllegalArgumentException(
                    "rows must have " + features + " features, but have " + examples.features());
        }
        return predictor.predict(FeatureRows.of(examples), examples.size());
    }

    /**
     * The softmax probabilities of images.
     *
     * @param pixels 784 bytes an image in MNIST's form, 0 for paper and 255 for ink
     * @return {@code pixels.length / 784 * classes()} values, image after image
     * @throws IllegalArgumentException if there are bytes left over
     */
    public float[] predict(byte[] pixels) {
        if (pixels.length % features != 0) {
            throw new IllegalArgumentException("pixels must be a multiple of " + features
                    + " bytes, the size of an image, but are " + pixels.length);
        }
        int images = pixels.length / features;
        return predictor.predict(
                (row, into, at) -> {
                    for (int pixel = 0; pixel < features; pixel++) {
                        into[at + pixel] = ScaledGrey.of(pixels[row * features + pixel]);
                    }
                },
                images);
    }

    /** SHA-256, in hexadecimal, of all parameters as little-endian float32, in Deeplearning4j's order. */
    public String parameterDigest() {
        return FlatParameters.digest(parameters());
    }

    /** A copy of all parameters, in Deeplearning4j's order. */
    public float[] parameters() {
        return FlatParameters.read(network.params());
    }

    boolean hasShapeOf(ModelSpec spec, int features, int classes) {
        return features == this.features
                && Arrays.equals(
                        widths(),
                        LayerShape.of(spec, features, classes).stream()
                                .mapToLong(LayerShape::outputs)
                                .toArray())
                && network.numParams() == spec.parameters(features, classes);
    }

    /** Its layers' widths, such as {@code 784-128-10}. */
    public String describe() {
        StringBuilder text = new StringBuilder().append(features);
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
        WholeFile.write(file, stream -> write(stream, Optional.empty()));
    }

    /**
     * The same without waiting for the disk, for a file that is copied to where it stays; with what was done to the rows of a table
     * before the network took them. It stands beside the weights, as {@value #PREPARATION}; Deeplearning4j leaves it alone.
     *
     * @throws IOException likewise
     */
    public void saveSoon(Path file, Optional<Preparation> preparation) throws IOException {
        WholeFile.writeSoon(file, stream -> write(stream, preparation));
    }

    private void write(OutputStream stream, Optional<Preparation> preparation) throws IOException {
        MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
        // Finished, not closed: the stream is the caller's.
        ZipOutputStream zip = new ZipOutputStream(stream);
        zip.putNextEntry(entry(ModelSerializer.CONFIGURATION_JSON));
        zip.write(configuration.toJson().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.putNextEntry(entry(ModelSerializer.COEFFICIENTS_BIN));
        // ND4J writes number by number, and each would be deflated by itself.
        DataOutputStream coefficients = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
        Nd4j.write(network.params(), coefficients);
        coefficients.flush();
        zip.closeEntry();
        if (preparation.isPresent()) {
            zip.putNextEntry(entry(PREPARATION));
            zip.write(JSON.writeValueAsBytes(preparation.get()));
            zip.closeEntry();
        }
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
