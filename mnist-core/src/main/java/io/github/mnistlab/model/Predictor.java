package io.github.mnistlab.model;

import io.github.mnistlab.data.LabeledImages;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes class probabilities in batches of one size, the last one filled up with empty images: so the same rows in the
 * same order give the same bits, however many follow them. (A row in another place may differ in the last bit: some
 * matrix kernels, OpenBLAS's for Haswell among them, add up a block's first rows in another order.)
 */
public final class Predictor implements AutoCloseable {
    private static final int BATCH = 512;

    private final MultiLayerNetwork network;
    private final int classes;
    private final ImageBatch batch;

    public Predictor(MultiLayerNetwork network, int classes) {
        this.network = network;
        this.classes = classes;
        this.batch = new ImageBatch(BATCH, classes);
    }

    /**
     * @param pixels any number of images
     * @return row after row a probability for each class
     */
    public float[] predict(byte[] pixels) {
        if (pixels.length % LabeledImages.PIXELS != 0) {
            throw new IllegalArgumentException("pixels must be a multiple of " + LabeledImages.PIXELS
                    + " bytes, the size of an image, but are " + pixels.length);
        }
        int rows = pixels.length / LabeledImages.PIXELS;
        float[] probabilities = new float[Math.multiplyExact(rows, classes)];
        for (int from = 0; from < rows; from += BATCH) {
            int count = Math.min(BATCH, rows - from);
            batch.fill(pixels, from, count);
            INDArray output = network.output(batch.features(BATCH));
            output.data().asNioFloat().get(probabilities, from * classes, count * classes);
            output.close();
        }
        return probabilities;
    }

    @Override
    public void close() {
        batch.close();
    }
}
