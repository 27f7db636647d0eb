package io.github.mnistlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.experiment.file.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void parentsComeFirstAndTheOrderOfTheFileOtherwise() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read("""
                name: test
                acknowledge: [warm-start]
                dataset: {source: mnist}
                seeds: [3, 1]
                variants:
                  grandchild: {startFrom: child, seeds: [1]}
                  other: {seeds: 2}
                  child: {startFrom: root}
                  root: {}
                """);

        Plan plan = Plan.of(spec);

        assertThat(plan.runs().stream().map(run -> run.id() + " from " + run.parent()))
                .containsExactly(
                        "root-3 from null",
                        "root-1 from null",
                        "child-3 from root-3",
                        "child-1 from root-1",
                        "grandchild-1 from child-1",
                        "other-1 from null",
                        "other-2 from null");
        assertThat(plan.runs())
                .allSatisfy(run -> assertThat(run.spec())
                        .isEqualTo(spec.variant(run.id().variant()).spec()));
    }

    @Test
    void planOfTheNotebookTrainsTheBaselineFirst() throws InvalidExperimentException {
        List<PlannedRun> runs =
                Plan.of(Yaml.read(Yaml.shipped("notebook.yaml"), "notebook")).runs();

        assertThat(runs).hasSize(10);
        for (int seed = 1; seed <= 5; seed++) {
            assertThat(runs.get(seed - 1).id()).isEqualTo(new RunId("baseline", seed));
            assertThat(runs.get(seed - 1).parent()).isNull();
            assertThat(runs.get(seed + 4).id()).isEqualTo(new RunId("smote", seed));
            assertThat(runs.get(seed + 4).parent()).isEqualTo(new RunId("baseline", seed));
        }
    }
}
