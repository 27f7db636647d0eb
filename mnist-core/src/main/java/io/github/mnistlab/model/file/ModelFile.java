package io.github.mnistlab.model.file;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.model.Dl4jNetworks;
import io.github.mnistlab.model.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Opens Deeplearning4j model files of perceptrons, ours and others', trusting nothing in them.
 *
 * <p>Deeplearning4j's own reader is not asked: it makes objects of whatever classes a file names, and its preprocessor
 * entry is a serialised Java object. Here the file is read as data, and the network is built from that.
 */
public final class ModelFile {
    private ModelFile() {}

    /**
     * Opens a model of images in MNIST's form. An optimizer's state in it is left alone.
     *
     * @param file a Deeplearning4j model file: a perceptron of dense layers with biases from 784 pixels to a softmax over
     *     2 to {@value Examples#MAX_CLASSES} classes, in float32
     * @return the model, the caller's to close
     * @throws ModelFileException if it is anything else, or damaged, or made to harm
     * @throws IOException if it cannot be read
     */
    public static TrainedModel open(Path file) throws IOException {
        return open(file, ImageShape.MNIST_PIXELS);
    }

    /**
     * Opens a model of other rows.
     *
     * @param features how many numbers it must take of each
     * @throws ModelFileException likewise
     * @throws IOException likewise
     */
    public static TrainedModel open(Path file, int features) throws IOException {
        StoredNetwork stored = StoredNetwork.read(file, OptionalInt.of(features));
        MultiLayerConfiguration network =
                Dl4jNetworks.configuration(stored.layers(), List.of(), 0, new Sgd(), 1, DataType.FLOAT);
        return new TrainedModel(Dl4jNetworks.network(network, stored.parameters()), stored.classes());
    }
}
