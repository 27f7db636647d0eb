package io.github.mnistlab.gate;

import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gates on a class that the data do not have: known once the data are. */
public final class GateClasses {
    /** More names than one reads. */
    private static final int MANY = 20;

    private GateClasses() {}

    /**
     * What is wrong with the gates on classes that there are not, a sentence each.
     *
     * @param files the data set of each run
     */
    public static List<String> faults(ExperimentSpec experiment, Map<RunSpec, DataFiles> files) {
        List<String> faults = new ArrayList<>();
        for (Gate gate : experiment.gates()) {
            List<String> names = files.get(experiment.variant(gate.variant()).spec())
                    .digests()
                    .namesOfClasses();
            if (!gate.metric().isOf(names)) {
                MetricExpression plain = gate.metric() instanceof SlicedMetric sliced ? sliced.metric() : gate.metric();
                String metric = plain.toString();
                String name = metric.substring(metric.indexOf('[') + 1, metric.length() - 1);
                faults.add(gate.location() + ": " + metric + " is of no class of variant " + gate.variant()
                        + NearestName.hint(name, names) + " (classes: "
                        + String.join(", ", names.subList(0, Math.min(MANY, names.size())))
                        + (names.size() > MANY ? ", … of " + names.size() : "") + ")");
            }
        }
        return faults;
    }
}
