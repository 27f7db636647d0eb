package io.github.mnistlab.gate;

import io.github.mnistlab.data.Slices;
import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gates that ask for slices which the test rows do not have. */
public final class SlicedGates {
    /** As many as one reads. */
    private static final int SHOWN = 12;

    private SlicedGates() {}

    /** What is wrong with each of them, with the nearest slice, a sentence each. */
    public static List<String> faults(ExperimentSpec experiment, Slices slices) {
        List<String> faults = new ArrayList<>();
        for (Gate gate : experiment.gates()) {
            if (gate.metric() instanceof SlicedMetric sliced) {
                fault(sliced, slices)
                        .ifPresent(fault -> faults.add(gate.location() + ": " + gate.metric() + " asks for " + fault));
            }
        }
        return faults;
    }

    private static Optional<String> fault(SlicedMetric metric, Slices slices) {
        Optional<Slices.Column> column = slices.column(metric.column());
        if (column.isEmpty()) {
            List<String> names =
                    slices.columns().stream().map(Slices.Column::name).toList();
            return Optional.of("the column " + metric.column() + ", but the slices have " + some(names)
                    + NearestName.hint(metric.column(), names));
        }
        List<String> values = column.get().values();
        return metric instanceof SlicedMetric.OfSlice one && !values.contains(one.value())
                ? Optional.of("the slice " + one.column() + "=" + one.value() + ", but " + one.column() + " has "
                        + some(values) + NearestName.hint(one.value(), values))
                : Optional.empty();
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? ", … of " + names.size() : "");
    }
}
