package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.LabelFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.result.SampleResults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateClassesTest {
    @Test
    void aClassIsMeantByItsNameOrItsPlace() {
        assertThat(faults(List.of("cat", "dog"), "accuracy", "recall[dog]", "recall[1]", "recall[cat][writer=ann]"))
                .isEmpty();
    }

    @Test
    void aClassThatIsNotThereIsToldWithTheNearest() {
        assertThat(faults(List.of("cat", "dog"), "recall[dogs]", "f1[2]", "recall[cow][writer=ann]"))
                .containsExactly(
                        "experiments/sample.yaml:7:5: recall[dogs] is of no class of variant model; did you mean \"dog\"?"
                                + " (classes: cat, dog)",
                        "experiments/sample.yaml:8:5: f1[2] is of no class of variant model (classes: cat, dog)",
                        "experiments/sample.yaml:9:5: recall[cow] is of no class of variant model (classes: cat, dog)");
    }

    @Test
    void ofManyClassesTwentyAreTold() {
        assertThat(faults(names(20), "recall[nothing]"))
                .singleElement()
                .asString()
                .endsWith("kind-28, kind-29)");
        assertThat(faults(names(21), "recall[nothing]"))
                .singleElement()
                .asString()
                .endsWith("kind-28, kind-29, … of 21)");
    }

    private static List<String> names(int classes) {
        return IntStream.range(0, classes)
                .mapToObj(label -> "kind-" + (10 + label))
                .toList();
    }

    private static List<String> faults(List<String> classes, String... metrics) {
        StringBuilder yaml = new StringBuilder("""
                name: sample
                dataset: {source: labels, file: test.csv, label: truth}
                slices: {file: slices.csv}
                variants:
                  model: {model: {source: predictions, file: model.csv}}
                gates:
                """);
        for (String metric : metrics) {
            yaml.append("  - {metric: '").append(metric).append("', variant: model, atLeast: 0.5}\n");
        }
        ExperimentSpec spec = SampleResults.spec(yaml.toString());
        Map<RunSpec, DataFiles> files = new HashMap<>();
        for (Variant variant : spec.variants()) {
            files.put(variant.spec(), new LabelFile(classes, classes, List.of()));
        }
        return GateClasses.faults(spec, files);
    }
}
