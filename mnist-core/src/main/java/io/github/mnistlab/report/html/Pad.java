package io.github.mnistlab.report.html;

import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.predict.QuantizedNetwork;
import io.github.mnistlab.report.html.chart.PageJson;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.report.html.figure.ShownVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A pad on which one draws a digit, and a network that says at once what it takes it for: that of the first variant whose
 * model was kept. If its balancing corrects probabilities, so does the pad.
 *
 * @param network whose it is, as {@code baseline, seed 3 (784-128-10)}
 * @param json the network for {@code pad.js}
 * @param examples test images that can be put on the pad instead of drawing
 */
record Pad(String network, String json, List<Example> examples) {
    /** As base64 a third more; the page's other parts have the rest of its 6 MB. */
    private static final long MAX_BYTES = 2_000_000;

    /**
     * @param tile its image
     * @param label its true class
     */
    record Example(int tile, int label) {}

    /** A network of a results' folder, for a page. */
    record Kept(ShownVariant variant, PlainNetwork network) {

        /**
         * The first variant's of digits in MNIST's form whose model is there and small enough.
         *
         * @param folder of the results; what lies there is trusted in nothing
         */
        static Optional<Kept> of(ReportInput input, Path folder) {
            for (ShownVariant variant : eligible(input, folder)) {
                try {
                    PlainNetwork network =
                            PlainNetwork.read(folder.resolve(variant.best().model()), ImageShape.MNIST_PIXELS);
                    if (QuantizedNetwork.bytes(network) <= MAX_BYTES) {
                        return Optional.of(new Kept(variant, network));
                    }
                } catch (IOException e) {
                    // Kept models may be taken away; a page without a pad is a page.
                }
            }
            return Optional.empty();
        }

        /** Which models of the folder may be on the page, and in which state they are. */
        static List<String> models(ReportInput input, Path folder) throws IOException {
            List<String> models = new ArrayList<>();
            for (ShownVariant variant : eligible(input, folder)) {
                Path file = folder.resolve(variant.best().model());
                if (Files.exists(file)) {
                    models.add(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
            return models;
        }

        /** Those of digits in MNIST's form with a model in this very folder, be it there or not. */
        private static List<ShownVariant> eligible(ReportInput input, Path folder) {
            return input.trained().stream()
                    .filter(variant -> variant.best().model() != null
                            && input.isOfDigits(variant)
                            && folder.resolve(variant.best().model())
                                    .normalize()
                                    .getParent()
                                    .equals(folder.normalize()))
                    .toList();
        }
    }

    static Pad of(Kept kept, LabeledImages test, Sprites sprites) {
        ShownVariant variant = kept.variant();
        int[] counts = variant.best().outcome().trainingCounts().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        BalancingSpec balancing =
                variant.variant().spec().trained().orElseThrow().balancing();
        PlainNetwork network = kept.network().corrected(balancing, counts);
        List<Example> examples = new ArrayList<>();
        Predictions predictions = variant.predictions();
        for (int label = 0; label < predictions.classes(); label++) {
            firstRightly(predictions, label)
                    .ifPresent(row -> examples.add(new Example(sprites.add(test, row), predictions.label(row))));
        }
        return new Pad(
                String.format(Locale.ROOT, "%s (%s)", variant.bestName(), network.describe()),
                PageJson.of(QuantizedNetwork.of(network).export()),
                List.copyOf(examples));
    }

    private static Optional<Integer> firstRightly(Predictions predictions, int label) {
        for (int row = 0; row < predictions.rows(); row++) {
            if (predictions.label(row) == label && predictions.predicted(row) == label) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
