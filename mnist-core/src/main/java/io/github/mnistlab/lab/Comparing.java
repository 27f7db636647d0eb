package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ComparisonReport;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.GitRepository;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results beside those that were accepted at a git revision. */
final class Comparing {
    private static final int SHOWN_OF_A_COMMIT = 8;

    private final LabSettings settings;
    private final LabListener listener;

    Comparing(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Compares the present results, and tells of it.
     *
     * @param experiments as they are read; {@code prepared} are the same, in this order
     * @return what is different, by experiment; those without a lock at that revision are left out
     */
    Map<String, ResultsComparison> compare(
            List<ExperimentFile> experiments,
            List<PreparedExperiment> prepared,
            Map<String, ExperimentResult> results,
            String against) {
        Map<String, ResultsComparison> compared = new LinkedHashMap<>();
        try {
            Revision earlier = revision("against", against);
            for (int i = 0; i < experiments.size(); i++) {
                String name = experiments.get(i).spec().name();
                Optional<Lock> before = lock(earlier, experiments.get(i));
                if (before.isEmpty()) {
                    continue;
                }
                ResultsComparison comparison = ResultsComparison.of(
                        before.get().latest(),
                        results.get(name),
                        new StoredPredictions(
                                prepared.get(i), settings.outputDirectory().resolve(name)));
                tell(ComparisonReport.lines(
                        name + ": the present results against those accepted at " + earlier.shown(), comparison));
                compared.put(name, comparison);
            }
            requireAny(compared, earlier.shown());
            return compared;
        } catch (IOException e) {
            throw new LabException.Lock(IoReason.of(e));
        }
    }

    /** Compares what was accepted at one revision with what was accepted at another, and tells of it. */
    Map<String, ResultsComparison> compare(List<ExperimentFile> experiments, String against, String revision) {
        Map<String, ResultsComparison> compared = new LinkedHashMap<>();
        try {
            Revision earlier = revision("against", against);
            Revision later = revision("diff.revision", revision);
            for (ExperimentFile experiment : experiments) {
                Optional<Lock> before = lock(earlier, experiment);
                Optional<Lock> after = lock(later, experiment);
                if (before.isEmpty() || after.isEmpty()) {
                    continue;
                }
                String name = experiment.spec().name();
                ResultsComparison comparison =
                        ResultsComparison.of(before.get().latest(), after.get().latest());
                tell(ComparisonReport.lines(
                        name + ": what was accepted at " + later.shown() + " against what was accepted at "
                                + earlier.shown(),
                        comparison,
                        "at " + against,
                        "at " + revision));
                compared.put(name, comparison);
            }
            requireAny(compared, earlier.shown() + " and at " + later.shown());
            return compared;
        } catch (IOException e) {
            throw new LabException.Lock(IoReason.of(e));
        }
    }

    /**
     * A commit, by a user's word for it.
     *
     * @param shown the word, and how the commit's name begins
     */
    private record Revision(GitRepository repository, String word, String shown) {}

    private Revision revision(String setting, String word) throws IOException {
        Path folder = settings.origin().folder();
        GitRepository repository = GitRepository.containing(folder)
                .orElseThrow(() -> new LabException.Setting(
                        folder + " is not in a git repository, or there is no git on this machine."));
        if (!repository.knows(word)) {
            throw new LabException.Setting(
                    settings.hints().setting(setting) + ": '" + word + "' is no revision of this git repository.");
        }
        String commit = repository.commit(word).substring(0, SHOWN_OF_A_COMMIT);
        return new Revision(repository, word, word + " (" + commit + ")");
    }

    /** An experiment's lock at a revision; where there is none, a warning says so. */
    private Optional<Lock> lock(Revision revision, ExperimentFile experiment) throws IOException {
        Path file = LockFile.of(experiment.path());
        Optional<byte[]> bytes = revision.repository().read(revision.word(), file);
        if (bytes.isEmpty()) {
            listener.line(
                    LabListener.Level.WARNING,
                    experiment.spec().name() + ": " + settings.fromRoot(file) + " does not exist at " + revision.shown()
                            + ".");
            return Optional.empty();
        }
        return Optional.of(LockFile.read(bytes.get(), settings.fromRoot(file) + " at " + revision.shown()));
    }

    private void tell(List<String> lines) {
        lines.forEach(line -> listener.line(LabListener.Level.INFO, line));
    }

    private void requireAny(Map<String, ResultsComparison> compared, String revisions) {
        if (compared.isEmpty()) {
            throw new LabException.Lock("No experiment has a lock at " + revisions + "; locks are written by "
                    + settings.hints().accept() + " and count once they are committed.");
        }
    }
}
