package io.github.mnistlab.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A reader of files that nobody vouches for.
 *
 * @param name of the folder of its corpus
 * @param fileName which the file must have
 * @param seeds what is damaged; each is read without complaint, so that what is damaged comes as far as it can
 * @param container what of damaged bytes makes a whole file, such as gzip with a right checksum
 * @param documented the exceptions that a caller is told to expect
 * @param reader reads the file whole
 */
record Target(
        String name,
        String fileName,
        List<byte[]> seeds,
        UnaryOperator<byte[]> container,
        Set<Class<? extends Exception>> documented,
        Reader reader) {

    @FunctionalInterface
    interface Reader {
        void read(Path file) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
