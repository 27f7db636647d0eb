package io.github.mnistlab.external;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.experiment.JudgedModel.Values;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The probabilities that a run of ours left: little-endian float32 or float64, row after row, and nothing else. */
final class RawPredictions {
    private RawPredictions() {}

    static RowPredictions read(InputStream content, String file, Optional<Values> values, TestRows rows)
            throws IOException {
        if (values.equals(Optional.of(Values.LABELS))) {
            throw new DataException(
                    file + " holds a number for each class, but values: labels asks for predicted classes;"
                            + " write them as CSV with the column predicted");
        }
        long numbers = (long) rows.count() * rows.classes().size();
        // No more than it may hold is taken, however much comes.
        byte[] bytes = content.readNBytes(Math.toIntExact(Math.multiplyExact(numbers, Double.BYTES) + 1));
        if (bytes.length != numbers * Float.BYTES && bytes.length != numbers * Double.BYTES) {
            throw new DataException(file + " holds "
                    + (bytes.length > numbers * Double.BYTES ? "more than " + (bytes.length - 1) : bytes.length)
                    + " bytes, but " + rows.count() + " test rows of "
                    + rows.classes().size() + " classes take "
                    + numbers * Float.BYTES + " (float32) or " + numbers * Double.BYTES + " (float64)");
        }
        Faults faults = new Faults(file);
        Scores scores = new Scores(values.orElse(Values.PROBABILITIES), rows, faults);
        readRows(
                new ByteArrayInputStream(bytes),
                bytes.length == numbers * Float.BYTES ? Float.BYTES : Double.BYTES,
                rows,
                scores,
                faults);
        return scores.probabilities(false);
    }

    /**
     * Reads rows of little-endian numbers, after which the stream must end.
     *
     * @param bytes of a number: 4 or 8
     * @throws DataException if they are not what they should be
     */
    static void readRows(InputStream content, int bytes, TestRows rows, Scores scores, Faults faults)
            throws IOException {
        byte[] line = new byte[rows.classes().size() * bytes];
        ByteBuffer buffer = ByteBuffer.wrap(line).order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[rows.classes().size()];
        for (int row = 0; row < rows.count() && !faults.isFull(); row++) {
            if (content.readNBytes(line, 0, line.length) < line.length) {
                throw faults.with("it ends in row " + row + " of " + rows.count() + ": it is truncated");
            }
            for (int label = 0; label < numbers.length; label++) {
                numbers[label] =
                        bytes == Float.BYTES ? buffer.getFloat(label * bytes) : buffer.getDouble(label * bytes);
            }
            int current = row;
            scores.add(row, numbers, label -> "row " + current + ", column " + label);
        }
        if (!faults.isFull() && content.read() >= 0) {
            faults.add("it goes on after its " + rows.count() + " rows, where it must end");
        }
        faults.throwIfAny();
    }
}
