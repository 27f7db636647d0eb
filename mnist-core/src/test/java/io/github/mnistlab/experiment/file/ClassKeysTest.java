package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.balance.ClassWeight;
import io.github.mnistlab.balance.RandomOver;
import io.github.mnistlab.balance.SamplingStrategy;
import io.github.mnistlab.balance.Shrinkage;
import io.github.mnistlab.data.Imbalance;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClassKeysTest {
    private static final String TABLE = """
            name: test
            dataset:
              source: csv
              file: a.csv
              testShare: 0.3
              label: class
              classNames: [rare, "often, or so", Rad.Flow, "7"]
            """;

    @Test
    void classesHaveTheNamesThatTheDataSetLists() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(TABLE + """
                variants:
                  counts: {dataset: {imbalance: {type: counts, counts: {rare: 10, "often, or so": 20, 7: 30}}}}
                  step: {dataset: {imbalance: {type: step, minority: [Rad.Flow, rare, 7], ratio: 10}}}
                  over: {balancing: {method: random-over, samplingStrategy: {Rad.Flow: 40}, shrinkage: {Rad.Flow: 0.5}}}
                  weight: {balancing: {method: class-weight, classWeight: {rare: 20}}}
                """);

        assertThat(run(spec, "counts").dataset().imbalance())
                .isEqualTo(new Imbalance.Counts(Map.of(0, 10, 1, 20, 3, 30)));
        assertThat(run(spec, "step").dataset().imbalance()).isEqualTo(new Imbalance.Step(List.of(0, 2, 3), 10));
        assertThat(run(spec, "over").balancing())
                .isEqualTo(new RandomOver(
                        new SamplingStrategy.FinalCounts(new TreeMap<>(Map.of(2, 40))),
                        new Shrinkage.PerClass(new TreeMap<>(Map.of(2, 0.5)))));
        assertThat(run(spec, "weight").balancing())
                .isEqualTo(new ClassWeight(new ClassWeight.PerClass(new TreeMap<>(Map.of(0, 20.0)))));
    }

    @Test
    void publicSetsHaveTheNamesOfTheirMakers() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read("""
                name: test
                dataset: {source: fashion-mnist, imbalance: {type: counts, counts: {T-shirt/top: 10, Ankle boot: 20}}}
                variants:
                  clothes: {}
                  characters: {dataset: {source: kmnist, imbalance: {type: step, minority: [wo, su], ratio: 10}}}
                gates:
                  - {metric: "recall[Ankle boot]", variant: clothes, atLeast: 0.5}
                  - {metric: "recall[wo]", variant: characters, atLeast: 0.5}
                """);

        assertThat(run(spec, "clothes").dataset().imbalance()).isEqualTo(new Imbalance.Counts(Map.of(0, 10, 9, 20)));
        assertThat(run(spec, "characters").dataset().imbalance()).isEqualTo(new Imbalance.Step(List.of(2, 9), 10));
    }

    @Test
    void whatIsNoNameOfTheirsIsRefusedBeforeAnyFileIsRead() {
        assertThatThrownBy(() -> Yaml.read("""
                        name: test
                        dataset: {source: fashion-mnist, imbalance: {type: step, minority: [Boot], ratio: 10}}
                        """))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining("found the name \"Boot\", but allowed is one of T-shirt/top, Trouser, Pullover,");
        assertThatThrownBy(() -> Yaml.read("""
                        name: test
                        dataset: {source: fashion-mnist}
                        variants: {clothes: {}}
                        gates:
                          - {metric: "recall[Bagg]", variant: clothes, atLeast: 0.5}
                        """))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining(
                        "gates[0].metric: found the text \"recall[Bagg]\", but allowed is a metric of one of"
                                + " the classes T-shirt/top, Trouser, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, Ankle boot");
    }

    private static RunSpec.Trained run(ExperimentSpec spec, String variant) {
        return spec.variant(variant).spec().trained().orElseThrow();
    }

    @Test
    void withoutNamesTheyAreNumbersFromZero() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read("""
                name: test
                dataset: {source: csv, file: a.csv, testShare: 0.3, label: class}
                balancing: {method: smote, samplingStrategy: {999: 5000, 0: 12}}
                """);

        assertThat(run(spec, "baseline").balancing())
                .extracting("samplingStrategy")
                .isEqualTo(new SamplingStrategy.FinalCounts(new TreeMap<>(Map.of(999, 5000, 0, 12))));
    }

    @Test
    void whatIsNoClassIsRefusedAtItsPlace() {
        assertThat(Yaml.faults(TABLE + """
                variants:
                  a: {balancing: {method: smote, samplingStrategy: {raer: 40, 0: 3}}}
                  b: {dataset: {imbalance: {type: step, minority: [Rad Flow], ratio: 10}}}
                """))
                .containsExactly(
                        "9:53: balancing.samplingStrategy: found the name \"raer\", but allowed is one of"
                                + " dataset.classNames; did you mean \"rare\"?",
                        "9:63: balancing.samplingStrategy: found the name \"0\", but allowed is one of dataset.classNames;"
                                + " did you mean \"7\"?",
                        "10:52: dataset.imbalance.minority: found the name \"Rad Flow\", but allowed is one of"
                                + " dataset.classNames; did you mean \"Rad.Flow\"?");
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: csv, file: a.csv, testShare: 0.3, label: class}
                balancing: {method: class-weight, classWeight: {rare: 2, 1000: 3}}
                """))
                .containsExactly(
                        "3:49: balancing.classWeight: found the name \"rare\", but allowed is a class from 0 to 999;"
                                + " dataset.classNames would name them",
                        "3:58: balancing.classWeight: found the name \"1000\", but allowed is a class from 0 to 999;"
                                + " dataset.classNames would name them");
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: mnist, imbalance: {type: counts, counts: {10: 5}}}
                """))
                .containsExactly(
                        "2:61: dataset.imbalance.counts: found the name \"10\", but allowed is a class from 0 to 9");
    }

    @Test
    void namesAreAllDifferent() {
        assertThat(Yaml.faults(TABLE.replace("Rad.Flow", "rare")))
                .singleElement()
                .asString()
                .contains("classNames", "a second time");
    }
}
