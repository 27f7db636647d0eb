package io.github.mnistlab.report.html;

import java.util.List;

/**
 * Images side by side on a page about a data set.
 *
 * @param title what they have in common
 * @param pictures the images
 */
record Gallery(String title, List<Picture> pictures) {
    /**
     * An image with words.
     *
     * @param tile the image among the page's {@link Sprites}
     * @param label for whoever does not see it, beside the words
     * @param caption beneath it; may be empty
     * @param detail beneath that; may be empty
     */
    record Picture(int tile, String label, String caption, String detail) {}

    /**
     * Galleries under a common title.
     *
     * @param title what they have in common
     * @param galleries at least one
     */
    record Group(String title, List<Gallery> galleries) {}
}
