package io.github.mnistlab.explore;

import io.github.mnistlab.data.LabeledImages;

/**
 * Rows that are used for one purpose.
 *
 * @param name what they are for, such as {@code training}; tells parts of one data set apart
 * @param rows the images and their labels; at least one
 */
public record Part(String name, LabeledImages rows) {
    /** What the rows are called that are learned from. */
    public static final String TRAINING = "training";

    /** What the rows are called that learning is watched by. */
    public static final String VALIDATION = "validation";

    /** What the rows are called that are tested on. */
    public static final String TEST = "test";

    /** Refuses to be without a name or rows. */
    public Part {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a part must have a name, but it is '" + name + "'");
        }
        if (rows.size() == 0) {
            throw new IllegalArgumentException("the part '" + name + "' must have images, but has none");
        }
        // They are gone through again and again, by their places in it.
        rows = rows.inOneArray();
    }
}
