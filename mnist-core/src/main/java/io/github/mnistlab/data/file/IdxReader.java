package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.csv.GzipInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads IDX files of images and of labels, raw or gzipped, and believes nothing that they say about themselves.
 *
 * <p>A file is read once, front to back; its digest is taken on the way. No memory is taken for what a header announces
 * before the file is known to be able to hold it, and from gzip only as content really comes.
 */
public final class IdxReader {
    private static final int CHUNK_BYTES = 1 << 20;

    /** What every virtual machine lets an array have. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private IdxReader() {}

    /**
     * What a file held.
     *
     * @param head what its header says
     * @param body the bytes after the header: those of each image, or a label each; of no length if they were not kept
     * @param sha256 the digest of the whole decompressed content, header included
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two methods, never compared
    record Content(Head head, byte[] body, String sha256) {
        int count() {
            return head.count();
        }
    }

    /**
     * What a header says.
     *
     * @param count images or labels, 1 to {@value Examples#MAX_ROWS}
     * @param shape of images
     */
    record Head(int count, Optional<ImageShape> shape) {
        private long bodyBytes() {
            return (long) count * shape.map(ImageShape::values).orElse(1);
        }
    }

    /**
     * Reads images of any shape and their labels from 0, and checks that their content is what it was.
     *
     * @param images a file of images, with the digest that its content must have
     * @param labels a file of as many labels, likewise
     * @param classes 2 to {@value LabeledImages#MOST_CLASSES}; labels are below it
     * @throws DataException if a file cannot be read, is damaged, has another content, or does not fit the other one
     */
    public static LabeledImages read(IdxFile images, IdxFile labels, int classes) {
        return read(images, labels, classes, false, 0);
    }

    /** Likewise, in a form that the files do not tell. */
    static LabeledImages read(IdxFile images, IdxFile labels, int classes, ImageForm form) {
        return read(images, labels, classes, form.transposed(), form.firstLabel());
    }

    private static LabeledImages read(IdxFile images, IdxFile labels, int classes, boolean transposed, int firstLabel) {
        Content readLabels = labels(labels, classes, firstLabel);
        Content readImages = checkDigest(images, read(images.path(), IdxKind.IMAGES, true));
        checkCounts(images.path(), readImages, labels.path(), readLabels);
        ImageShape shape = readImages.head().shape().orElseThrow();
        if (transposed) {
            transpose(readImages.body(), shape);
        }
        return new LabeledImages(
                transposed ? shape.transposed() : shape, readImages.body(), readLabels.body(), classes);
    }

    /** Labels of which the first class is 0. */
    private static Content labels(IdxFile file, int classes, int firstLabel) {
        Content read = checkDigest(file, read(file.path(), IdxKind.LABELS, true));
        checkLabels(file.path(), read.body(), firstLabel, classes);
        byte[] labels = read.body();
        for (int row = 0; row < labels.length; row++) {
            labels[row] -= (byte) firstLabel;
        }
        return read;
    }

    /** Puts lines for columns in each image. */
    private static void transpose(byte[] pixels, ImageShape from) {
        byte[] image = new byte[from.values()];
        for (int at = 0; at < pixels.length; at += image.length) {
            System.arraycopy(pixels, at, image, 0, image.length);
            for (int pixel = 0; pixel < from.pixels(); pixel++) {
                int column = pixel % from.width();
                int to = column * from.height() + pixel / from.width();
                System.arraycopy(image, pixel * from.channels(), pixels, at + to * from.channels(), from.channels());
            }
        }
    }

