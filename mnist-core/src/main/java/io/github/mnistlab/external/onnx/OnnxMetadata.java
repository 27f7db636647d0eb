package io.github.mnistlab.external.onnx;

import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.PixelScale;
import java.util.Map;
import java.util.Optional;

/** What a file that an experiment here has written says of how it is asked, among its metadata. */
final class OnnxMetadata {
    private static final String SCALE = "mnist-lab.input.scale";
    private static final String VALUES = "mnist-lab.output.values";

    private OnnxMetadata() {}

    /** What a pixel becomes; empty if the file does not say. */
    static Optional<PixelScale> scale(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(SCALE)).flatMap(word -> switch (word) {
            case "zero-to-255" -> Optional.of(PixelScale.Range.ZERO_TO_255);
            case "zero-to-one" -> Optional.of(PixelScale.Range.ZERO_TO_ONE);
            default -> Optional.empty();
        });
    }

    /** What comes out; empty if the file does not say. */
    static Optional<Values> values(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(VALUES)).flatMap(word -> switch (word) {
            case "probabilities" -> Optional.of(Values.PROBABILITIES);
            case "logits" -> Optional.of(Values.LOGITS);
            default -> Optional.empty();
        });
    }
}
