package io.github.mnistlab.data.file;

import io.github.mnistlab.data.ImageShape;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The two kinds of IDX file that MNIST's format has, of unsigned bytes; see "The MNIST database", LeCun, Cortes and Burges.
 * A magic number ends with the number of dimensions.
 */
enum IdxKind {
    /** Magic number, count, lines, columns, and channels where there is a fourth dimension; then the bytes of each image. */
    IMAGES("images", 0x00000803, 16),

    /** Magic number, count; then a byte a label. */
    LABELS("labels", 0x00000801, 8);

    /** Of images with channels. */
    private static final int MAGIC_OF_CHANNELS = 0x00000804;

    private final String plural;
    private final int magic;
    private final int headerBytes;

    IdxKind(String plural, int magic, int headerBytes) {
        this.plural = plural;
        this.magic = magic;
        this.headerBytes = headerBytes;
    }

    String plural() {
        return plural;
    }

    int magic() {
        return magic;
    }

    boolean hasMagic(int number) {
        return number == magic || (this == IMAGES && number == MAGIC_OF_CHANNELS);
    }

    /** The bytes of a header with this magic number. */
    int headerBytes(int number) {
        return number == MAGIC_OF_CHANNELS ? headerBytes + Integer.BYTES : headerBytes;
    }

    /** The bytes of the shortest header. */
    int headerBytes() {
        return headerBytes;
    }

    /**
     * The header of a file.
     *
     * @param shape of images
     */
    byte[] header(int count, Optional<ImageShape> shape) {
        boolean channels = shape.filter(images -> !images.isGrey()).isPresent();
        int number = channels ? MAGIC_OF_CHANNELS : magic;
        ByteBuffer header =
                ByteBuffer.allocate(headerBytes(number)).putInt(number).putInt(count);
        shape.ifPresent(images -> header.putInt(images.height()).putInt(images.width()));
        if (channels) {
            header.putInt(shape.get().channels());
        }
        return header.array();
    }
}
