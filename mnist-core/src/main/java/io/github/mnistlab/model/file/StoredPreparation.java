package io.github.mnistlab.model.file;

import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.json.ExperimentJson;
import io.github.mnistlab.model.TrainedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The preparation of a table's rows that stands beside the weights in a model file of our own. */
public final class StoredPreparation {
    /** Hundreds of bytes for each of the most columns that a network could take. */
    private static final int MOST_BYTES = 64 << 20;

    private StoredPreparation() {}

    /**
     * Reads it.
     *
     * @param file trusted in nothing
     * @return empty if it is a model of images
     * @throws IOException if it cannot be read, or is more than any preparation
     */
    public static Optional<Preparation> read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(TrainedModel.PREPARATION);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] json = in.readNBytes(MOST_BYTES + 1);
                if (json.length > MOST_BYTES) {
                    throw new ModelFileException(
                            file, TrainedModel.PREPARATION + " has more than " + MOST_BYTES + " bytes");
                }
                Preparation preparation = ExperimentJson.MAPPER.readValue(json, Preparation.class);
                if (preparation == null) {
                    throw new ModelFileException(file, TrainedModel.PREPARATION + " says nothing");
                }
                return Optional.of(preparation);
            }
        }
    }
}
