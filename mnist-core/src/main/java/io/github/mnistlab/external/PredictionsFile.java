package io.github.mnistlab.external;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.csv.GzipInput;
import io.github.mnistlab.experiment.JudgedModel.Values;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of predictions that was made elsewhere. It is trusted in nothing: no memory is taken for what it announces, and
 * everything is checked against the test rows.
 *
 * <p>What it is shows in its first bytes: a NumPy array, or else CSV; the raw numbers that a run of ours leaves are known
 * by the ending {@code .bin}. Any of them may be gzipped.
 */
public final class PredictionsFile {
    private static final byte[] NUMPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private PredictionsFile() {}

    /**
     * Reads a file.
     *
     * @param sha256 the digest that the file must have
     * @param values what its numbers are; empty for what the file says itself
     * @param rows that it must be of, all of them in their order
     * @throws DataException if it cannot be read, has changed, or is not such a file; the message has the first faults, each
     *     with its row and column
     */
    public static RowPredictions read(Path file, String sha256, Optional<Values> values, TestRows rows) {
        try (DigestInputStream raw = new DigestInputStream(Files.newInputStream(file), Sha256.newDigest())) {
            InputStream content = GzipInput.openMaybeCompressed(raw);
            byte[] start = content.readNBytes(NUMPY.length);
            RowPredictions predictions;
            if (Arrays.equals(start, NUMPY)) {
                predictions = NumpyPredictions.read(content, file.toString(), values, rows);
            } else if (startsWith(start, ZIP)) {
                throw new DataException(file + " is a zip archive, such as NumPy's .npz; save one array as .npy with"
                        + " numpy.save, or write CSV");
            } else if (String.valueOf(file.getFileName()).matches(".*\\.bin(\\.gz)?")) {
                predictions = RawPredictions.read(whole(start, content), file.toString(), values, rows);
            } else {
                predictions = CsvPredictions.read(whole(start, content), file.toString(), values, rows);
            }
            // What was read must be what the run is known by, to the last byte.
            raw.transferTo(OutputStream.nullOutputStream());
            requireDigest(file, sha256, Sha256.hex(raw.getMessageDigest()));
            return predictions;
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
    }

    /**
     * Whether a file says by its header that it holds predicted classes alone.
     *
     * @return also false where it cannot be read; reading it whole says why
     */
    public static boolean hasClassesAlone(Path file) {
        try (InputStream content = GzipInput.openMaybeCompressed(Files.newInputStream(file))) {
            return CsvPredictions.hasClassesAlone(content);
        } catch (IOException e) {
            return false;
        }
    }

    private static InputStream whole(byte[] start, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(start), new FilterInputStream(rest) {
            @Override
            public void close() {
                // What is left of the file is looked at yet.
            }
        });
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(Arrays.copyOf(bytes, start.length), start);
    }

    static void requireDigest(Path file, String expected, String found) {
        if (!found.equals(expected)) {
            throw new DataException(file + " has changed while it was used: its SHA-256 is " + found + ", but was "
                    + expected + " before");
        }
    }
}
