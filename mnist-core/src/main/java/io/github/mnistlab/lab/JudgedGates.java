package io.github.mnistlab.lab;

import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.external.PredictionsFile;
import io.github.mnistlab.run.JudgedFile;
import io.github.mnistlab.run.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Gates that ask of models from elsewhere what their files do not say. */
final class JudgedGates {
    private JudgedGates() {}

    /**
     * Refuses gates on probabilities where a file has predicted classes alone.
     *
     * @param files the model of each run that judges one
     * @throws LabException.Experiments if there is one; says so of all
     */
    static void check(ExperimentSpec experiment, Map<RunId, JudgedFile> files) {
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
            if (unsaid && PredictionsFile.hasClassesAlone(file.path())) {
                classesAlone.putIfAbsent(run.variant(), file);
            }
        });
        Problems problems = new Problems();
        for (Gate gate : experiment.gates()) {
            if (MetricOnImages.needsProbabilities(gate.metric())) {
                variants(gate).stream()
                        .filter(classesAlone::containsKey)
                        .findFirst()
                        .ifPresent(variant -> problems.add(gate.location() + ": " + gate.metric()
                                + " needs probabilities, but "
                                + classesAlone.get(variant).path() + " of variant " + variant
                                + " has predicted classes alone; choose a metric of the confusion matrix, such as accuracy or"
                                + " macro-f1"));
            }
        }
        problems.throwIfAny(LabException.Experiments::new);
    }

    private static List<String> variants(Gate gate) {
        return Stream.concat(Stream.of(gate.variant()), gate.limit().comparedWith().stream())
                .toList();
    }
}
