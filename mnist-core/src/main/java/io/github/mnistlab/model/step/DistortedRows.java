package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.AugmentationSpec;

/** Rows as a training sees them in one of its epochs. */
public final class DistortedRows {
    private DistortedRows() {}

    /**
     * Distorts.
     *
     * @param spec at least one distortion
     * @param rows the training's
     * @param which of them, at least one
     * @param streams the training's
     * @param epoch from 1
     * @return {@code which}, in this order; where balancing changes the numbers of rows, as if it had not
     */
    public static LabeledImages of(
            AugmentationSpec spec, LabeledImages rows, int[] which, RandomStreams streams, int epoch) {
        try (ThreadTeam alone = new ThreadTeam()) {
            Augmentation augmentation = new Augmentation(spec, rows, which.length, alone);
            augmentation.beginEpoch(Trainer.augmentationSeed(streams, epoch));
            return augmentation.batch(which, 0, which.length);
        }
    }
}
