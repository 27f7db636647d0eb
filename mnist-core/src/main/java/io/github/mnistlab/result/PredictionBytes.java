package io.github.mnistlab.result;

import io.github.mnistlab.evaluate.Labels;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.run.PredictionForm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The predictions of a run, read from the bytes that it left. */
final class PredictionBytes {
    private PredictionBytes() {}

    /**
     * @param labels the true class of each row
     * @throws IllegalArgumentException if they are no such predictions, or of another number of rows
     */
    static Predictions read(byte[] bytes, PredictionForm form, Labels labels, int classes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (form) {
            case FLOAT32 -> {
                float[] values = new float[bytes.length / Float.BYTES];
                buffer.asFloatBuffer().get(values);
                yield Predictions.of(labels, Probabilities.of(values, classes));
            }
            case FLOAT64 -> {
                double[] values = new double[bytes.length / Double.BYTES];
                buffer.asDoubleBuffer().get(values);
                yield Predictions.of(labels, Probabilities.of(values, classes));
            }
            case CLASSES -> {
                boolean wide = classes > 1 << Byte.SIZE;
                int[] predicted = new int[wide ? bytes.length / Short.BYTES : bytes.length];
                for (int row = 0; row < predicted.length; row++) {
                    predicted[row] = wide
                            ? Short.toUnsignedInt(buffer.getShort(row * Short.BYTES))
                            : Byte.toUnsignedInt(bytes[row]);
                }
                yield Predictions.of(labels, predicted, classes);
            }
        };
    }
}
