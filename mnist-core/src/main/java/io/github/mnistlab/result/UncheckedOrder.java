package io.github.mnistlab.result;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import java.util.List;
import java.util.Optional;

/** What is to be said of models whose predictions may be in another order than the test rows: nothing showed that they are not. */
final class UncheckedOrder {
    private UncheckedOrder() {}

    /** A sentence for each such variant. */
    static List<String> warnings(ExperimentSpec experiment, List<RunResult> runs) {
        return experiment.variants().stream()
                .filter(variant -> runs.stream()
                        .filter(run -> run.id().variant().equals(variant.name()))
                        .anyMatch(run -> !run.outcome().isTrained()
                                && !run.outcome().judged().orderChecked()))
                .map(UncheckedOrder::warning)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> warning(Variant variant) {
        return variant.spec()
                .judged()
                .map(RunSpec.Judged::model)
                .map(
                        model -> "The order of the rows in " + model.file() + " (variant " + variant.name()
                                + ") was not checked: it has neither the column id nor label, only as many rows as the test set.");
    }
}
