package io.github.mnistlab.external.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.Column;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.PixelScale;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a file that an experiment here has written says of how it is asked, among its metadata. */
final class OnnxMetadata {
    private static final String SCALE = "mnist-lab.input.scale";
    /** The columns of a table that it takes, in their order, and the names of categories by their numbers. */
    static final String COLUMNS = "mnist-lab.input.columns";

    private static final String CLASSES = "mnist-lab.classes";
    private static final String VALUES = "mnist-lab.output.values";

    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** The columns of a table that it takes; empty if the file does not say. */
    static Optional<List<Column>> columns(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(COLUMNS)).flatMap(ModelColumns::parse);
    }

    /** The names of its classes; empty if the file does not say. */
    static Optional<List<String>> classes(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(CLASSES)).flatMap(json -> {
            try {
                return Optional.ofNullable(JSON.readValue(json, String[].class))
                        .filter(names -> Arrays.stream(names).noneMatch(Objects::isNull))
                        .map(List::of);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        });
    }
}
