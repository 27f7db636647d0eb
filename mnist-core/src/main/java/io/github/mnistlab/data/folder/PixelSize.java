package io.github.mnistlab.data.folder;

import io.github.mnistlab.data.FolderSpec;
import io.github.mnistlab.data.ImageShape;

/**
 * The size of a picture, which may be too large for an image.
 *
 * @param height lines, at least 1
 * @param width pixels in a line, at least 1
 */
record PixelSize(int height, int width) {

    static PixelSize of(FolderSpec.Size size) {
        return new PixelSize(size.height(), size.width());
    }

    boolean isOfAnImage() {
        return height <= ImageShape.MAX_SIDE && width <= ImageShape.MAX_SIDE;
    }

    /** Height and width, such as {@code 28×30}. */
    @Override
    public String toString() {
        return height + "×" + width;
    }
}
