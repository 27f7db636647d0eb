package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** A model that was made elsewhere and is only judged here: the {@code model} of an experiment file, by its source. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JudgedModel.Predictions.class, name = "predictions"),
    @JsonSubTypes.Type(value = JudgedModel.Onnx.class, name = "onnx"),
    @JsonSubTypes.Type(value = JudgedModel.Deeplearning4j.class, name = "deeplearning4j")
})
public sealed interface JudgedModel {
    /** Stands for the seed in the name of a file. */
    String SEED = "{seed}";

    /** The path of its file, relative to the experiment's; {@value #SEED} in it stands for the seed of the run. */
    String file();

    /** The path of the file of a run. */
    default String fileOf(long seed) {
        return file().replace(SEED, Long.toString(seed));
    }

    /** Whether there is one file, whatever the seed. */
    @JsonIgnore
    default boolean isOneModel() {
        return !file().contains(SEED);
    }

    /** Whether it predicts from images, and so cannot be judged where there are none. */
    @JsonIgnore
    default boolean needsImages() {
        return false;
    }

    /** Whether it is known to give classes alone, so that no probability can be asked of it. */
    @JsonIgnore
    default boolean givesClassesAlone() {
        return false;
    }

    /**
     * What a model predicted for the test rows: a CSV file, gzipped or not, a NumPy array, or a {@code predictions-*.bin} of
     * our own.
     *
     * @param file likewise
     * @param values what its numbers are; null for what the file's columns say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Predictions(String file, Values values) implements JudgedModel {
        /** Refuses to miss the file. */
        public Predictions {
            Objects.requireNonNull(file, "file must be given");
        }

        @Override
        public boolean givesClassesAlone() {
            return values == Values.LABELS;
        }
    }

    /**
     * A network that Deeplearning4j saved: dense layers from 784 pixels to a softmax, as experiments here leave them.
     *
     * @param file likewise
     */
    record Deeplearning4j(String file) implements JudgedModel {
        /** Refuses to miss the file. */
        public Deeplearning4j {
            Objects.requireNonNull(file, "file must be given");
        }

        @Override
        public boolean needsImages() {
            return true;
        }
    }

    /**
     * A model in the Open Neural Network Exchange format, which ONNX Runtime computes.
     *
     * @param file likewise
     * @param input how images go in; null where all is left to the file
     * @param output what comes out; likewise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Onnx(String file, OnnxInput input, OnnxOutput output) implements JudgedModel {
        /** Refuses to miss the file. */
        public Onnx {
            Objects.requireNonNull(file, "file must be given");
        }

        @Override
        public boolean needsImages() {
            return true;
        }

        @Override
        public boolean givesClassesAlone() {
            return output != null && output.values() == Values.LABELS;
        }
    }

    /**
     * What comes out of an ONNX model.
     *
     * @param name of the model's output; null if it has just one
     * @param values what its numbers are; null for what the file's metadata says
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OnnxOutput(String name, Values values) {
        /** Where all is left to the file. */
        public static final OnnxOutput UNSAID = new OnnxOutput(null, null);
    }

    /** What the numbers of a model are. */
    enum Values {
        /** One for each class, 0 or more; a row's sum is 1 but for 0.001. */
        @JsonProperty("probabilities")
        PROBABILITIES,
        /** One for each class, of which the softmax is taken. */
        @JsonProperty("logits")
        LOGITS,
        /** The predicted class alone. */
        @JsonProperty("labels")
        LABELS
    }
}
