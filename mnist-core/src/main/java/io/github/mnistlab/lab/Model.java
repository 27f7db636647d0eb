package io.github.mnistlab.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which model to predict with. */
public sealed interface Model {
    /** A file that an experiment kept or that Deeplearning4j has saved; its own probabilities count, uncorrected. */
    record File(Path path) implements Model {}

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
