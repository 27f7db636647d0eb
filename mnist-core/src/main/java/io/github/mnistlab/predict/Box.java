package io.github.mnistlab.predict;

import java.util.function.IntPredicate;

/**
 * The smallest box around pixels.
 *
 * @param left first column
 * @param top first line
 * @param width columns; negative if there is no pixel
 * @param height lines; negative if there is no pixel
 */
record Box(int left, int top, int width, int height) {
    /** The side of the box that a digit's ink is scaled into. */
    static final int DIGIT = 20;

    static Box around(IntPredicate pixels, int width, int height) {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < width * height; i++) {
            if (pixels.test(i)) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width + 1);
                top = Math.min(top, i / width);
                bottom = Math.max(bottom, i / width + 1);
            }
        }
        return new Box(left, top, right - left, bottom - top);
    }

    int side() {
        return Math.max(width, height);
    }
}
