package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.ScaledGrey;
import io.github.mnistlab.model.step.matrix.SparseMatrix;

/** Takes the lit pixels of a batch's images as a {@link SparseMatrix}. */
final class SparseFeatures {
    private final DropoutMask dropout;
    private final byte[] image;
    private final int[] columns;
    private final float[] values;
    private final SparseMatrix matrix;

    /**
     * @param capacity the most rows
     * @param dropout of features; null for none
     */
    SparseFeatures(int capacity, int features, DropoutMask dropout) {
        this.dropout = dropout;
        this.image = new byte[features];
        this.columns = new int[features];
        this.values = new float[features];
        this.matrix = new SparseMatrix(capacity, features);
    }

    SparseMatrix matrix() {
        return matrix;
    }

    /**
     * Takes rows {@code order[from]} to {@code order[from + count - 1]}.
     *
     * @param key of the dropout in this step
     */
    void fill(LabeledImages images, int[] order, int from, int count, long key) {
        SparseMatrix.Lines rows = matrix.rows();
        rows.clear();
        for (int row = 0; row < count; row++) {
            images.copyImage(order[from + row], image, 0);
            int found = LitPixels.find(image, columns);
            for (int i = 0; i < found; i++) {
                values[i] = ScaledGrey.of(image[columns[i]]);
                columns[i]++;
            }
            if (dropout != null) {
                found = drop(found, row, key);
            }
            rows.add(0, 1);
            rows.add(columns, values, found);
            rows.endLine();
        }
        matrix.columns().setToTranspose(rows, 1 + image.length);
    }

    /** Leaves some of a row's pixels out and scales up the others; returns how many those are. */
    private int drop(int found, int row, long key) {
        int kept = 0;
        for (int i = 0; i < found; i++) {
            float factor = dropout.factor(key, row * image.length + columns[i] - 1);
            if (factor != 0) {
                columns[kept] = columns[i];
                values[kept++] = factor * values[i];
            }
        }
        return kept;
    }
}
