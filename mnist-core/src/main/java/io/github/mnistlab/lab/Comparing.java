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

/** The present results beside those that were accepted at a git revision. */
final class Comparing {
    private static final int SHOWN_OF_A_COMMIT = 8;

    private final LabSettings settings;
    private final LabListener listener;

    Comparing(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Compares, and tells of it.
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
            GitRepository repository = repository(against);
            String revision = against + " (" + repository.commit(against).substring(0, SHOWN_OF_A_COMMIT) + ")";
            for (int i = 0; i < experiments.size(); i++) {
                String name = experiments.get(i).spec().name();
                Path file = LockFile.of(experiments.get(i).path());
                Optional<byte[]> bytes = repository.read(against, file);
                if (bytes.isEmpty()) {
                    listener.line(
                            LabListener.Level.WARNING,
                            name + ": " + settings.fromRoot(file) + " does not exist at " + revision + ".");
                    continue;
                }
                Lock lock = LockFile.read(bytes.get(), settings.fromRoot(file) + " at " + revision);
                ResultsComparison comparison = ResultsComparison.of(
                        lock.latest(),
                        results.get(name),
                        new StoredPredictions(
                                prepared.get(i), settings.outputDirectory().resolve(name)));
                ComparisonReport.lines(name + ": the present results against those accepted at " + revision, comparison)
                        .forEach(line -> listener.line(LabListener.Level.INFO, line));
                compared.put(name, comparison);
            }
            if (compared.isEmpty()) {
                throw new LabException.Lock("No experiment has a lock at " + revision + "; locks are written by "
                        + settings.hints().accept() + " and count once they are committed.");
            }
            return compared;
        } catch (IOException e) {
            throw new LabException.Lock(IoReason.of(e));
        }
    }

    private GitRepository repository(String against) throws IOException {
        Path folder = settings.origin().folder();
        GitRepository repository = GitRepository.containing(folder)
                .orElseThrow(() -> new LabException.Setting(
                        folder + " is not in a git repository, or there is no git on this machine."));
        if (!repository.knows(against)) {
            throw new LabException.Setting(
                    settings.hints().setting("against") + ": '" + against + "' is no revision of this git repository.");
        }
        return repository;
    }
}
