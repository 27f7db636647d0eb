package io.github.mnistlab.lab;

import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.OnnxInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which model to predict with. */
public sealed interface Model {
    /**
     * A file: ONNX (by its name, {@code .onnx}), or a network that an experiment kept or that Deeplearning4j has saved, whose own
     * probabilities count, uncorrected.
     *
     * @param path where it lies
     * @param input how images go into an ONNX model; {@link OnnxInput#UNSAID} where all is left to the file
     * @param output what comes out of it; likewise
     */
    record File(Path path, OnnxInput input, JudgedModel.OnnxOutput output) implements Model {
        /** One that says itself how it is asked. */
        public File(Path path) {
            this(path, OnnxInput.UNSAID, JudgedModel.OnnxOutput.UNSAID);
        }
    }

    /**
     * One that an experiment kept: of those that fit, of the experiment that was run last, and of it the first.
     *
     * @param experiment whose model it is; any if empty
     * @param variant whose model it is; any if empty
     * @param elsewhere folders of results that are looked through besides the lab's own, such as those of a build's other
     *     modules; they need not exist
     */
    record Kept(Optional<String> experiment, Optional<String> variant, List<Path> elsewhere) implements Model {
        /** Copies. */
        public Kept {
            elsewhere = List.copyOf(elsewhere);
        }

        /** A model in the lab's own folder of results. */
        public Kept(Optional<String> experiment, Optional<String> variant) {
            this(experiment, variant, List.of());
        }

        /** The model of the experiment that was run last. */
        public static Kept latest() {
            return new Kept(Optional.empty(), Optional.empty());
        }
    }
}
