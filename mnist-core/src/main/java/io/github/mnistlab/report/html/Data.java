package io.github.mnistlab.report.html;

import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/**
 * What {@code report.js} shows of single images and of confusion matrices.
 *
 * @param classes how many there are
 * @param names those of the classes
 * @param sets of test images; mostly one
 * @param variants in the order of the page
 */
record Data(int classes, List<String> names, List<ImageSet> sets, List<VariantPredictions> variants) {
    private static final int LARGEST = 0xffff;

    /**
     * Test images that the page holds; index i of each list is the same image. Of labels alone there are none.
     *
     * @param tiles among the sprites
     * @param rows of the test set
     * @param labels true classes
     * @param total how many test images there are
     * @param disagreements on how many of all of them variants disagree
     */
    record ImageSet(List<Integer> tiles, List<Integer> rows, List<Integer> labels, int total, int disagreements) {}

    /**
     * What a variant's best run made of a set.
     *
     * @param name the variant's
     * @param seed the run's
     * @param set index of its images
     * @param counts its confusion matrix, true class down, of all test images
     * @param predicted class of each image that the page holds
     * @param probabilities of each class of each such image: little-endian 16-bit numbers of 65,535ths, Base64; empty where
     *     there are none
     */
    record VariantPredictions(
            String name, String seed, int set, ConfusionMatrix counts, List<Integer> predicted, String probabilities) {
        static VariantPredictions of(ShownVariant variant, int set, List<Integer> rows) {
            Predictions predictions = variant.predictions();
            int classes = predictions.classes();
            return new VariantPredictions(
                    variant.name(),
                    Long.toString(variant.best().id().seed()),
                    set,
                    variant.best().evaluation().confusionMatrix(),
                    rows.stream().map(predictions::predicted).toList(),
                    predictions
                            .probabilities()
                            .map(probabilities -> packed(probabilities, classes, rows))
                            .orElse(""));
        }

        private static String packed(Probabilities probabilities, int classes, List<Integer> rows) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(rows.size() * classes * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int row : rows) {
                for (int label = 0; label < classes; label++) {
                    bytes.putShort((short) Math.round(LARGEST * Math.min(1, probabilities.get(row, label))));
                }
            }
            return Base64.getEncoder().encodeToString(bytes.array());
        }
    }
}
