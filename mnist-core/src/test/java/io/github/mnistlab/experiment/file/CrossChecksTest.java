package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong only in view of another place of the file, and what is right there. */
class CrossChecksTest {
    @Test
    void smoteNcIsForTablesWithNames() {
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: mnist}
                variants:
                  digits: {balancing: {method: smote-nc}}
                  numbers:
                    dataset: {source: csv, file: a.csv, testShare: 0.3, label: class}
                    balancing: {method: smote-nc}
                """))
                .containsExactly(
                        "4:32: balancing.method: smote-nc is for tables with columns of names, and dataset.categorical of"
                                + " variant digits names none; name them there, or use smote",
                        "7:25: balancing.method: smote-nc is for tables with columns of names, and dataset.categorical of"
                                + " variant numbers names none; name them there, or use smote");
    }

    private static final String HEAD = "name: test\ndataset: {source: mnist}\n";

    @Test
    void refusesMoreRunsThanAnybodyMeans() {
        String tens = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
        String matrix = "matrix: {axes: {training.batchSize: " + tens + ", training.epochs: " + tens + "}}\n";
        assertThat(Yaml.faults(HEAD + "seeds: 100\n" + matrix)).isEmpty();
        assertThat(Yaml.faults(HEAD + "seeds: 1000\n" + matrix))
                .containsExactly(
                        "3:8: seeds: 100 variants with their seeds make 100000 runs, but an experiment may have at"
                                + " most 10000; take fewer seeds or variants, or several experiments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "nul", "aux.x", "com1", "Test", "-x", "a/b", "..", "x."})
    void namesMustBeSafeForFiles(String name) {
        assertThat(Yaml.faults("name: " + name + "\ndataset: {source: mnist}\nvariants: {" + name + ": {}}\n"))
                .anyMatch(fault -> fault.startsWith("1:7: name: found the text"))
                .anyMatch(fault -> fault.startsWith("3:12: variants: found the name"));
    }

    @Test
    void acceptedIsNoVariantsName() {
        assertThat(Yaml.faults(HEAD + "variants: {accepted: {}}"))
                .containsExactly("3:12: variants: the name \"accepted\" is reserved; choose another");
    }

    @Test
    void circlesAreReportedOnceEach() {
        assertThat(Yaml.faults(HEAD + """
                acknowledge: [warm-start]
                variants:
                  a: {startFrom: b}
                  b: {startFrom: c}
                  c: {startFrom: a}
                  d: {startFrom: a}
                  e: {startFrom: e}
                """))
                .containsExactly(
                        "5:18: variants.a.startFrom: the variants start from each other in a circle: a -> b -> c -> a",
                        "9:18: variants.e.startFrom: the variants start from each other in a circle: e -> e");
    }

    @Test
    void childrenNeedTheSeedsOfTheirParents() {
        assertThat(Yaml.faults(HEAD + """
                acknowledge: [warm-start]
                seeds: [1, 2]
                variants:
                  a: {}
                  b: {startFrom: a, seeds: [2]}
                  c: {startFrom: a, seeds: [2, 3, 4]}
                """))
                .containsExactly(
                        "8:18: variants.c.startFrom: c is trained with the seeds [3, 4], but a is not, and training"
                                + " goes on from the weights of the same seed");
    }

    @Test
    void childrenNeedTheLayersOfTheirParents() {
        assertThat(Yaml.faults(HEAD + """
                acknowledge: [warm-start]
                variants:
                  a: {}
                  b: {startFrom: a, model: {dropout: 0.5}}
                  c: {startFrom: a, model: {hidden: [9]}}
                  d: {startFrom: a, model: {batchNormalization: true}}
                """))
                .containsExactly(
                        "7:18: variants.c.startFrom: the hidden layers of c are [9], but those of a are"
                                + " [1025, 512, 256], so that its weights do not fit",
                        "8:18: variants.d.startFrom: of d and a one has model.batchNormalization and the other has not,"
                                + " so that the weights do not fit");
    }

    @Test
    void everyFaultOfAReferenceIsReported() {
        assertThat(Yaml.faults(HEAD + "variants: {a: {}, b: {startFrom: a, seeds: [5], model: {hidden: [9]}}}\n"))
                .hasSize(3)
                .allMatch(fault -> fault.startsWith("3:34: "))
                .anyMatch(fault -> fault.contains("seeds [5]"))
                .anyMatch(fault -> fault.contains("hidden layers"))
                .anyMatch(fault -> fault.contains("acknowledge: [warm-start]"));
    }

    @Test
    void warmStartsMustBeAcknowledged() {
        assertThat(Yaml.faults(HEAD + "variants:\n  a: {}\n  b: {startFrom: a}\n"))
                .containsExactly(
                        "5:18: startFrom: training on from another variant's weights makes the two hard to compare;"
                                + " if that is meant, add acknowledge: [warm-start]");
    }

    @Test
    void validationOnTestMustBeAcknowledged() {
        assertThat(Yaml.faults(HEAD + "split: {validation: test-set}\nvariants: {a: {}, b: {}}\n"))
                .containsExactly(
                        "3:21: split.validation: test-set makes test results too good to be believed; if that is"
                                + " meant, add acknowledge: [validation-on-test]");
        assertThat(Yaml.faults(HEAD + "variants: {a: {split: {validation: test-set}}}\n"))
                .hasSize(1);
        assertThat(Yaml.faults(HEAD + "acknowledge: [validation-on-test]\nsplit: {validation: test-set}\n"))
                .isEmpty();
    }

    @Test
    void acknowledgingWhatIsNotDoneIsAProblem() {
        assertThat(Yaml.faults(HEAD + "acknowledge: [warm-start, validation-on-test]\n"))
                .containsExactly(
                        "3:15: acknowledge: nothing in this file needs warm-start; take it out",
                        "3:27: acknowledge: nothing in this file needs validation-on-test; take it out");
    }

    @Test
    void earlyStoppingNeedsWhatItMonitors() {
        assertThat(Yaml.faults(
                        HEAD + "training: {earlyStopping: {monitor: validation-accuracy}}\nvariants: {a: {}, b: {}}\n"))
                .containsExactly("3:37: training.earlyStopping.monitor: validation-accuracy needs validation rows, but"
                        + " split.validation is 0 in variant a; ask for some, such as split: {validation: 0.1}, or monitor"
                        + " training-loss");
        assertThat(Yaml.faults(HEAD + "training: {earlyStopping: {patience: 1}}\n"))
                .singleElement()
                .asString()
                .startsWith("3:27: training.earlyStopping.monitor: validation-loss needs validation rows");
        assertThat(Yaml.faults(HEAD + """
                split: {validation: 0.1}
                training: {earlyStopping: {}}
                variants: {a: {}, b: {split: {validation: 0}, training: {earlyStopping: {monitor: training-loss}}}}
                """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-over", "random-under", "smote", "borderline-smote", "svm-smote", "adasyn"})
    void aNumberBalancesTwoClassesOnly(String method) {
        String balancing = "balancing: {method: " + method + ", samplingStrategy: 0.5}\n";

        assertThat(Yaml.faults(HEAD + "variants: {a: {}, b: {}}\n" + balancing))
                .singleElement()
                .asString()
                .startsWith("4:" + (balancing.indexOf("0.5") + 1)
                        + ": balancing.samplingStrategy: a number is the ratio of two classes, but the images of"
                        + " variant a are of ten; use auto, or a map");
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: idx, trainingImages: a, trainingLabels: b, testImages: c, testLabels: d}
                """ + balancing))
                .as("own data may have two classes")
                .isEmpty();
    }

    @Test
    void balancingFitsTheRowsThatImbalanceLeaves() {
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: mnist, imbalance: {type: counts, counts: {3: 50, 4: 60}}}
                variants:
                  over: {balancing: {method: smote, samplingStrategy: {3: 49, 4: 60, 5: 9000}}}
                  under: {balancing: {method: random-under, samplingStrategy: {3: 50, 4: 61, 5: 1}}}
                  right: {balancing: {method: random-over, samplingStrategy: {3: 50, 4: 61}}}
                """))
                .containsExactly(
                        "4:59: balancing.samplingStrategy.3: found 49, but dataset.imbalance leaves class 3 of variant"
                                + " over 50 rows, and over-sampling only adds; ask for 50 or more",
                        "5:74: balancing.samplingStrategy.4: found 61, but dataset.imbalance leaves class 4 of variant"
                                + " under 60 rows, and under-sampling only leaves out; ask for 60 or fewer");
    }

    @Test
    void aGateComparesTwoVariants() {
        assertThat(Yaml.faults(HEAD + gate("notBelow: baseline")))
                .containsExactly("3:57: gates[0].notBelow: a variant cannot be compared with itself; name another one");
    }

    private static String gate(String limit) {
        return "gates: [{metric: accuracy, variant: baseline, " + limit + ", confidence: none}]\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{source: generated-digits}",
                "{source: mnist, test: 100}",
                "{source: mnist, test: 1000, seed: 2}",
            })
    void comparedVariantsAreTestedOnTheSameImages(String dataset) {
        assertThat(Yaml.faults(
                        "name: test\ndataset: {source: mnist, test: 1000}\nvariants: {baseline: {}, b: {dataset: "
                                + dataset + "}}\n" + gate("notBelow: b")))
                .containsExactly("4:57: gates[0].notBelow: baseline and b are tested on different rows, so that their"
                        + " results cannot be compared");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{training: 1000}",
                "{imbalance: {type: counts, counts: {1: 10}}}",
                "{seed: 2}",
            })
    void trainingRowsMayDiffer(String dataset) {
        assertThat(Yaml.faults(
                        HEAD + "variants: {baseline: {}, b: {dataset: " + dataset + "}}\n" + gate("notBelow: b")))
                .isEmpty();
    }

    @Test
    void comparedVariantsHaveAsManySeeds() {
        assertThat(Yaml.faults(HEAD + "variants: {baseline: {}, b: {seeds: [1, 2]}}\n" + gate("notBelow: b")))
                .containsExactly(
                        "4:57: gates[0].notBelow: baseline and b have different numbers of seeds, 1 and 2; a comparison"
                                + " needs as many on both sides");
        assertThat(Yaml.faults(HEAD + "variants: {baseline: {}, b: {seeds: [2]}}\n" + gate("notBelow: b")))
                .isEmpty();
    }

    /** One seed in two has the class among the rare ones: of few seeds all have, or none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: step, minority: 0.5, ratio: 10}",
                "{type: linear, ratio: 10}",
                "{type: long-tail, ratio: 10}",
            })
    void aClassThatIsRareWithSomeSeedsHasNoAverageThatFewTell(String imbalance) {
        String head = "name: test\ndataset: {source: generated-digits, imbalance: " + imbalance + "}\n";
        String gate = "gates: [{metric: %s, variant: baseline, atLeast: 0.5%s}]\n";

        for (String metric : List.of("'recall[3]'", "'f1[3]'", "'precision[3]'", "min(recall)")) {
            assertThat(Yaml.faults(head + "seeds: 3\n" + String.format(gate, metric, "")))
                    .containsExactly("4:18: gates[0].metric: which classes are rare is drawn with each seed in variant"
                            + " baseline, so that few seeds cannot tell what " + metric.replace("'", "")
                            + " is on average; choose balanced-accuracy, macro-f1 or g-mean, name the classes"
                            + " (imbalance: {type: step, minority: [3]}), or judge the trained models alone (speaksOf:"
                            + " models)");
            assertThat(Yaml.faults(head + String.format(gate, metric, ""))).isEmpty();
            assertThat(Yaml.faults(head + "seeds: 3\n" + String.format(gate, metric, ", speaksOf: models")))
                    .isEmpty();
            assertThat(Yaml.faults(head + "seeds: 3\n" + String.format(gate, metric, ", confidence: none")))
                    .isEmpty();
        }
        assertThat(Yaml.faults(head + "seeds: 3\n" + String.format(gate, "g-mean", "")))
                .isEmpty();
    }

    @Test
    void aClassThatIsNamedAsRareMayBeGated() {
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: generated-digits, imbalance: {type: step, minority: [3], ratio: 10}}
                seeds: 3
                gates: [{metric: 'recall[3]', variant: baseline, atLeast: 0.5}]
                """)).isEmpty();
    }

    @Test
    void aGateHasExactlyOneLimit() {
        assertThat(Yaml.faults(HEAD + gate("atLeast: 0.5, atMost: 0.9")))
                .containsExactly(
                        "3:61: gates[0]: found atLeast and atMost, but allowed is exactly one of atLeast, atMost,"
                                + " notBelow, better");
        assertThat(Yaml.faults(HEAD + gate("margin: 0.5")))
                .containsExactly(
                        "3:9: gates[0]: found none, but needed is exactly one of atLeast, atMost, notBelow,"
                                + " better",
                        "3:47: gates[0]: margin is allowed only beside notBelow, which is missing");
    }

    @Test
    void confidenceIsALevelOrNone() {
        String head = HEAD + "gates: [{metric: accuracy, variant: baseline, atLeast: 0.5, confidence: ";

        assertThat(Yaml.faults(head + "0.95}]\n")).isEmpty();
        assertThat(Yaml.faults(head + "0.5}]\n"))
                .containsExactly(
                        "3:73: gates[0].confidence: found the number 0.5, but allowed is a number above 0.5 and"
                                + " below 1, or none");
        assertThat(Yaml.faults(head + "1}]\n")).hasSize(1);
        assertThat(Yaml.faults(head + "95}]\n")).hasSize(1);
        assertThat(Yaml.faults(head + "non}]\n")).singleElement().asString().contains("did you mean \"none\"?");
    }

    @Test
    void acceptedResultsMayBeComparedWith() {
        assertThat(Yaml.faults(HEAD + gate("notBelow: accepted, margin: 0.01"))).isEmpty();
        assertThat(Yaml.faults(HEAD + gate("better: accepted"))).isEmpty();
        assertThat(Yaml.faults(HEAD + gate("better: baseline")))
                .containsExactly("3:55: gates[0].better: a variant cannot be compared with itself; name another one");
        assertThat(Yaml.faults(HEAD + gate("better: other")))
                .containsExactly("3:55: gates[0].better: there is no variant \"other\" (variants: baseline)");
        assertThat(Yaml.faults(HEAD + gate("better: accepted, margin: 0.01")))
                .containsExactly("3:65: gates[0]: margin is allowed only beside notBelow, which is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recall[10]", "recall", "min(accuracy)", "Accuracy", "acc"})
    void metricsMustExist(String metric) {
        assertThat(Yaml.faults(HEAD + "gates: [{metric: \"" + metric
                        + "\", variant: baseline, atLeast: 0.5, confidence: none}]\n"))
                .singleElement()
                .asString()
                .startsWith("3:18: gates[0].metric: found the text \"" + metric
                        + "\", but allowed is a metric: one of accuracy");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.04, 0.95})
    void aShareOfTenClassesIsSomeAndNotAll(double share) {
        assertThat(Yaml.faults("name: test\ndataset: {source: mnist, imbalance: {type: step, minority: " + share
                        + ", ratio: 10}}\n"))
                .containsExactly("2:60: dataset.imbalance.minority: the share " + share + " of ten classes is "
                        + (share < 0.5 ? 0 : 10)
                        + " in variant baseline, and at least one must be rare and at least one"
                        + " not; use 0.05 up to, but not including, 0.95, or name the classes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{source: mnist, imbalance: {type: step, minority: 0.05, ratio: 10}}",
                "{source: generated-digits, imbalance: {type: step, minority: 0.949, ratio: 10}}",
                "{source: idx, trainingImages: a, trainingLabels: b, testImages: c, testLabels: d,"
                        + " imbalance: {type: step, minority: 0.95, ratio: 10}}"
            })
    void otherSharesAreNot(String dataset) {
        assertThat(Yaml.faults("name: test\ndataset: " + dataset + "\n")).isEmpty();
    }
}
