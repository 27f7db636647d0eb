package io.github.mnistlab.model;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes class probabilities in batches of one size, the last one filled up with zeros: so the same rows in the
 * same order give the same bits, however many follow them. (A row in another place may differ in the last bit: some
 * matrix kernels, OpenBLAS's for Haswell among them, add up a block's first rows in another order.)
 */
public final class Predictor implements AutoCloseable {
    private static final int BATCH = 512;

    private final MultiLayerNetwork network;
    private final int classes;
    private final int width;
    private NetworkBatch batch;

    /**
     * @param width how many features a row has
     */
    public Predictor(MultiLayerNetwork network, int width, int classes) {
        this.network = network;
        this.width = width;
        this.classes = classes;
    }

    /**
     * @param features of each row, as many as the network takes
     * @param rows how many there are
     * @return row after row a probability for each class
     */
    public float[] predict(FeatureRows features, int rows) {
        if (batch == null) {
            // Not before: a training without validation never asks.
            batch = new NetworkBatch(BATCH, width, classes);
        }
        float[] probabilities = new float[Math.multiplyExact(rows, classes)];
        for (int from = 0; from < rows; from += BATCH) {
            int count = Math.min(BATCH, rows - from);
            batch.fill(features, from, count);
            INDArray output = network.output(batch.features(BATCH));
            output.data().asNioFloat().get(probabilities, from * classes, count * classes);
            output.close();
        }
        return probabilities;
    }

    @Override
    public void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }
}