    /**
     * The same as {@link #read(IdxFile, IdxFile, int, ImageForm)}, with the images where the operating system has them, once for all
     * processes, if their file is raw and {@linkplain IdxFile#lasting lasts}.
     */
    static LabeledImages share(IdxFile images, IdxFile labels, int classes, ImageForm form) {
        Path file = images.path();
        if (form.transposed() || !images.lasting() || !isRaw(file)) {
            return read(images, labels, classes, form);
        }
        Content readLabels = labels(labels, classes, form.firstLabel());
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            MessageDigest digest = Sha256.newDigest();
            digest.update(mapped.duplicate());
            ByteBuffer header = mapped.duplicate();
            Head head = head(file, IdxKind.IMAGES, bytes -> {
                byte[] read = new byte[Math.min(header.remaining(), bytes)];
                header.get(read);
                return read;
            });
            Content content = checkDigest(images, new Content(head, new byte[0], Sha256.hex(digest)));
            checkCounts(file, content, labels.path(), readLabels);
            mapped.position(header.position());
            return new LabeledImages(head.shape().orElseThrow(), mapped.slice(), readLabels.body(), classes);
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
            long[] headerBytes = {0};
            Head head = head(file, kind, bytes -> {
                byte[] read = in.readNBytes(bytes);
                headerBytes[0] += read.length;
                digest.update(read);
                return read;
            });
            int count = head.count();
            long bodyBytes = head.bodyBytes();
            boolean compressed = in instanceof GzipInput;
            if (!compressed && fileBytes != headerBytes[0] + bodyBytes) {
                throw new DataException(file + " is " + fileBytes + " bytes long, but its header announces " + count
                        + " " + kind.plural()
                        + head.shape()
                                .map(shape -> " of " + shape.height() + "×" + shape.width() + " pixels")
                                .orElse("")
                        + ", which take " + (headerBytes[0] + bodyBytes) + " bytes");
            }
            if (compressed && bodyBytes > GzipInput.MAX_RATIO * fileBytes) {
                throw new DataException(file + " announces " + count + " " + kind.plural() + ", " + bodyBytes
                        + " bytes, which is more than gzip can hold in the file's " + fileBytes + " bytes");
            }
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
            return new Content(head, body, Sha256.hex(digest));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
    }

    static void checkLabels(Path file, byte[] labels, int first, int classes) {
        for (int row = 0; row < labels.length; row++) {
            int label = labels[row] & 0xff;
            if (label < first || label >= first + classes) {
                throw new DataException(file + ": label " + label + " of row " + row + " is out of range; labels are "
                        + first + " to " + (first + classes - 1));
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

    /** What the next bytes are, as many as are asked for if there are. */
    @FunctionalInterface
    private interface NextBytes {
        byte[] read(int count) throws IOException;
    }

    private static Head head(Path file, IdxKind kind, NextBytes in) throws IOException {
        byte[] header = in.read(kind.headerBytes());
        if (header.length < kind.headerBytes()) {
            throw new DataException(file + " holds " + header.length + " bytes, but the header of an IDX file of "
                    + kind.plural() + " alone has " + kind.headerBytes());
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int magic = fields.getInt();
        if (!kind.hasMagic(magic)) {
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
        if (kind == IdxKind.LABELS) {
            return new Head(count, Optional.empty());
        }
        byte[] rest = in.read(kind.headerBytes(magic) - kind.headerBytes());
        if (rest.length < kind.headerBytes(magic) - kind.headerBytes()) {
            throw new DataException(file + " ends in its header");
        }
        int channels = rest.length == 0 ? 1 : ByteBuffer.wrap(rest).getInt();
        Head head = new Head(count, Optional.of(shape(file, fields.getInt(), fields.getInt(), channels)));
        if (head.bodyBytes() > MAX_BYTES) {
            throw new DataException(file + " announces " + count + " images of "
                    + head.shape().get() + ", " + head.bodyBytes() + " bytes; at most " + MAX_BYTES + " can be held");
        }
        return head;
    }

    private static ImageShape shape(Path file, int lines, int columns, int channels) {
        try {
            return new ImageShape(lines, columns, channels);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    private static String nameOf(int magic) {
        for (IdxKind kind : IdxKind.values()) {
            if (kind.hasMagic(magic)) {
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
