package io.github.mnistlab.model;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;

/** Rows as the numbers that a network takes: grey values from 0 to 1, or those of a prepared table as they are. */
@FunctionalInterface
public interface FeatureRows {
    /** Copies a row's numbers to {@code into} from {@code at} on. */
    void copy(int row, float[] into, int at);

    static FeatureRows of(Examples examples) {
        return examples instanceof LabeledTable table ? table::copyRow : of(examples.images());
    }

    private static FeatureRows of(LabeledImages images) {
        byte[] image = new byte[images.features()];
        return (row, into, at) -> {
            images.copyImage(row, image, 0);
            for (int pixel = 0; pixel < image.length; pixel++) {
                into[at + pixel] = ScaledGrey.of(image[pixel]);
            }
        };
    }
}
