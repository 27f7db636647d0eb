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
 * @param place where it lies
 * @param seeds what is damaged; each is read without complaint, so that what is damaged comes as far as it can
 * @param container what of damaged bytes makes a whole file, such as gzip with a right checksum
 * @param documented the exceptions that a caller is told to expect
 * @param reader reads the file whole
 */
record Target(
        String name,
        String fileName,
        Place place,
        List<byte[]> seeds,
        UnaryOperator<byte[]> container,
        Set<Class<? extends Exception>> documented,
        Reader reader) {

    /** Where files lie. */
    enum Place {
        /** Half of the time of most readers is the operating system's, where they lie on its disk. */
        MEMORY,
        /** Where readers open them as the operating system's own, as {@link java.util.zip.ZipFile} does. */
        DISK
    }

    /** Of files in memory. */
    Target(
            String name,
            String fileName,
            List<byte[]> seeds,
            UnaryOperator<byte[]> container,
            Set<Class<? extends Exception>> documented,
            Reader reader) {
        this(name, fileName, Place.MEMORY, seeds, container, documented, reader);
    }

    @FunctionalInterface
    interface Reader {
        void read(Path file) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
