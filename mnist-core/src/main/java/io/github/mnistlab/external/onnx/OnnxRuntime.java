package io.github.mnistlab.external.onnx;

/** What computes models: ONNX Runtime, wherever it runs. */
@FunctionalInterface
public interface OnnxRuntime {
    /**
     * Computes what a question asks for, with one thread: the same bits on one kind of machine.
     *
     * @throws io.github.mnistlab.data.DataException if the model cannot be computed, gives something else, or takes too much
     *     memory or time; the message says which
     */
    void answer(OnnxQuestion question);

    /** Where no model is asked. */
    static OnnxRuntime none() {
        return question -> {
            throw new IllegalStateException("ONNX Runtime was not looked for, but " + question.model() + " needs it");
        };
    }
}
