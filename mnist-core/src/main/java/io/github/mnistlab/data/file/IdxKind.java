package io.github.mnistlab.data.file;

import io.github.mnistlab.data.LabeledImages;

/** The two kinds of IDX file that MNIST's format has; see "The MNIST database", LeCun, Cortes and Burges. */
enum IdxKind {
    /** Magic number, count, lines, columns; then 784 bytes an image. */
    IMAGES("images", 0x00000803, 16, LabeledImages.PIXELS),

    /** Magic number, count; then a byte a label. */
    LABELS("labels", 0x00000801, 8, 1);

    private final String plural;
    private final int magic;
    private final int headerBytes;
    private final int itemBytes;

    IdxKind(String plural, int magic, int headerBytes, int itemBytes) {
        this.plural = plural;
        this.magic = magic;
        this.headerBytes = headerBytes;
        this.itemBytes = itemBytes;
    }

    String plural() {
        return plural;
    }

    int magic() {
        return magic;
    }

    int headerBytes() {
        return headerBytes;
    }

    int itemBytes() {
        return itemBytes;
    }
}
