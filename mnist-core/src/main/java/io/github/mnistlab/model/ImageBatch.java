package io.github.mnistlab.model;

import io.github.mnistlab.data.LabeledImages;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The arrays through which images reach a network, filled again for every batch. */
public final class ImageBatch implements AutoCloseable {
    private static final int PIXELS = LabeledImages.PIXELS;

    private final int classes;
    private final INDArray features;
    private final INDArray labels;
    private final FloatBuffer featureValues;
    private final FloatBuffer labelValues;
    private final byte[] image = new byte[PIXELS];
    private final float[] pixelStage;
    private final float[] labelStage;

    /**
     * @param capacity the most rows
     * @param classes columns of the labels
     */
    public ImageBatch(int capacity, int classes) {
        this.classes = classes;
        features = Nd4j.create(DataType.FLOAT, capacity, PIXELS);
        labels = Nd4j.create(DataType.FLOAT, capacity, classes);
        featureValues = features.data().asNioFloat();
        labelValues = labels.data().asNioFloat();
        pixelStage = new float[capacity * PIXELS];
        labelStage = new float[capacity * classes];
    }

    /** Takes rows {@code order[from]} to {@code order[from + count - 1]}, labels included. */
    public void fill(LabeledImages images, int[] order, int from, int count) {
        Arrays.fill(labelStage, 0, count * classes, 0);
        for (int i = 0; i < count; i++) {
            int row = order[from + i];
            images.copyImage(row, image, 0);
            scale(image, 0, i);
            labelStage[i * classes + images.label(row)] = 1;
        }
        featureValues.put(0, pixelStage, 0, count * PIXELS);
        labelValues.put(0, labelStage, 0, count * classes);
    }

    /** Takes {@code count} images from row {@code from} on; rows after them become empty images. Labels stay. */
    public void fill(byte[] pixels, int from, int count) {
        for (int i = 0; i < count; i++) {
            scale(pixels, from + i, i);
        }
        Arrays.fill(pixelStage, count * PIXELS, pixelStage.length, 0);
        featureValues.put(0, pixelStage);
    }

    private void scale(byte[] pixels, int row, int into) {
        int source = row * PIXELS;
        int target = into * PIXELS;
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            pixelStage[target + pixel] = ScaledGrey.of(pixels[source + pixel]);
        }
    }

    /** The first rows' pixels, {@code [count, 784]}. */
    public INDArray features(int count) {
        return rows(features, count);
    }

    /** The first rows' labels, one-hot, {@code [count, classes]}. */
    public INDArray labels(int count) {
        return rows(labels, count);
    }

    private static INDArray rows(INDArray array, int count) {
        return count == array.size(0) ? array : array.get(NDArrayIndex.interval(0, count), NDArrayIndex.all());
    }

    @Override
    public void close() {
        features.close();
        labels.close();
    }
}
