package io.github.mnistlab.data.file;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * An IDX file, raw or gzipped, and what its content must be.
 *
 * @param path where it lies; made absolute, so that another process finds it too
 * @param sha256 the digest of its decompressed content, in 64 lower-case hexadecimal digits
 * @param lasting whether nobody changes it or cuts it off while it is in use: so it is with files of our own, which are
 *     only ever replaced whole. Then it can be read where the operating system keeps it, once for all processes
 */
public record IdxFile(Path path, String sha256, boolean lasting) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Refuses what is not a digest. */
    public IdxFile {
        // Not normalised: 'link/..' is not always where 'link' is.
        path = path.toAbsolutePath();
        requireDigest(sha256);
    }

    /** One of a user's, which is read into memory. */
    public IdxFile(Path path, String sha256) {
        this(path, sha256, false);
    }

    IdxFile asLasting() {
        return new IdxFile(path, sha256, true);
    }

    static void requireDigest(String sha256) {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "a SHA-256 has 64 hexadecimal digits in lower case, but this is '" + sha256 + "'");
        }
    }
}
