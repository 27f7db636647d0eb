package io.github.mnistlab.model;

import io.github.mnistlab.data.Examples;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The arrays through which rows reach a network, filled again for every batch. */
public final class NetworkBatch implements AutoCloseable {
    private final int width;
    private final int classes;
    private final INDArray features;
    private final INDArray labels;
    private final FloatBuffer featureValues;
    private final FloatBuffer labelValues;
    private final float[] featureStage;
    private final float[] labelStage;

    /**
     * @param capacity the most rows
     * @param width columns of the features
     * @param classes columns of the labels
     */
    public NetworkBatch(int capacity, int width, int classes) {
        this.width = width;
        this.classes = classes;
        // Only what a fill has written is ever read.
        features = Nd4j.createUninitialized(DataType.FLOAT, capacity, width);
        labels = Nd4j.createUninitialized(DataType.FLOAT, capacity, classes);
        featureValues = features.data().asNioFloat();
        labelValues = labels.data().asNioFloat();
        featureStage = new float[Math.multiplyExact(capacity, width)];
        labelStage = new float[capacity * classes];
    }

    /** Takes rows {@code order[from]} to {@code order[from + count - 1]}, labels included. */
    public void fill(Examples examples, int[] order, int from, int count) {
        FeatureRows rows = FeatureRows.of(examples);
        Arrays.fill(labelStage, 0, count * classes, 0);
        for (int i = 0; i < count; i++) {
            int row = order[from + i];
            rows.copy(row, featureStage, i * width);
            labelStage[i * classes + examples.label(row)] = 1;
        }
        featureValues.put(0, featureStage, 0, count * width);
        labelValues.put(0, labelStage, 0, count * classes);
    }

    /** Takes {@code count} rows from row {@code from} on; rows after them become zero. Labels stay. */
    public void fill(FeatureRows rows, int from, int count) {
        for (int i = 0; i < count; i++) {
            rows.copy(from + i, featureStage, i * width);
        }
        Arrays.fill(featureStage, count * width, featureStage.length, 0);
        featureValues.put(0, featureStage);
    }

    /** The first rows' features, {@code [count, width]}. */
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
