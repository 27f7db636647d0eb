package io.github.mnistlab.external;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.model.file.PlainNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The probabilities of a network that Deeplearning4j saved, computed in plain Java: the same to the bit on every machine. */
public final class NetworkPredictions {
    private NetworkPredictions() {}

    /**
     * Predicts.
     *
     * @param file trusted in nothing
     * @param sha256 the digest that the file must have
     * @param test the images
     * @throws DataException if the file cannot be read, has changed, is no such network, or is one of other classes
     */
    public static RowPredictions of(Path file, String sha256, LabeledImages test) {
        PlainNetwork network;
        try {
            network = PlainNetwork.read(file, test.features());
            PredictionsFile.requireDigest(file, sha256, Sha256.of(file));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read as a network: " + IoReason.of(e, file), e);
        }
        int classes = test.classes();
        if (network.classes() != classes) {
            throw new DataException(
                    file + " tells " + network.classes() + " classes apart, but the data set has " + classes);
        }
        double[] probabilities = new double[test.size() * classes];
        IntStream.range(0, test.size())
                .parallel()
                .forEach(row ->
                        System.arraycopy(network.predict(test.image(row)), 0, probabilities, row * classes, classes));
        return new RowPredictions.OfProbabilities(probabilities, classes, true);
    }
}
