package io.github.mnistlab.run;

import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.model.ModelSpec;
import java.util.List;

/**
 * What of a run decides how long a row takes.
 *
 * @param hidden units of each hidden layer
 * @param batchSize rows a step
 * @param features of a row
 */
record Network(List<Integer> hidden, int batchSize, int features) {
    static Network of(RunSpec.Trained spec, int features) {
        return new Network(spec.model().hidden(), spec.training().batchSize(), features);
    }

    int parameters(int classes) {
        ModelSpec model = ModelSpec.DEFAULT;
        return new ModelSpec(hidden, model.activation(), model.initializer(), 0, 0).parameters(features, classes);
    }
}
