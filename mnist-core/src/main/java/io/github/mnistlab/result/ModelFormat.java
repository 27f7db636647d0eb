package io.github.mnistlab.result;

/** A form in which kept models stay beside the results. */
public enum ModelFormat {
    /** As Deeplearning4j saves it. */
    DEEPLEARNING4J,
    /** The Open Neural Network Exchange format, which other languages and runtimes read. */
    ONNX
}
