package io.github.mnistlab.external;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.external.onnx.ModelColumns;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.model.file.StoredPreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
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
        PlainNetwork network = read(file, sha256, test.features(), test.classes());
        return predictions(test.size(), network, row -> network.predict(test.image(row)));
    }

    /**
     * Predicts the rows of a table, which are prepared as the file says.
     *
     * @param test the rows as they are in their file, with all columns
     * @throws DataException likewise, or if the file does not say how rows are prepared, or the table lacks a column
     */
    public static RowPredictions of(Path file, String sha256, LabeledTable test) {
        Preparation preparation = preparation(file);
        List<Column> columns = preparation.columns().stream()
                .map(column -> new Column(column.name(), column.categories()))
                .toList();
        List<String> faults = ModelColumns.faults(columns, test.columns());
        if (!faults.isEmpty()) {
            throw new DataException(file + ": " + String.join("; ", faults));
        }
        LabeledTable rows = preparation.apply(ModelColumns.of(test, columns));
        PlainNetwork network = read(file, sha256, rows.features(), test.classes());
        return predictions(rows.size(), network, row -> network.predict(rows, row));
    }

    private static Preparation preparation(Path file) {
        try {
            return StoredPreparation.read(file)
                    .orElseThrow(
                            () -> new DataException(
                                    file + " does not say how the rows of a table are prepared for it: it"
                                            + " has no " + TrainedModel.PREPARATION
                                            + ", as the models that experiments here keep do. Judge it"
                                            + " as ONNX with what prepares rows inside, or by what it predicted (model.source: predictions)"));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DataException unreadable(Path file, IOException e) {
        return new DataException(file + " cannot be read as a network: " + IoReason.of(e, file), e);
    }

    private static PlainNetwork read(Path file, String sha256, int features, int classes) {
        PlainNetwork network;
        try {
            network = PlainNetwork.read(file, features);
            PredictionsFile.requireDigest(file, sha256, Sha256.of(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (network.classes() != classes) {
            throw new DataException(
                    file + " tells " + network.classes() + " classes apart, but the data set has " + classes);
        }
        return network;
    }

    private static RowPredictions predictions(int rows, PlainNetwork network, IntFunction<double[]> predict) {
        int classes = network.classes();
        double[] probabilities = new double[rows * classes];
        IntStream.range(0, rows)
                .parallel()
                .forEach(row -> System.arraycopy(predict.apply(row), 0, probabilities, row * classes, classes));
        return new RowPredictions.OfProbabilities(probabilities, classes, true);
    }
}
