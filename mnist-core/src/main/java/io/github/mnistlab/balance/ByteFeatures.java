package io.github.mnistlab.balance;

import io.github.mnistlab.data.OneHot;
import java.util.List;

/** Features that are unsigned bytes: distances are whole numbers, and so are their single-precision copies. */
final class ByteFeatures extends FeatureMatrix {
    private final byte[] values;

    ByteFeatures(byte[] values, int rows, int columns) {
        super(rows, columns);
        this.values = values;
    }

    @Override
    public double squaredDistance(int row, int other) {
        int from = row * columns();
        int to = other * columns();
        int sum = 0; // at most 784 · 255², about 2²⁶
        for (int column = 0; column < columns(); column++) {
            int difference = (values[from + column] & 0xff) - (values[to + column] & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public void copyRow(int row, float[] to) {
        int from = row * columns();
        for (int column = 0; column < columns(); column++) {
            to[column] = values[from + column] & 0xff;
        }
    }

    @Override
    List<OneHot> oneHot() {
        return List.of();
    }

    @Override
    FeatureMatrix apply(Resampling recipe) {
        byte[] made = recipe.apply(
                (row, into, at) -> System.arraycopy(values, row * columns(), into, at, columns()), columns());
        return new ByteFeatures(made, recipe.size(), columns());
    }

    @Override
    double value(int row, int column) {
        return values[row * columns() + column] & 0xff;
    }
}
