package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.matrix.SparseMatrix;

/** Takes the units of a rectifying layer that are active as a {@link SparseMatrix}, where few are. */
final class ActiveInputs {
    private final FloatMatrix inputs;
    private final SparseMatrix matrix;
    private final float[] stage;

    /**
     * @param inputs {@code [rows, 1 + inputs]}, of which the first column is 1
     * @param matrix room for as many
     */
    ActiveInputs(FloatMatrix inputs, SparseMatrix matrix) {
        this.inputs = inputs;
        this.matrix = matrix;
        this.stage = new float[inputs.rows()];
    }

    /** Takes those of the present batch, if there are so few that it pays. */
    boolean take() {
        int rows = inputs.rows();
        long all = (long) rows * inputs.columns();
        SparseMatrix.Lines columns = matrix.columns();
        columns.clear();
        for (int column = 0; column < inputs.columns(); column++) {
            inputs.get(column * rows, stage, rows);
            columns.addNotZero(stage);
            columns.endLine();
            if (!Sparsity.pays(columns.entries(), all)) {
                return false;
            }
        }
        matrix.rows().setToTranspose(columns, rows);
        return true;
    }
}
