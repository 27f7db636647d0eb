package io.github.mnistlab.report.html;

import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.report.Confusions;
import io.github.mnistlab.report.html.figure.ShownVariant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What {@code report.js} shows of single images and of confusion matrices.
 *
 * @param classes how many there are
 * @param names those of the classes
 * @param cells the class of each row and column of the matrices; one fewer than they have where the last of them is all other
 *     classes together
 * @param sets of test images; mostly one
 * @param variants in the order of the page
 */
record Data(
        int classes, List<String> names, List<Integer> cells, List<ImageSet> sets, List<VariantPredictions> variants) {
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
     * @param classes how many it tells apart
     * @param correct test images that it classified rightly
     * @param counts its confusion matrix, true class down, of all test images
     * @param predicted class of each image that the page holds
     * @param probabilities of each class of each such image: little-endian 16-bit numbers of 65,535ths, Base64; empty where
     *     there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // written to the page, never compared
    record VariantPredictions(
            String name,
            String seed,
            int set,
            int classes,
            long correct,
            long[][] counts,
            List<Integer> predicted,
            String probabilities) {
        static VariantPredictions of(ShownVariant variant, int set, List<Integer> rows, Optional<List<Integer>> cells) {
            Predictions predictions = variant.predictions();
            int classes = predictions.classes();
            ConfusionMatrix matrix = variant.best().evaluation().confusionMatrix();
            return new VariantPredictions(
                    variant.name(),
                    Long.toString(variant.best().id().seed()),
                    set,
                    classes,
                    matrix.correct(),
                    cells.map(shown -> Confusions.withOthers(matrix, shown)).orElseGet(matrix::counts),
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
