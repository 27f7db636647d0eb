package io.github.mnistlab.bench;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DownloadListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The training images of MNIST, all of them or imbalanced by a rule that another language can follow to the row. */
final class Mnist {
    /** Rows that a rare class has at ratio 1. */
    private static final int FULL = 6_000;

    private Mnist() {}

    /** From the folder that the system property {@code mnist.dataDirectory} names, or downloaded once. */
    static LabeledImages training() {
        String directory = System.getProperty("mnist.dataDirectory", "");
        return DataStore.standard(directory.isEmpty() ? null : Path.of(directory), false)
                .mnist(DownloadListener.none())
                .load()
                .training()
                .images();
    }

    /**
     * Step imbalance: digits 0 to 4 keep their first {@code 6000 / ratio} rows, the others all of theirs.
     *
     * @param ratio 1 for all rows of all digits
     */
    static LabeledImages imbalanced(LabeledImages images, int ratio) {
        if (ratio == 1) {
            return images;
        }
        int[] left = new int[images.classes()];
        Arrays.fill(left, Integer.MAX_VALUE);
        Arrays.fill(left, 0, 5, FULL / ratio);
        return images.select(IntStream.range(0, images.size())
                        .filter(row -> left[images.label(row)]-- > 0)
                        .toArray())
                .inOneArray();
    }
}
