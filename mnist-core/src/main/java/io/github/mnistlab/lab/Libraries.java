package io.github.mnistlab.lab;

import java.nio.file.Path;
import java.util.List;

/** Finds what workers run on: the core, Deeplearning4j and the native backend. */
@FunctionalInterface
public interface Libraries {
    /**
     * @param backend the native backend that is wanted, as a classifier or as coordinates
     * @param offline whether to keep away from the network
     * @throws LabException.Library if something cannot be had
     */
    Found find(String backend, boolean offline);

    /**
     * Finds ONNX Runtime, which only models in its format need.
     *
     * @param offline likewise
     * @return its jar, and what else it needs
     * @throws LabException.Library if it cannot be had
     */
    default List<Path> onnxRuntime(boolean offline) {
        throw new LabException.Library(
                "ONNX Runtime is needed for a model with source: onnx, but there is none here.", null);
    }

    /**
     * What workers run on.
     *
     * @param classpath in order
     * @param backend the native backend on it, of which only another build than the wanted one may be at hand
     */
    record Found(List<Path> classpath, String backend) {}
}
