package io.github.mnistlab.data.generated;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxWriter;
import java.nio.file.Path;

/**
 * Generated digits as files, so that every process of a build, here or elsewhere, reads the same rows in the same way as
 * MNIST's.
 */
public final class GeneratedDigitsStore {
    private final Path directory;

    /**
     * @param directory takes the files; made when needed
     */
    public GeneratedDigitsStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Draws a data set and writes its files, which is quick enough to do anew each time.
     *
     * @param seed of the drawing
     * @param training rows
     * @param test rows
     * @throws DataException if the files cannot be written
     */
    public DatasetFiles files(long seed, int training, int test) {
        Dataset digits = new Dataset(
                DigitGenerator.generate(seed, "training", training), DigitGenerator.generate(seed, "test", test));
        // By content: builds that share the folder replace a file by its like at worst.
        String digest = Sha256.of(digits.training().digest() + digits.test().digest());
        return IdxWriter.write(digits, directory.resolve(digest.substring(0, 16)))
                .lasting();
    }
}
