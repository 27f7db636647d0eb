package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.disk.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes IDX files, gzipped if their name ends in {@code .gz}. They appear under their name only when they are whole; a
 * file that is there already is replaced.
 */
public final class IdxWriter {
    private IdxWriter() {}

    /**
     * Writes a data set as four raw files with MNIST's names.
     *
     * @param dataset at least one training and one test row
     * @param folder where to; made if it is missing
     * @throws DataException if a file cannot be written
     */
    public static DatasetFiles write(Dataset dataset, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException("folder " + folder + " cannot be made: " + IoReason.of(e, folder), e);
        }
        LabeledImages training = dataset.training().images();
        return new DatasetFiles(
                writeImages(training, folder.resolve("train-images-idx3-ubyte")),
                writeLabels(training, folder.resolve("train-labels-idx1-ubyte")),
                writeImages(dataset.test().images(), folder.resolve("t10k-images-idx3-ubyte")),
                writeLabels(dataset.test().images(), folder.resolve("t10k-labels-idx1-ubyte")),
                training.classes(),
                ImageForm.of(training.shape()));
    }

    /**
     * Writes the images, without their labels.
     *
     * @throws DataException if there are none, or the file cannot be written
     */
    public static IdxFile writeImages(LabeledImages rows, Path file) {
        return write(IdxKind.IMAGES, rows, rows.toPixelArray(), file);
    }

    /**
     * Writes the labels, without their images.
     *
     * @throws DataException if there are none, or the file cannot be written
     */
    public static IdxFile writeLabels(LabeledImages rows, Path file) {
        return write(IdxKind.LABELS, rows, rows.labels(), file);
    }

    private static IdxFile write(IdxKind kind, LabeledImages rows, byte[] body, Path file) {
        int count = rows.size();
        if (count < 1 || count > Examples.MAX_ROWS) {
            throw new DataException(
                    file + " would hold " + count + " " + kind.plural() + "; there must be 1 to " + Examples.MAX_ROWS);
        }
        byte[] header = kind.header(count, kind == IdxKind.IMAGES ? Optional.of(rows.shape()) : Optional.empty());
        MessageDigest digest = Sha256.newDigest();
        boolean compressed = file.toString().endsWith(".gz");
        try {
            WholeFile.write(file, stream -> {
                try (OutputStream out =
                        new DigestOutputStream(compressed ? new GZIPOutputStream(stream) : stream, digest)) {
                    out.write(header);
                    out.write(body);
                }
            });
        } catch (IOException e) {
            throw new DataException(file + " cannot be written: " + IoReason.of(e, file), e);
        }
        return new IdxFile(file, Sha256.hex(digest));
    }
}
