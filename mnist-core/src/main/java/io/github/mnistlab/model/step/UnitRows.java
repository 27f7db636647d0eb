package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.matrix.FloatMatrix;

/** The numbers of a batch's units row by row in the Java heap, where a {@link FloatMatrix} has them unit by unit. */
final class UnitRows {
    /** Units that are turned around at a time: as many numbers as a line of the cache has. */
    private static final int TILE = 16;

    private final float[][] rows;
    private final UnitBlocks blocks;

    /**
     * @param capacity the most rows
     */
    UnitRows(int capacity, int units, UnitBlocks blocks) {
        this.rows = new float[capacity][units];
        this.blocks = blocks;
    }

    /** All numbers of a row, one for each unit. */
    float[][] rows() {
        return rows;
    }

    /**
     * @param matrix {@code [rows, units]}, which gets the numbers
     */
    void writeTo(FloatMatrix matrix) {
        blocks.write(matrix, (stage, first, count) -> {
            int height = matrix.rows();
            for (int tile = 0; tile < count; tile += TILE) {
                int width = Math.min(TILE, count - tile);
                for (int row = 0; row < height; row++) {
                    float[] numbers = rows[row];
                    for (int unit = 0; unit < width; unit++) {
                        stage[(tile + unit) * height + row] = numbers[first + tile + unit];
                    }
                }
            }
        });
    }

    /**
     * @param matrix {@code [rows, units]}, whose numbers are taken
     */
    void readFrom(FloatMatrix matrix) {
        blocks.read(matrix, (stage, first, count) -> {
            int height = matrix.rows();
            for (int tile = 0; tile < count; tile += TILE) {
                int width = Math.min(TILE, count - tile);
                for (int row = 0; row < height; row++) {
                    float[] numbers = rows[row];
                    for (int unit = 0; unit < width; unit++) {
                        numbers[first + tile + unit] = stage[(tile + unit) * height + row];
                    }
                }
            }
        });
    }
}
