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
    private StoredPreparation() {}

    /**
     * Reads it.
     *
     * @param file that a run of ours wrote
     * @return empty if it is a model of images
     * @throws IOException if it cannot be read
     */
    public static Optional<Preparation> read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(TrainedModel.PREPARATION);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return Optional.of(ExperimentJson.MAPPER.readValue(in, Preparation.class));
            }
        }
    }
}
