package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why runs are trained: compared with what their own experiment had before. */
class ReasonsTest {
    @TempDir
    private Path folder;

    private final List<String> reasons = new ArrayList<>();

    @Test
    void areWhatChangedWithinTheExperimentOrSinceItsLock() throws Exception {
        train("one", "one", 1);
        // Most like the run before, which lies in the same cache, but of another experiment.
        train("two", "two", 2);
        train("one", "one", 3);
        Lab lab = lab("one");
        assertThat(lab.accept(experiments(lab, "one", 3), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        train("one", "elsewhere", 4);

        assertThat(reasons)
                .containsExactly(
                        "one baseline-1: new",
                        "two baseline-1: new",
                        "one baseline-1: training.epochs: 1 -> 3",
                        "one baseline-1: training.epochs: 3 -> 4");
    }

    private void train(String name, String output, int epochs) throws Exception {
        Lab lab = lab(output);
        lab.train(experiments(lab, name, epochs));
    }

    private List<ExperimentFile> experiments(Lab lab, String name, int epochs) throws Exception {
        return lab.read(Files.writeString(folder.resolve(name + ".yaml"), """
                name: %s
                dataset: {source: generated-digits, training: 100, test: 50}
                model: {hidden: [4]}
                training: {epochs: %d, batchSize: 50}
                """.formatted(name, epochs)));
    }

    private Lab lab(String output) {
        LabSettings settings = LabSettings.in(folder.resolve(output));
        return new Lab(
                settings.withStorage(settings.storage().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(QuickWorkers.workers().withCount(1)),
                new LabListener() {
                    @Override
                    public void line(Level level, String text) {}

                    @Override
                    public RunListener runs(int count) {
                        return (run, event) -> {
                            if (event instanceof RunEvent.Scheduled scheduled) {
                                reasons.add(run + ": " + scheduled.reason());
                            }
                        };
                    }
                });
    }
}
