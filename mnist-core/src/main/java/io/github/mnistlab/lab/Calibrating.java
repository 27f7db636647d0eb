package io.github.mnistlab.lab;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.GateQuality;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.lock.Locks;
import io.github.mnistlab.report.CalibrationReport;
import io.github.mnistlab.run.PreparedExperiment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gates themselves, measured by runs with fresh seeds. */
final class Calibrating {
    private final LabSettings settings;
    private final LabListener listener;

    Calibrating(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Trains, and tells what each gate is worth.
     *
     * @param experiments as they are judged
     * @param fresh the same with fresh seeds, in this order
     */
    Map<String, List<GateQuality>> calibrate(
            List<ExperimentFile> experiments, Preparation.Ready fresh, Locks locks, double falseAlarmRate)
            throws InterruptedException {
        Path directory = settings.outputDirectory().resolve(".calibration");
        Runs runs = new Runs(settings, listener);
        Runs.Ends ends = runs.execute(fresh, Runs.Keeping.aside(settings.storage(), directory));
        Judging judging = new Judging(settings, listener);
        Map<String, List<GateQuality>> qualities = new LinkedHashMap<>();
        for (int i = 0; i < experiments.size(); i++) {
            ExperimentSpec spec = experiments.get(i).spec();
            if (ends.results().containsKey(spec.name())) {
                PreparedExperiment trained = fresh.experiments().get(i);
                Grounds grounds = judging.grounds(trained, directory.resolve(spec.name()), locks.reference(trained));
                List<GateQuality> gates =
                        Calibration.of(spec, ends.results().get(spec.name()), grounds, falseAlarmRate);
                CalibrationReport.lines(spec.name(), gates, falseAlarmRate)
                        .forEach(line -> listener.line(LabListener.Level.INFO, line));
                qualities.put(spec.name(), gates);
            }
        }
        runs.requireNoFailures(ends);
        return qualities;
    }
}
