package io.github.mnistlab.data.file;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.csv.GzipInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** By what a file of a public data set is accepted. */
public sealed interface KnownFile {
    /**
     * Looks at every byte of a file.
     *
     * @param file raw or gzipped
     * @param name what it is to be, for messages
     * @return the SHA-256 of its decompressed content, in hexadecimal
     * @throws ForeignFileException if it is anything else
     */
    String accept(Path file, String name) throws ForeignFileException;

    /** No gzip file that is accepted has more bytes. */
    long mostCompressedBytes();

    /**
     * A file whose content is known, however it is packed.
     *
     * @param sha256 of its decompressed content, in 64 lower-case hexadecimal digits
     * @param bytes of its decompressed content
     */
    record Content(String sha256, long bytes) implements KnownFile {
        /** Refuses what is not a digest. */
        public Content {
            IdxFile.requireDigest(sha256);
        }

        @Override
        public String accept(Path file, String name) throws ForeignFileException {
            MessageDigest digest = Sha256.newDigest();
            long found;
            try (InputStream in = GzipInput.openMaybeCompressed(file)) {
                found = read(in, digest, bytes);
            } catch (IOException e) {
                throw new ForeignFileException("cannot be read: " + IoReason.of(e, file));
            }
            if (found > bytes) {
                throw new ForeignFileException("holds more than the " + bytes + " bytes of " + name);
            }
            if (found < bytes) {
                throw new ForeignFileException("holds only " + found + " of the " + bytes + " bytes of " + name);
            }
            String content = Sha256.hex(digest);
            if (!content.equals(sha256)) {
                throw new ForeignFileException(
                        "is not " + name + ": the SHA-256 of its content is " + content + ", but must be " + sha256);
            }
            return content;
        }

        /** Deflate adds less than a thousandth to what it cannot press. */
        @Override
        public long mostCompressedBytes() {
            return bytes + bytes / 1000 + 1024;
        }
    }

    /**
     * A gzip file of which nothing is known but the digest that its makers published: what it holds is known once it is here.
     *
     * @param sha256 of the gzip file as it is, in 64 lower-case hexadecimal digits
     */
    record GzipFile(String sha256) implements KnownFile {
        /** More than the largest has, Fashion-MNIST's training images of 26 MB. */
        private static final long MOST_BYTES = 64L << 20;

        /** More than the largest holds, 47 MB. */
        private static final long MOST_CONTENT = 256L << 20;

        /** Refuses what is not a digest. */
        public GzipFile {
            IdxFile.requireDigest(sha256);
        }

        @Override
        public String accept(Path file, String name) throws ForeignFileException {
            MessageDigest digest = Sha256.newDigest();
            MessageDigest content = Sha256.newDigest();
            try {
                try (InputStream in = Files.newInputStream(file)) {
                    read(in, digest, MOST_BYTES);
                }
                String found = Sha256.hex(digest);
                if (!found.equals(sha256)) {
                    throw new ForeignFileException("is not the published " + name + ".gz: its SHA-256 is " + found
                            + ", but must be " + sha256
                            + "; only the gzip file itself is known, so that raw and recompressed copies are refused");
                }
                try (InputStream in = GzipInput.openMaybeCompressed(file)) {
                    read(in, content, MOST_CONTENT);
                }
            } catch (IOException e) {
                throw new ForeignFileException("cannot be read: " + IoReason.of(e, file));
            }
            return Sha256.hex(content);
        }

        @Override
        public long mostCompressedBytes() {
            return MOST_BYTES;
        }
    }

    /** Reads to the end, or to the first byte too many; returns how many bytes there were. */
    private static long read(InputStream in, MessageDigest digest, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (int count = in.read(buffer); count >= 0 && bytes <= most; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
            bytes += count;
        }
        return bytes;
    }
}
