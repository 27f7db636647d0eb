package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.JudgedFile;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.RunId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of three models one file has classes alone, which is found on reading it, and one is said to have probabilities. */
class JudgedGatesTest {
    private static final String FILE = """
            name: sample
            dataset: {source: labels, file: test.csv, label: truth}
            variants:
              whole: {model: {source: predictions, file: whole.csv}}
              classes: {model: {source: predictions, file: 'classes-{seed}.csv'}, seeds: 2}
              said: {model: {source: predictions, file: said.csv, values: probabilities}}
            gates:
            """;

    @Test
    void probabilitiesAreNotAskedOfClassesAlone() {
        assertThat(faults(
                        Set.of("classes-1.csv", "classes-2.csv"),
                        "{metric: accuracy, variant: classes, atLeast: 0.5}",
                        "{metric: ece, variant: classes, atMost: 0.5}",
                        "{metric: ece, variant: whole, atMost: 0.5}",
                        "{metric: log-loss, variant: whole, notBelow: classes, confidence: none}"))
                .containsExactly(fault(9, "ece", "classes-1.csv"), fault(11, "log-loss", "classes-1.csv"));
    }

    @Test
    void oneFileOfSeveralSeedsIsEnough() {
        assertThat(faults(Set.of("classes-2.csv"), "{metric: ece, variant: classes, atMost: 0.5}"))
                .containsExactly(fault(8, "ece", "classes-2.csv"));
    }

    /** Whether a file is what its variant says of it is asked where it is read. */
    @Test
    void whatIsSaidInTheExperimentIsNotAskedOfTheFile() {
        assertThat(faults(Set.of("said.csv"), "{metric: ece, variant: said, atMost: 0.5}"))
                .isEmpty();
    }

    private static String fault(int line, String metric, String file) {
        return "experiments/sample.yaml:" + line + ":5: " + metric + " needs probabilities, but " + file
                + " of variant classes has predicted classes alone; choose a metric of the confusion matrix, such as"
                + " accuracy or macro-f1";
    }

    private static List<String> faults(Set<String> classesAlone, String... gates) {
        StringBuilder yaml = new StringBuilder(FILE);
        for (String gate : gates) {
            yaml.append("  - ").append(gate).append('\n');
        }
        ExperimentSpec spec = SampleResults.spec(yaml.toString());
        Map<RunId, JudgedFile> files = new LinkedHashMap<>();
        for (PlannedRun run : Plan.of(spec).runs()) {
            String file =
                    run.spec().judged().orElseThrow().model().fileOf(run.id().seed());
            files.put(run.id(), new JudgedFile(Path.of(file), "0"));
        }
        return JudgedGates.faults(spec, files, path -> classesAlone.contains(path.toString()));
    }
}
