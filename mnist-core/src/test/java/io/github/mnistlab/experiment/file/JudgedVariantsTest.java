package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.json.ExperimentJson;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Variants whose model was made elsewhere. */
class JudgedVariantsTest {
    private static final String HEAD = "name: test\ndataset: {source: mnist}\n";

    @Test
    void aModelFromElsewhereHasNeitherSplitNorTrainingNorBalancing() throws InvalidExperimentException, IOException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                seeds: 5
                training: {epochs: 2}
                variants:
                  trained: {}
                  one: {model: {source: predictions, file: a/b.csv}}
                  recipe: {model: {source: predictions, file: "s-{seed}.npy", values: logits}}
                """);

        RunSpec one = spec.variant("one").spec();
        assertThat(one)
                .isEqualTo(new RunSpec.Judged(
                        new DatasetSpec.Mnist(null, null, 1, null), new JudgedModel.Predictions("a/b.csv", null)));
        assertThat(spec.variant("one").seeds()).containsExactly(1L);
        assertThat(one.isOneModel()).isTrue();
        assertThat(spec.variant("recipe").seeds()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(spec.variant("recipe").spec().isOneModel()).isFalse();
        assertThat(CanonicalJson.write(one))
                .isEqualTo("{\"dataset\":{\"seed\":1,\"source\":\"mnist\"},\"model\":{\"file\":\"a/b.csv\",\"source\":"
                        + "\"predictions\"}}");
        assertThat(ExperimentJson.MAPPER.readValue(CanonicalJson.write(one), RunSpec.class))
                .isEqualTo(one);
    }

    @Test
    void toSayThatItIsTrainedChangesNothing() throws InvalidExperimentException {
        assertThat(Yaml.read(HEAD + "model: {source: trained, hidden: [9]}").variants())
                .isEqualTo(Yaml.read(HEAD + "model: {hidden: [9]}").variants());
    }

    @Test
    void whatIsAboutTrainingIsRefusedWithTheReason() {
        assertThat(Yaml.faults(HEAD + """
                variants:
                  trained: {}
                  judged:
                    model: {source: predictions, file: a.csv, hidden: [9]}
                    training: {epochs: 3}
                    balancing: {method: smote}
                    split: {validation: 0.1}
                """))
                .containsExactly(
                        "6:47: variants.judged.model: unknown field \"hidden\" (allowed: source, file, values); hidden is of"
                                + " a model that is trained here, and this one was made elsewhere",
                        "7:5: variants.judged.training: a model with source: predictions was made elsewhere and is only judged"
                                + " here: nothing of it is trained or balanced; take this out",
                        "8:5: variants.judged.balancing: a model with source: predictions was made elsewhere and is only judged"
                                + " here: nothing of it is trained or balanced; take this out",
                        "9:5: variants.judged.split: a model with source: predictions was made elsewhere and is only judged"
                                + " here: nothing of it is trained or balanced; take this out");
    }

    @Test
    void distortionsOfTheBaseAreOfTrainedVariantsAlone() {
        String file = HEAD + """
                augmentation: {noise: {}}
                variants:
                  trained: {}
                  judged: {model: {source: predictions, file: a.csv}%s}
                """;
        assertThat(Yaml.faults(String.format(file, ""))).isEmpty();
        assertThat(Yaml.faults(String.format(file, ", augmentation: {noise: {}}")))
                .containsExactly(
                        "6:55: variants.judged.augmentation: a model with source: predictions was made elsewhere and is only"
                                + " judged here: nothing of it is trained or balanced; take this out");
    }

    @Test
    void whereNothingIsTrainedTheBaseSaysNothingOfTraining() {
        assertThat(Yaml.faults(HEAD + "model: {source: predictions, file: a.csv}\ntraining: {epochs: 3}\n"))
                .containsExactly(
                        "4:1: training: a model with source: predictions was made elsewhere and is only judged here:"
                                + " nothing of it is trained or balanced; take this out");
    }

    @Test
    void severalSeedsNeedAFileForEach() {
        assertThat(Yaml.faults(HEAD + "variants:\n  judged: {seeds: 3, model: {source: predictions, file: a.csv}}\n"))
                .containsExactly(
                        "4:12: variants.judged.seeds: several seeds need a file for each, but model.file has no"
                                + " {seed}; write it where the seed stands in the files' names");
    }

    @Test
    void aFileIsNeededAndLiesBesideTheExperiment() {
        assertThat(Yaml.faults(HEAD + "model: {source: predictions}\n"))
                .containsExactly(
                        "3:8: model: the field file is missing; allowed is a path relative to this file, with /"
                                + " between folders");
        assertThat(Yaml.faults(HEAD + "model: {source: predictions, file: /etc/passwd}\n"))
                .hasSize(1);
    }

    @Test
    void nothingTrainsOnFromIt() {
        assertThat(Yaml.faults(HEAD + """
                acknowledge: [warm-start]
                variants:
                  judged: {model: {source: predictions, file: a.csv}}
                  child: {startFrom: judged}
                """))
                .containsExactly(
                        "6:22: variants.child.startFrom: judged is only judged here, and training goes on from the"
                                + " weights of a model that was trained here");
    }

    @Test
    void oneModelMayBeComparedWithARecipeOfSeveralSeeds() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                seeds: 5
                variants:
                  recipe: {}
                  one: {model: {source: predictions, file: a.csv}}
                gates:
                  - {metric: accuracy, variant: one, notBelow: recipe}
                  - {metric: accuracy, variant: recipe, notBelow: one}
                  - {metric: accuracy, variant: one, atLeast: 0.9}
                """);

        assertThat(spec.gates())
                .extracting(gate -> gate.speaksOf())
                .containsExactly(SpeaksOf.RECIPE, SpeaksOf.RECIPE, SpeaksOf.MODELS);
    }

    @Test
    void oneTrainedSeedMayStillNotBe() {
        assertThat(Yaml.faults(HEAD + """
                variants:
                  recipe: {seeds: 5}
                  one: {seeds: 1}
                gates:
                  - {metric: accuracy, variant: one, notBelow: recipe}
                """)).singleElement().asString().contains("different numbers of seeds");
    }

    @Test
    void ofClassesAloneNoProbabilityIsGated() {
        assertThat(Yaml.faults(HEAD + """
                variants:
                  classes: {model: {source: predictions, file: a.csv, values: labels}}
                gates:
                  - {metric: log-loss, variant: classes, atMost: 0.1}
                  - {metric: macro-f1, variant: classes, atLeast: 0.9}
                """))
                .containsExactly(
                        "6:14: gates[0].metric: log-loss needs probabilities, but classes has values: labels, the"
                                + " predicted classes alone; choose a metric of the confusion matrix, such as accuracy or macro-f1");
    }

    @Test
    void labelsAloneAreNothingToTrainOn() {
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: labels, file: test.csv, label: truth, id: photo}
                variants:
                  trained: {}
                  judged: {model: {source: predictions, file: a.csv}}
                """))
                .containsExactly(
                        "2:19: dataset.source: labels has no images for variant trained; give it what a model predicted,"
                                + " such as model: {source: predictions, file: a.csv}, or another dataset");
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: labels, file: test.csv}
                model: {source: deeplearning4j, file: a.zip}
                """)).singleElement().asString().contains("labels has no images for variant baseline");
    }
}
