package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.run.JudgedFile;
import io.github.mnistlab.run.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Gates that ask of models from elsewhere what their files do not say. */
public final class JudgedGates {
    private JudgedGates() {}

    /**
     * What is wrong with the gates on probabilities where a file has predicted classes alone, a sentence each.
     *
     * @param files the model of each run that judges one
     * @param hasClassesAlone tells it of a file that does not say it in the experiment
     */
    public static List<String> faults(
            ExperimentSpec experiment, Map<RunId, JudgedFile> files, Predicate<Path> hasClassesAlone) {
        Map<String, JudgedFile> classesAlone = new LinkedHashMap<>();
        files.forEach((run, file) -> {
            boolean unsaid = experiment
                                    .variant(run.variant())
                                    .spec()
                                    .judged()
                                    .orElseThrow()
                                    .model()
                            instanceof JudgedModel.Predictions predictions
                    && predictions.values() == null;
            if (unsaid && hasClassesAlone.test(file.path())) {
                classesAlone.putIfAbsent(run.variant(), file);
            }
        });
        List<String> faults = new ArrayList<>();
        for (Gate gate : experiment.gates()) {
            if (MetricOnImages.needsProbabilities(gate.metric())) {
                variants(gate).stream()
                        .filter(classesAlone::containsKey)
                        .findFirst()
                        .ifPresent(variant -> faults.add(gate.location() + ": " + gate.metric()
                                + " needs probabilities, but "
                                + classesAlone.get(variant).path() + " of variant " + variant
                                + " has predicted classes alone; choose a metric of the confusion matrix, such as accuracy or"
                                + " macro-f1"));
            }
        }
        return faults;
    }

    private static List<String> variants(Gate gate) {
        return Stream.concat(Stream.of(gate.variant()), gate.limit().comparedWith().stream())
                .toList();
    }
}
