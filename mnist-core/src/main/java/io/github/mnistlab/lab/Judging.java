package io.github.mnistlab.lab;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.Violations;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Locks;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ConsoleReport;
import io.github.mnistlab.report.GithubActions;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.report.html.ReportPage;
import io.github.mnistlab.report.html.figure.Commands;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.StoredImages;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.worker.CodeDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Results judged by their gates, and the reports about them. */
final class Judging {
    /** For which limits are suggested, where nobody asks for another. */
    private static final double FALSE_ALARM_RATE = 0.01;

    private final LabSettings settings;
    private final LabListener listener;

    Judging(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Judges results, writes the reports and shows them.
     *
     * @param results of experiments, by name; those without are left out
     * @throws LabException.Results if predictions cannot be read, or reports cannot be written; says so of all
     */
    Judged judge(List<PreparedExperiment> experiments, Map<String, ExperimentResult> results, Locks locks) {
        List<Judgement> judgements = new ArrayList<>();
        Problems problems = new Problems();
        String code = code();
        for (PreparedExperiment experiment : experiments) {
            String name = experiment.spec().name();
            if (results.containsKey(name)) {
                try {
                    judgements.add(report(experiment, results.get(name), locks, code));
                } catch (DataException e) {
                    problems.add(name + ": " + e.getMessage());
                } catch (IOException e) {
                    problems.add("Cannot write the reports of " + name + ": " + IoReason.of(e));
                }
            }
        }
        problems.throwIfAny(LabException.Results::new);
        List<Verdict> missed = judgements.stream()
                .flatMap(judgement -> judgement.verdicts().stream())
                .filter(Verdict::failsBuild)
                .toList();
        return missed.isEmpty()
                ? new Judged.Passed(judgements)
                : new Judged.Missed(judgements, missed, violations(missed));
    }

    /** A page that is there already is only left as it is if the same code made it; where that cannot be told, never. */
    private static String code() {
        try {
            return CodeDigest.ofAll();
        } catch (IOException e) {
            return UUID.randomUUID().toString();
        }
    }

    private Judgement report(PreparedExperiment experiment, ExperimentResult result, Locks locks, String code)
            throws IOException {
        Path output = settings.outputDirectory();
        Path folder = output.resolve(result.name());
        Grounds grounds = grounds(experiment, folder, locks.reference(experiment));
        GithubActions github = new GithubActions(System.getenv());
        Judgement judgement = new Judgement(
                result,
                Judge.judge(experiment.spec(), result, grounds),
                new Intervals(result, grounds.predictions()),
                locks.of(experiment)
                        .map(lock -> ResultsComparison.of(lock.latest(), result, grounds.predictions()))
                        .orElse(null),
                Calibration.of(experiment.spec(), result, grounds, FALSE_ALARM_RATE));
        ReportFiles.write(judgement, output, settings.hints()::run, github.runPage());
        if (settings.predictionsCsv()) {
            ReportFiles.writePredictions(result, grounds.predictions(), folder);
        }
        ReportPage.write(
                judgement,
                grounds.predictions(),
                new StoredImages(experiment),
                new Commands(
                        settings.hints().run(result.name()), settings.hints().explore(result.name(), Optional.empty())),
                folder,
                code);
        github.addToStepSummary(folder.resolve(ReportFiles.SUMMARY))
                .ifPresent(fault -> listener.line(LabListener.Level.WARNING, fault));
        ConsoleReport.lines(judgement, folder).forEach(line -> listener.line(LabListener.Level.INFO, line));
        if (github.isHere()) {
            github.annotations(judgement.verdicts(), settings.root())
                    .forEach(command -> listener.line(LabListener.Level.COMMAND, command));
        }
        return judgement;
    }

    /** What gates are judged by, beside the results in a folder. */
    Grounds grounds(PreparedExperiment experiment, Path folder, Optional<AcceptedResults> accepted) {
        return new Grounds(
                new StoredPredictions(experiment, folder),
                accepted,
                settings.strict(),
                settings.hints().accepting());
    }

    /** What is said of missed gates, of which there is at least one. */
    String violations(List<Verdict> missed) {
        return Violations.message(missed, settings.outputDirectory(), settings.hints()::run);
    }
}
