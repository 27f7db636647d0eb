package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.lock.AcceptedRevision;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.report.HistoryReport;
import io.github.mnistlab.report.html.HistoryPage;
import io.github.mnistlab.result.GitRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was accepted of experiments over time, as git has it. */
final class Remembering {
    private final LabSettings settings;
    private final LabListener listener;

    Remembering(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** @return the revisions of each experiment that has any, the oldest first */
    Map<String, List<AcceptedRevision>> history(List<ExperimentFile> experiments) {
        Map<String, List<AcceptedRevision>> all = new LinkedHashMap<>();
        try {
            Path folder = settings.origin().folder();
            GitRepository repository = GitRepository.containing(folder)
                    .orElseThrow(() -> new LabException.Setting(
                            folder + " is not in a git repository, or there is no git on this machine."));
            for (ExperimentFile experiment : experiments) {
                List<AcceptedRevision> revisions = revisions(repository, experiment.path());
                if (!revisions.isEmpty()) {
                    all.put(experiment.spec().name(), revisions);
                    report(experiment.spec().name(), revisions);
                }
            }
        } catch (IOException e) {
            throw new LabException.Lock(IoReason.of(e));
        }
        if (all.isEmpty()) {
            throw new LabException.Lock("No experiment has a lock that was committed; locks are written by "
                    + settings.hints().accept() + ".");
        }
        return all;
    }

    private List<AcceptedRevision> revisions(GitRepository repository, Path experiment) throws IOException {
        Path file = LockFile.of(experiment);
        List<AcceptedRevision> revisions = new ArrayList<>();
        for (GitRepository.Change change : repository.changes(file)) {
            String shownAs = settings.fromRoot(file) + " at " + change.commit();
            Optional<byte[]> lock = repository.read(change.commit(), file);
            if (lock.isEmpty()) {
                continue;
            }
            try {
                revisions.add(new AcceptedRevision(
                        change, LockFile.read(lock.get(), shownAs), gates(repository, change, experiment)));
            } catch (IOException e) {
                // One that another version wrote, or that was committed with a conflict in it, hides no others.
                listener.line(LabListener.Level.WARNING, "Left out: " + IoReason.of(e));
            }
        }
        return revisions;
    }

    private static List<Gate> gates(GitRepository repository, GitRepository.Change change, Path experiment)
            throws IOException {
        Optional<byte[]> file = repository.read(change.commit(), experiment);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return ExperimentReader.read(file.get(), experiment, new FoundClasses())
                    .gates();
        } catch (InvalidExperimentException e) {
            return List.of();
        }
    }

    private void report(String experiment, List<AcceptedRevision> revisions) throws IOException {
        Path folder = settings.outputDirectory().resolve(experiment);
        HistoryReport report = HistoryReport.of(experiment, revisions);
        report.lines().forEach(line -> listener.line(LabListener.Level.INFO, line));
        Path csv = report.writeCsv(folder);
        Path page = HistoryPage.write(report, folder);
        listener.line(
                LabListener.Level.INFO,
                "history: " + settings.fromRoot(page) + ", and all metrics in " + csv.getFileName());
    }
}
