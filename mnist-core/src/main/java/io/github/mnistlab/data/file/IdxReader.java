package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads IDX files of 28×28 images and of labels, raw or gzipped, and believes nothing that they say about themselves.
 *
 * <p>A file is read once, front to back; its digest is taken on the way. No memory is taken for what a header announces
 * before the file is known to be able to hold it, and from gzip only as content really comes.
 */
public final class IdxReader {
    private static final int CHUNK_BYTES = 1 << 20;

    private IdxReader() {}

    /**
     * What a file held.
     *
     * @param count images or labels, 1 to {@value Examples#MAX_ROWS}
     * @param body the bytes after the header: {@code count * 784} grey values, or {@code count} labels; of no length if
     *     they were not kept
     * @param sha256 the digest of the whole decompressed content, header included
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two methods, never compared
    record Content(int count, byte[] body, String sha256) {}

    /**
     * Reads images and their labels, and checks that their content is what it was.
     *
     * @param images a file of images, with the digest that its content must have
     * @param labels a file of as many labels, likewise
     * @param classes 2 to {@value LabeledImages#MAX_CLASSES}; labels are below it
     * @throws DataException if a file cannot be read, is damaged, has another content, or does not fit the other one
     */
    public static LabeledImages read(IdxFile images, IdxFile labels, int classes) {
        Content readLabels = checkDigest(labels, read(labels.path(), IdxKind.LABELS, true));
        checkLabels(labels.path(), readLabels.body(), classes);
        Content readImages = checkDigest(images, read(images.path(), IdxKind.IMAGES, true));
        checkCounts(images.path(), readImages, labels.path(), readLabels);
        return new LabeledImages(readImages.body(), readLabels.body(), classes);
    }

    /**
     * The same as {@link #read(IdxFile, IdxFile, int)}, with the images where the operating system has them, once for all
     * processes, if their file is raw and {@linkplain IdxFile#lasting lasts}.
     */
    static LabeledImages share(IdxFile images, IdxFile labels, int classes) {
        Path file = images.path();
        if (!images.lasting() || !isRaw(file)) {
            return read(images, labels, classes);
        }
        Content readLabels = checkDigest(labels, read(labels.path(), IdxKind.LABELS, true));
        checkLabels(labels.path(), readLabels.body(), classes);
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            MessageDigest digest = Sha256.newDigest();
            digest.update(mapped.duplicate());
            byte[] header = new byte[Math.min(mapped.limit(), IdxKind.IMAGES.headerBytes())];
            mapped.get(header);
            int count = checkHeader(file, IdxKind.IMAGES, header);
            Content content = checkDigest(images, new Content(count, new byte[0], Sha256.hex(digest)));
            checkCounts(file, content, labels.path(), readLabels);
            return new LabeledImages(mapped.slice(), readLabels.body(), classes);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
    }

    private static boolean isRaw(Path file) {
        try {
            return Files.isRegularFile(file) && !GzipInput.isCompressed(file);
        } catch (IOException e) {
            // Reading it says more.
            return false;
        }
    }

    /** Reads a file; the pixels or labels themselves only if they are to be kept. Labels are not yet looked at. */
    static Content read(Path file, IdxKind kind, boolean keep) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + " is not a file" + (Files.exists(file) ? "" : ": nothing is there"));
        }
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = GzipInput.openMaybeCompressed(file)) {
            long fileBytes = Files.size(file);
            byte[] header = in.readNBytes(kind.headerBytes());
            int count = checkHeader(file, kind, header);
            long bodyBytes = (long) count * kind.itemBytes();
            boolean compressed = in instanceof GzipInput;
            if (!compressed && fileBytes != header.length + bodyBytes) {
                throw new DataException(file + " is " + fileBytes + " bytes long, but its header announces " + count
                        + " " + kind.plural() + ", which take " + (header.length + bodyBytes) + " bytes");
            }
            if (compressed && bodyBytes > GzipInput.MAX_RATIO * fileBytes) {
                throw new DataException(file + " announces " + count + " " + kind.plural() + ", " + bodyBytes
                        + " bytes, which is more than gzip can hold in the file's " + fileBytes + " bytes");
            }
            digest.update(header);
            int firstBytes = (int) (keep && !compressed ? bodyBytes : Math.min(bodyBytes, CHUNK_BYTES));
            byte[] body = readBody(in, bodyBytes, new byte[firstBytes], keep, digest);
            if (body == null) {
                throw new DataException(file + " ends before the " + count + " " + kind.plural()
                        + " that its header announces; it is truncated");
            }
            if (in.read() >= 0) {
                throw new DataException(file + " goes on after the " + count + " " + kind.plural()
                        + " that its header announces; it must end there");
            }
            return new Content(count, body, Sha256.hex(digest));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
    }

    static void checkLabels(Path file, byte[] labels, int classes) {
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= classes) {
                throw new DataException(file + ": label " + (labels[row] & 0xff) + " of row " + row
                        + " is out of range; labels are 0 to " + (classes - 1));
            }
        }
    }

    static void checkCounts(Path imageFile, Content images, Path labelFile, Content labels) {
        if (images.count() != labels.count()) {
            throw new DataException(imageFile + " holds " + images.count() + " images, but " + labelFile + " holds "
                    + labels.count() + " labels; each image must have one label");
        }
    }

    private static Content checkDigest(IdxFile expected, Content found) {
        if (!found.sha256().equals(expected.sha256())) {
            throw new DataException(expected.path() + " has changed or is another file: the SHA-256 of its content is "
                    + found.sha256() + ", but must be " + expected.sha256());
        }
        return found;
    }

    private static int checkHeader(Path file, IdxKind kind, byte[] header) {
        if (header.length < kind.headerBytes()) {
            throw new DataException(file + " holds " + header.length + " bytes, but the header of an IDX file of "
                    + kind.plural() + " alone has " + kind.headerBytes());
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int magic = fields.getInt();
        if (magic != kind.magic()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s begins with the magic number 0x%08x%s, but an IDX file of %s begins with 0x%08x",
                    file,
                    magic,
                    nameOf(magic),
                    kind.plural(),
                    kind.magic()));
        }
        int count = fields.getInt();
        if (count <= 0 || count > Examples.MAX_ROWS) {
            throw new DataException(
                    file + " announces " + count + " " + kind.plural() + "; there must be 1 to " + Examples.MAX_ROWS);
        }
        if (kind == IdxKind.IMAGES) {
            int lines = fields.getInt();
            int columns = fields.getInt();
            if (lines != LabeledImages.SIDE || columns != LabeledImages.SIDE) {
                throw new DataException(
                        file + " holds images of " + lines + "×" + columns + " pixels, but they must be 28×28");
            }
        }
        return count;
    }

    private static String nameOf(int magic) {
        for (IdxKind kind : IdxKind.values()) {
            if (kind.magic() == magic) {
                return " of " + kind.plural();
            }
        }
        return "";
    }

    /** The body, in an array that grew as content came; null if it ended too early. */
    private static byte[] readBody(InputStream in, long bytes, byte[] first, boolean keep, MessageDigest digest)
            throws IOException {
        byte[] buffer = first;
        long done = 0;
        while (done < bytes) {
            if (keep && done == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(bytes, 2L * buffer.length));
            }
            int offset = keep ? (int) done : 0;
            int count = in.read(buffer, offset, (int) Math.min(buffer.length - offset, bytes - done));
            if (count < 0) {
                return null;
            }
            digest.update(buffer, offset, count);
            done += count;
        }
        return keep ? buffer : new byte[0];
    }
}
