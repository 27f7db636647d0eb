package io.github.mnistlab.run;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.model.step.DistortedRows;
import java.util.ArrayList;
import java.util.List;

/**
 * A training image, and what augmentation makes of it in the first epochs.
 *
 * @param original the image and its label
 * @param distorted it in each of these epochs, in turn
 */
public record DistortedExample(LabeledImages original, LabeledImages distorted) {
    /** The most epochs that are shown. */
    public static final int MOST_EPOCHS = 8;

    /**
     * The first image of each class.
     *
     * @param epochs of the training, of which at most {@value #MOST_EPOCHS} are shown
     * @param rows a run's training rows before balancing
     * @param streams the run's
     */
    public static List<DistortedExample> of(
            AugmentationSpec augmentation, int epochs, LabeledImages rows, RandomStreams streams) {
        int shown = Math.min(epochs, MOST_EPOCHS);
        int[] first = firstOfEachClass(rows);
        List<LabeledImages> distorted = new ArrayList<>();
        for (int epoch = 1; epoch <= shown; epoch++) {
            distorted.add(DistortedRows.of(augmentation, rows, first, streams, epoch));
        }
        List<DistortedExample> examples = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            byte[] pixels = new byte[shown * rows.features()];
            byte[] labels = new byte[shown];
            for (int epoch = 0; epoch < shown; epoch++) {
                distorted.get(epoch).copyImage(i, pixels, epoch * rows.features());
                labels[epoch] = (byte) rows.label(first[i]);
            }
            examples.add(new DistortedExample(
                    rows.select(new int[] {first[i]}),
                    new LabeledImages(rows.shape(), pixels, labels, rows.classes())));
        }
        return examples;
    }

    private static int[] firstOfEachClass(LabeledImages rows) {
        List<Integer> first = new ArrayList<>();
        for (int label = 0; label < rows.classes(); label++) {
            for (int row = 0; row < rows.size(); row++) {
                if (rows.label(row) == label) {
                    first.add(row);
                    break;
                }
            }
        }
        return first.stream().mapToInt(Integer::intValue).toArray();
    }
}
