package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The features of what is trained on: in which order {@link DenseTrainingStep} keeps them, and whether most are zero. */
final class FeatureOrder {
    private final int[] order;
    private final boolean sparse;

    private FeatureOrder(int[] order, boolean sparse) {
        this.order = order;
        this.sparse = sparse;
    }

    /**
     * Pixels by the number of images that light them, the most first; those of equal numbers, and a table's columns, in their own order.
     * Then those that no image of a batch lights are nearly all at the end, where products of dense matrices can leave them out.
     */
    static FeatureOrder of(Examples examples) {
        if (examples instanceof LabeledTable) {
            return new FeatureOrder(IntStream.range(0, examples.features()).toArray(), false);
        }
        LabeledImages images = examples.images();
        int[] times = new int[images.features()];
        int[] lit = new int[times.length];
        byte[] image = new byte[times.length];
        long all = 0;
        for (int row = 0; row < images.size(); row++) {
            images.copyImage(row, image, 0);
            int found = LitPixels.find(image, lit);
            all += found;
            for (int i = 0; i < found; i++) {
                times[lit[i]]++;
            }
        }
        int[] order = IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingInt(pixel -> -times[pixel]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new FeatureOrder(order, Sparsity.pays(all, (long) times.length * images.size()));
    }

    /** The same order of features of which few are zero, as where noise is added to them. */
    FeatureOrder withNoise() {
        return new FeatureOrder(order, false);
    }

    /** The features' numbers, in this order. */
    int[] order() {
        return order.clone();
    }

    int features() {
        return order.length;
    }

    /** Whether they are pixels of which so few are lit that only these should be multiplied. */
    boolean isSparse() {
        return sparse;
    }
}
