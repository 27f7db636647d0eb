package io.github.mnistlab.predict;

import io.github.mnistlab.model.file.PlainNetwork;
import java.util.Arrays;
import java.util.List;

/** A model that tells which digit an image shows, wherever it was made. */
@FunctionalInterface
public interface ImageModel {
    /**
     * Predicts.
     *
     * @param images 784 bytes each in MNIST's form, 0 for paper and 255 for ink
     * @return of each image the probability of each class
     * @throws io.github.mnistlab.data.DataException if the model cannot be computed
     */
    List<List<Double>> predict(List<byte[]> images);

    /** A network of dense layers, computed in plain Java. */
    static ImageModel of(PlainNetwork network) {
        return images -> images.stream()
                .map(pixels -> Arrays.stream(network.predict(pixels)).boxed().toList())
                .toList();
    }
}
