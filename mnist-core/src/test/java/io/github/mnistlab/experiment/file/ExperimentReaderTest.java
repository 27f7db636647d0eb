package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.github.mnistlab.balance.Adasyn;
import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.balance.BorderlineSmote;
import io.github.mnistlab.balance.RandomOver;
import io.github.mnistlab.balance.RandomUnder;
import io.github.mnistlab.balance.SamplingStrategy;
import io.github.mnistlab.balance.Shrinkage;
import io.github.mnistlab.balance.Smote;
import io.github.mnistlab.balance.SvmSmote;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Imbalance;
import io.github.mnistlab.data.SplitSpec;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.experiment.Acknowledgement;
import io.github.mnistlab.experiment.Confidence;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.OnInconclusive;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.SourceLocation;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.json.ExperimentJson;
import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.model.Dropout;
import io.github.mnistlab.model.EarlyStoppingSpec;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentReaderTest {
    /** The head of a valid file, to which a test adds what it is about from line 3 on. */
    private static final String HEAD = "name: test\ndataset: {source: mnist}\n";

    @Test
    void theShippedComparisonSaysWhatItsFileSays() throws IOException, InvalidExperimentException {
        Path path = Yaml.SHIPPED.resolve("baseline-vs-smote.yaml");

        ExperimentFile file = ExperimentReader.read(path);

        assertThat(file.path()).isEqualTo(path);
        assertThat(file.folder()).isAbsolute().exists();
        ExperimentSpec spec = file.spec();
        RunSpec.Trained baseline = new RunSpec.Trained(
                new DatasetSpec.Mnist(null, null, 1, null),
                new SplitSpec(new Validation.Rows(5000)),
                ModelSpec.DEFAULT,
                new TrainingSpec(10, 128, OptimizerSpec.Adam.DEFAULT, LearningRateSchedule.Cosine.DEFAULT, null),
                new BalancingSpec.None());
        RunSpec.Trained smote = new RunSpec.Trained(
                baseline.dataset(), baseline.split(), baseline.model(), baseline.training(), new Smote());
        assertThat(spec.name()).isEqualTo("baseline-vs-smote");
        assertThat(spec.description()).isEqualTo("Does SMOTE help a perceptron on MNIST?");
        assertThat(spec.acknowledge()).isEmpty();
        assertThat(spec.warnings()).isEmpty();
        assertThat(spec.variants())
                .containsExactly(
                        new Variant("baseline", null, List.of(1L, 2L, 3L, 4L, 5L), baseline),
                        new Variant("smote", null, List.of(1L, 2L, 3L, 4L, 5L), smote));
        assertThat(spec.gates())
                .containsExactly(
                        new Gate(
                                MetricExpression.parse("accuracy"),
                                "baseline",
                                new Limit.AtLeast(new BigDecimal("0.984")),
                                new Confidence.OneSided(new BigDecimal("0.95")),
                                SpeaksOf.RECIPE,
                                OnInconclusive.WARN,
                                new SourceLocation(path.toString(), 18, 5)),
                        new Gate(
                                MetricExpression.parse("accuracy"),
                                "baseline",
                                new Limit.AtLeast(new BigDecimal("0.986")),
                                new Confidence.None(),
                                SpeaksOf.RECIPE,
                                OnInconclusive.WARN,
                                new SourceLocation(path.toString(), 19, 5)),
                        new Gate(
                                MetricExpression.parse("accuracy"),
                                "smote",
                                new Limit.NotBelow("baseline", new BigDecimal("0.005")),
                                new Confidence.OneSided(new BigDecimal("0.95")),
                                SpeaksOf.RECIPE,
                                OnInconclusive.WARN,
                                new SourceLocation(path.toString(), 20, 5)));
    }

    @Test
    void warnsOfEarlyStoppingThatMayKeepAnEpochInTheFirstThird() throws InvalidExperimentException {
        String training = "training: {epochs: 12, earlyStopping: {patience: %d}}\nsplit: {validation: 100}\n";
        assertThat(Yaml.read(HEAD + training.formatted(3)).warnings())
                .singleElement()
                .asString()
                .contains("first third", "baseline");
        assertThat(Yaml.read(HEAD + training.formatted(4)).warnings()).isEmpty();
        assertThat(Yaml.read(HEAD + "training: {earlyStopping: {}}\nsplit: {validation: 100}\n")
                        .warnings())
                .isEmpty();
    }

    @Test
    void warnsOfRowsBetweenCategoriesAndNamesWhatMakesNone() throws InvalidExperimentException {
        String table = """
                name: test
                dataset: {source: csv, file: a.csv, testShare: 0.3, label: class%s}
                variants:
                  plain: {}
                  smote: {balancing: {method: smote}}
                  copies: {balancing: {method: random-over}}
                  noisy: {balancing: {method: random-over, shrinkage: 1}}
                  fewer: {balancing: {method: random-under}}
                  edited: {balancing: {method: smote-enn}}
                  weighted: {balancing: {method: class-weight}}
                """;
        String named = ", categorical: [soil]";

        assertThat(Yaml.read(table.formatted(named) + "  nominal: {balancing: {method: smote-nc}}\n")
                        .warnings())
                .containsExactly(
                        "The table has categorical columns, and the balancing of smote, noisy, edited makes rows"
                                + " that are part one category and part another, which no real row is. To give each new row one"
                                + " category, use balancing: {method: smote-nc}.");
        assertThat(Yaml.read(table.formatted("")).warnings()).isEmpty();
    }

    @Test
    void aGateIsNinetyFivePercentSureAndOnlyWarnsWhereItIsNot() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                familyWise: true
                gates:
                  - {metric: accuracy, variant: baseline, atLeast: 0.9}
                  - {metric: accuracy, variant: baseline, better: accepted, confidence: 0.990, onInconclusive: fail}
                """);

        assertThat(spec.familyWise()).isTrue();
        assertThat(spec.gates())
                .extracting(Gate::confidence)
                .containsExactly(
                        new Confidence.OneSided(new BigDecimal("0.95")),
                        new Confidence.OneSided(new BigDecimal("0.990")));
        assertThat(spec.gates())
                .extracting(Gate::onInconclusive)
                .containsExactly(OnInconclusive.WARN, OnInconclusive.FAIL);
        assertThat(spec.gates().get(1).limit()).isEqualTo(new Limit.Better(Limit.ACCEPTED));
        assertThat(Yaml.read(HEAD).familyWise()).isFalse();
    }

    @Test
    void theNotebookWarnsOfWhatItDid() throws IOException, InvalidExperimentException {
        ExperimentSpec spec =
                ExperimentReader.read(Yaml.SHIPPED.resolve("notebook.yaml")).spec();

        assertThat(spec.acknowledge()).containsExactly(Acknowledgement.WARM_START, Acknowledgement.VALIDATION_ON_TEST);
        assertThat(spec.variant("smote").parent()).contains("baseline");
        assertThat(spec.variant("smote")
                        .spec()
                        .trained()
                        .orElseThrow()
                        .training()
                        .earlyStopping())
                .isNull();
        assertThat(spec.warnings()).hasSize(2);
        assertThat(spec.warnings().get(0)).contains("smote trains on from the weights of baseline", "warm-start");
        assertThat(spec.warnings().get(1)).contains("test images", "baseline, smote", "validation-on-test");
    }

    @Test
    void theRecipesSayWhatTheyUse() throws IOException, InvalidExperimentException {
        ExperimentSpec best =
                ExperimentReader.read(Yaml.SHIPPED.resolve("best.yaml")).spec();
        RunSpec.Trained run = trained(best, "baseline");
        assertThat(best.warnings()).isEmpty();
        assertThat(run.model().batchNormalization()).isTrue();
        assertThat(run.model().dropout()).isEqualTo(new Dropout(0.1));
        assertThat(run.training().labelSmoothing()).isEqualTo(0.02);
        assertThat(run.training().learningRateSchedule()).isEqualTo(LearningRateSchedule.OneCycle.DEFAULT);
        assertThat(run.augmentation())
                .isEqualTo(new AugmentationSpec(new AugmentationSpec.Affine(10, 10, 0.1, 2), null, null, null));

        ExperimentSpec regularized =
                ExperimentReader.read(Yaml.SHIPPED.resolve("regularized.yaml")).spec();
        assertThat(trained(regularized, "baseline").augmentation()).isNull();
        assertThat(trained(regularized, "baseline").model().inputNoise()).isEqualTo(0.3);

        ExperimentSpec ablations =
                ExperimentReader.read(Yaml.SHIPPED.resolve("ablations.yaml")).spec();
        assertThat(trained(ablations, "all").augmentation()).isEqualTo(run.augmentation());
        assertThat(trained(ablations, "without-distortion").augmentation()).isNull();
    }

    private static RunSpec.Trained trained(ExperimentSpec spec, String variant) {
        return spec.variant(variant).spec().trained().orElseThrow();
    }

    @Test
    void theSmallestFileHasEveryDefault() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD);

        assertThat(spec.variants())
                .containsExactly(new Variant(
                        "baseline",
                        null,
                        List.of(1L),
                        new RunSpec.Trained(
                                new DatasetSpec.Mnist(null, null, 1, null),
                                new SplitSpec(new Validation.Rows(0)),
                                ModelSpec.DEFAULT,
                                TrainingSpec.DEFAULT,
                                new BalancingSpec.None())));
        assertThat(spec.gates()).isEmpty();
        assertThat(spec.description()).isEmpty();
    }

    /** The contract states defaults for editors; each room has its own for other callers. They must not drift apart. */
    @Test
    void whereEditorsFindTheSchemaIsNoPartOfTheExperiment() throws InvalidExperimentException {
        assertThat(Yaml.read("$schema: https://example.org/experiment.schema.json\n" + HEAD))
                .isEqualTo(Yaml.read(HEAD));
    }

    @Test
    void defaultsAreThoseOfTheRooms() throws InvalidExperimentException {
        RunSpec.Trained spec = onlyRun("""
                training:
                  optimizer: {type: nesterov}
                  learningRateSchedule: {type: step}
                  earlyStopping: {}
                split: {validation: 0.1}
                balancing: {method: smote}
                """);

        assertThat(spec.training().optimizer()).isEqualTo(OptimizerSpec.Nesterov.DEFAULT);
        assertThat(spec.training().learningRateSchedule()).isEqualTo(LearningRateSchedule.Step.DEFAULT);
        assertThat(spec.training().earlyStopping()).isEqualTo(EarlyStoppingSpec.DEFAULT);
        assertThat(spec.balancing()).isEqualTo(new Smote());
        assertThat(spec.split().validation()).isEqualTo(new Validation.Fraction(0.1));
        assertThat(onlyRun("training: {optimizer: {type: sgd}, learningRateSchedule: {type: exponential}}")
                        .training())
                .isEqualTo(new TrainingSpec(
                        10, 32, OptimizerSpec.Sgd.DEFAULT, LearningRateSchedule.Exponential.DEFAULT, null));
        assertThat(onlyRun("training: {learningRateSchedule: {type: cosine}}")
                        .training()
                        .learningRateSchedule())
                .isEqualTo(LearningRateSchedule.Cosine.DEFAULT);
        assertThat(Yaml.read("name: test\ndataset: {source: generated-digits}")
                        .variant("baseline")
                        .spec()
                        .dataset())
                .isEqualTo(DatasetSpec.GeneratedDigits.DEFAULT);
    }

    @Test
    void everyBalancingMethodOfTheRoomIsOfferedWithItsDefaults()
            throws InvalidExperimentException, ReflectiveOperationException {
        for (JsonSubTypes.Type method :
                BalancingSpec.class.getAnnotation(JsonSubTypes.class).value()) {
            String variants = """
                    variants:
                      baseline:
                        dataset: {source: csv, file: a.csv, testShare: 0.3, label: class, categorical: [soil]}
                        balancing: {method: %s}
                    """;
            assertThat(onlyRun(variants.formatted(method.name())).balancing())
                    .isInstanceOf(method.value())
                    .isEqualTo(method.value().getConstructor().newInstance());
        }
    }

    @Test
    void balancingMethodsTakeTheirOptions() throws InvalidExperimentException {
        SamplingStrategy counts = new SamplingStrategy.FinalCounts(new TreeMap<>(Map.of(3, 40)));

        assertThat(onlyRun("balancing: {method: random-over, samplingStrategy: {3: 40}}")
                        .balancing())
                .isEqualTo(new RandomOver(counts));
        assertThat(onlyRun("balancing: {method: random-under, samplingStrategy: majority}")
                        .balancing())
                .isEqualTo(new RandomUnder(SamplingStrategy.Classes.MAJORITY));
        assertThat(onlyRun("balancing: {method: smote, kNeighbors: 2, samplingStrategy: minority}")
                        .balancing())
                .isEqualTo(new Smote(2, SamplingStrategy.Classes.MINORITY));
        assertThat(onlyRun("balancing: {method: borderline-smote, kNeighbors: 2, mNeighbors: 3, kind: borderline-2,"
                                + " samplingStrategy: not minority}")
                        .balancing())
                .isEqualTo(new BorderlineSmote(
                        2, 3, BorderlineSmote.Kind.BORDERLINE_2, SamplingStrategy.Classes.NOT_MINORITY));
        assertThat(onlyRun("balancing: {method: adasyn, nNeighbors: 2, samplingStrategy: {3: 40}}")
                        .balancing())
                .isEqualTo(new Adasyn(2, counts));
        assertThat(onlyRun("balancing: {method: svm-smote, kNeighbors: 2, mNeighbors: 3, outStep: 0.25,"
                                + " samplingStrategy: {3: 40}}")
                        .balancing())
                .isEqualTo(new SvmSmote(2, 3, 0.25, counts));
        assertThat(onlyRun("balancing: {method: random-over, shrinkage: {3: 0.5, 8: 0}}")
                        .balancing())
                .isEqualTo(new RandomOver(
                        SamplingStrategy.Classes.AUTO, new Shrinkage.PerClass(new TreeMap<>(Map.of(3, 0.5, 8, 0.0)))));
    }

    private static RunSpec.Trained onlyRun(String yaml) throws InvalidExperimentException {
        return Yaml.read(HEAD + yaml).variant("baseline").spec().trained().orElseThrow();
    }

    @Test
    void seedsAreAListOrANumber() throws InvalidExperimentException {
        assertThat(Yaml.read(HEAD + "seeds: [7, 0, 9007199254740992]")
                        .variant("baseline")
                        .seeds())
                .containsExactly(7L, 0L, 9007199254740992L);
        assertThat(Yaml.read(HEAD + "seeds: 1000").variant("baseline").seeds())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1000).boxed().toList());
    }

    @Test
    void limitsAreExactlyAsWritten() throws InvalidExperimentException {
        List<Gate> gates = Yaml.read(HEAD + """
                        gates:
                          - {metric: accuracy, variant: baseline, atLeast: 0.97500, confidence: none}
                          - {metric: log-loss, variant: baseline, atMost: 1e-1, confidence: none}
                        """).gates();

        assertThat(gates.get(0).limit()).isEqualTo(new Limit.AtLeast(new BigDecimal("0.97500")));
        assertThat(gates.get(1).limit()).isEqualTo(new Limit.AtMost(new BigDecimal("0.1")));
        assertThat(gates.get(1).location()).isEqualTo(new SourceLocation("test.yaml", 5, 5));
    }

    @Test
    void overridesMergeMapsAndReplaceListsAndWhatChangesItsKind() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read("""
                name: test
                dataset: {source: mnist, training: 1000, imbalance: {type: step, minority: [1, 2], ratio: 4}}
                seeds: [1, 2]
                model: {hidden: [30, 20], dropout: 0.5}
                training:
                  epochs: 3
                  optimizer: {type: adam, learningRate: 0.005, beta1: 0.8}
                  earlyStopping: {monitor: training-loss, patience: 7}
                balancing: {method: smote, kNeighbors: 3, samplingStrategy: {0: 10, 1: 20}}
                variants:
                  same:
                  merged:
                    dataset: {imbalance: {ratio: 8}}
                    model: {hidden: [10]}
                    training: {optimizer: {learningRate: 0.01}, earlyStopping: {patience: 1}}
                    balancing: {samplingStrategy: {1: 30, 2: 40}}
                  named:
                    training: {optimizer: {type: adam, beta2: 0.9}}
                  replaced:
                    dataset: {source: generated-digits, test: 50}
                    seeds: [3]
                    training: {optimizer: {type: sgd}}
                    balancing: {method: none}
                  taken-away:
                    dataset: {training: null, imbalance: null}
                    training: {earlyStopping: null}
                """);

        RunSpec.Trained same = spec.variant("same").spec().trained().orElseThrow();
        OptimizerSpec adam = new OptimizerSpec.Adam(0.005, 0.8, 0.999, 1e-7);
        EarlyStoppingSpec patient = new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.TRAINING_LOSS, 7, 0, true);
        assertThat(same.dataset())
                .isEqualTo(new DatasetSpec.Mnist(1000, null, 1, new Imbalance.Step(List.of(1, 2), 4)));
        assertThat(same.training())
                .isEqualTo(new TrainingSpec(3, 32, adam, new LearningRateSchedule.Constant(), patient));

        RunSpec.Trained merged = spec.variant("merged").spec().trained().orElseThrow();
        assertThat(merged.dataset())
                .isEqualTo(new DatasetSpec.Mnist(1000, null, 1, new Imbalance.Step(List.of(1, 2), 8)));
        assertThat(merged.model().hidden()).containsExactly(10);
        assertThat(merged.model().dropout()).isEqualTo(new Dropout(0.5));
        assertThat(merged.training().epochs()).isEqualTo(3);
        assertThat(merged.training().optimizer()).isEqualTo(new OptimizerSpec.Adam(0.01, 0.8, 0.999, 1e-7));
        assertThat(merged.training().earlyStopping())
                .isEqualTo(new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.TRAINING_LOSS, 1, 0, true));
        assertThat(CanonicalJson.write(merged.balancing()))
                .isEqualTo("{\"kNeighbors\":3,\"method\":\"smote\",\"samplingStrategy\":{\"0\":10,\"1\":30,\"2\":40}}");

        assertThat(spec.variant("named")
                        .spec()
                        .trained()
                        .orElseThrow()
                        .training()
                        .optimizer())
                .isEqualTo(new OptimizerSpec.Adam(0.005, 0.8, 0.9, 1e-7));

        Variant replaced = spec.variant("replaced");
        assertThat(replaced.seeds()).containsExactly(3L);
        assertThat(replaced.spec().dataset()).isEqualTo(new DatasetSpec.GeneratedDigits(10_000, 50, 1, null));
        assertThat(replaced.spec().trained().orElseThrow().training().optimizer())
                .isEqualTo(OptimizerSpec.Sgd.DEFAULT);
        assertThat(replaced.spec().trained().orElseThrow().training().epochs()).isEqualTo(3);
        assertThat(replaced.spec().trained().orElseThrow().balancing()).isEqualTo(new BalancingSpec.None());

        RunSpec.Trained takenAway = spec.variant("taken-away").spec().trained().orElseThrow();
        assertThat(takenAway.dataset()).isEqualTo(new DatasetSpec.Mnist(null, null, 1, null));
        assertThat(takenAway.training().earlyStopping()).isNull();
    }

    /** A kind that is not named is the default; naming it changes nothing. */
    @Test
    void namingTheDefaultKindIsNoChange() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                training: {optimizer: {learningRate: 0.02}}
                variants:
                  named: {training: {optimizer: {type: adam, beta1: 0.5}}}
                """);

        assertThat(spec.variant("named")
                        .spec()
                        .trained()
                        .orElseThrow()
                        .training()
                        .optimizer())
                .isEqualTo(new OptimizerSpec.Adam(0.02, 0.5, 0.999, 1e-7));
    }

    @Test
    void ownDataKeepsItsPathsAsWritten() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read("""
                name: test
                dataset:
                  source: idx
                  trainingImages: ../my data/a
                  trainingLabels: b.gz
                  testImages: c/../c
                  testLabels: d
                  imbalance: {type: counts, counts: {0: 5}}
                """);

        assertThat(spec.variant("baseline").spec().dataset())
                .isEqualTo(new DatasetSpec.Idx(
                        "../my data/a",
                        "b.gz",
                        "c/../c",
                        "d",
                        null,
                        null,
                        null,
                        null,
                        null,
                        1,
                        new Imbalance.Counts(Map.of(0, 5))));
    }

    @Test
    void fiveFaultsAreReportedTogetherEachAtItsPlace() {
        assertThat(Yaml.faults("""
                name: test
                dataset: {source: mnist}
                training:
                  epoch: 10
                  batchSize: "128"
                  optimizer: {type: adma, learningRate: 0.001}
                variants:
                  baseline: {}
                  smote:
                    balancing: {method: smote, kNeighbors: 0}
                gates:
                  - {metric: acuracy, variant: baseline, atLeast: 0.975, confidence: none}
                """))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "4:3: training: unknown field \"epoch\"; did you mean \"epochs\"? (allowed: epochs,"
                                                + " batchSize, optimizer, learningRateSchedule, warmUp, labelSmoothing,"
                                                + " gradientClipping, averaging, earlyStopping)"),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "5:14: training.batchSize: found the text \"128\", but allowed is an integer from"
                                                + " 1 to 65536; write it without quotes, 128"),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "6:21: training.optimizer.type: found the text \"adma\", but allowed is one of adam,"
                                                + " adamw, sgd, nesterov; did you mean \"adam\"?"),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "10:44: variants.smote.balancing.kNeighbors: found the number 0, but allowed is an"
                                                + " integer from 1 to 1000000"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "12:14: gates[0].metric: found the text \"acuracy\", but allowed is a metric: one of accuracy,")
                                .endsWith("; did you mean \"accuracy\"?"));
    }

    @Test
    void faultsOfAllKindsAreReportedTogether() {
        assertThat(Yaml.faults("""
                name: other
                acknowledge: [warm-start]
                dataset: {source: mnist, source: idx}
                split: &s {validation: 1.5}
                model: *s
                variants:
                  Base: {startFrom: smot}
                  smote: {startFrom: smoote2}
                gates: [{metric: accuracy, variant: smoothe, atLeast: 97.5, confidence: none}]
                """))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .isEqualTo("1:7: name: found \"other\", but allowed is the file's name, \"test\""),
                        fault -> assertThat(fault).startsWith("3:26: duplicate key \"source\""),
                        fault -> assertThat(fault).startsWith("4:8: the anchor &s is not allowed"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "4:24: split.validation: found the number 1.5, but allowed is 0, or an integer"),
                        fault -> assertThat(fault).startsWith("5:8: the alias *s is not allowed"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "7:3: variants: found the name \"Base\", but allowed is a name that is safe"),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "7:21: variants.Base.startFrom: there is no variant \"smot\"; did you mean \"smote\"? (variants: smote)"),
                        fault -> assertThat(fault)
                                .startsWith("8:22: variants.smote.startFrom: there is no variant \"smoote2\""),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "9:37: gates[0].variant: there is no variant \"smoothe\"; did you mean \"smote\"?"),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "9:55: gates[0].atLeast: found the number 97.5, but allowed for accuracy is a number"
                                                + " from 0 to 1; did you mean 0.975?"));
    }

    @Test
    void faultsOfTheBaseAreReportedOnceHoweverManyVariantsShareThem() {
        assertThat(Yaml.faults("""
                name: test
                dataset: {training: 100}
                training: {epochs: -1}
                variants:
                  a: {training: {batchSize: 1}, dataset: {test: 100}}
                  b: {training: {batchSize: 2}}
                """))
                .containsExactly(
                        "2:10: dataset: the field source is missing; allowed is one of mnist, fashion-mnist, kmnist, generated-digits, idx, folder, csv, labels",
                        "3:20: training.epochs: found the number -1, but allowed is an integer from 1 to 100000");
    }

    @Test
    void whatIsWrongOnlyOverThisBaseIsReportedInTheVariant() {
        assertThat(Yaml.faults(HEAD + """
                training: {optimizer: {type: sgd}}
                variants:
                  a: {training: {optimizer: {beta1: 0.5}}}
                  b: {balancing: {kNeighbors: 3}}
                  c: {dataset: {source: idx, testImages: x}}
                """))
                .containsExactly(
                        "5:30: variants.a.training.optimizer: unknown field \"beta1\" (allowed: type, learningRate)",
                        "6:18: variants.b.balancing: the field method is missing; allowed is one of none, random-over,"
                                + " random-under, smote, borderline-smote, adasyn, svm-smote, smote-nc, smote-tomek, smote-enn,"
                                + " class-weight, threshold",
                        "7:16: variants.c.dataset: the field trainingImages is missing; allowed is a path relative to this"
                                + " file, with / between folders",
                        "7:16: variants.c.dataset: the field trainingLabels is missing; allowed is a path relative to this"
                                + " file, with / between folders",
                        "7:16: variants.c.dataset: the field testLabels is missing; allowed is a path relative to this"
                                + " file, with / between folders");
    }

    @Test
    void whatARoomRefusesIsAProblemToo() {
        assertThat(Yaml.faults(HEAD + "balancing: {method: smote, samplingStrategy: majority}"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(
                        "3:46: balancing.samplingStrategy: found the text \"majority\", but allowed is one of auto,");
        assertThat(Yaml.faults(HEAD + "balancing: {method: random-under, samplingStrategy: minority}"))
                .singleElement()
                .asString()
                .startsWith(
                        "3:53: balancing.samplingStrategy: found the text \"minority\", but allowed is one of auto,");
    }

    @Test
    void typesAreNotGuessed() {
        assertThat(Yaml.faults(HEAD + """
                seeds: yes
                training: {epochs: 1_000, earlyStopping: {restoreBest: yes, monitor: training-loss}}
                model: 5
                description: 2026
                """))
                .containsExactly(
                        "3:8: seeds: found the text \"yes\", but allowed is a list of 1 to 1000 different integers, or an"
                                + " integer from 1 to 1000",
                        "4:20: training.epochs: found the text \"1_000\", but allowed is an integer from 1 to 100000",
                        "4:56: training.earlyStopping.restoreBest: found the text \"yes\", but allowed is true or false",
                        "5:8: model: found the number 5, but allowed is a mapping with the field source: trained,"
                                + " predictions, onnx, deeplearning4j",
                        "6:14: description: found the number 2026, but allowed is a text of at most 2000 characters; write it in"
                                + " quotes, \"2026\"");
    }

    @Test
    void aDocumentThatIsNoMappingIsRefused() {
        assertThat(Yaml.faults("- name: test"))
                .singleElement()
                .asString()
                .startsWith("1:1: found a list, but allowed is a mapping of name,");
        assertThat(Yaml.faults("hello")).singleElement().asString().startsWith("1:1: found the text \"hello\"");
    }

    @Test
    void messagesStayInOneShortLine() {
        assertThat(Yaml.faults("\"a\\nb\\e[31m" + "x".repeat(10_000) + "\": 1"))
                .allSatisfy(fault -> assertThat(fault).hasSizeLessThan(600).doesNotContain("\n", "\u001b"));
        String hostile = "\"a\\n\\e[31m" + "x".repeat(900) + "\"";
        assertThat(Yaml.faults(HEAD + "variants: {" + hostile + ": {startFrom: b}, b: {startFrom: " + hostile + "}}\n"
                        + "gates: [{metric: accuracy, variant: c, notBelow: " + hostile + ", confidence: " + hostile
                        + "}]"))
                .hasSizeGreaterThan(4)
                .allSatisfy(fault -> assertThat(fault).hasSizeLessThan(600).doesNotContain("\n", "\u001b"));
    }

    @Test
    void eachFaultNamesItsFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("has space.yaml");
        Files.writeString(path, "name: x\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ExperimentReader.read(path))
                .isInstanceOfSatisfying(
                        InvalidExperimentException.class,
                        e -> assertThat(e.problems())
                                .isNotEmpty()
                                .allSatisfy(
                                        problem -> assertThat(problem.file()).isEqualTo(path.toString())))
                .hasMessageContaining(path + ":1:1: the field dataset is missing")
                .hasMessageContaining(path + ":1:7: name: found \"x\"");
    }

    @Test
    void bothExtensionsNameTheExperiment(@TempDir Path folder) throws IOException, InvalidExperimentException {
        for (String name : List.of("test.yaml", "test.yml")) {
            Path path = Files.writeString(folder.resolve(name), HEAD);
            assertThat(ExperimentReader.read(path).spec().name()).isEqualTo("test");
        }
    }

    @Test
    void aMissingFileIsNoInvalidExperiment(@TempDir Path folder) {
        assertThatThrownBy(() -> ExperimentReader.read(folder.resolve("none.yaml")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void specificationsSurviveJson() throws IOException, InvalidExperimentException {
        for (Map.Entry<String, String> file : SchemaAgreementTest.validFiles().entrySet()) {
            ExperimentSpec spec = Yaml.read(file.getValue(), file.getKey());

            assertSurvivesJson(spec.variants().toArray(Variant[]::new), Variant[].class);
            assertSurvivesJson(spec.gates().toArray(Gate[]::new), Gate[].class);
            assertSurvivesJson(spec.matrix().orElse(null), Matrix.class);
            for (Variant variant : spec.variants()) {
                String canonical = CanonicalJson.write(variant.spec());
                assertThat(ExperimentJson.MAPPER.readValue(canonical, RunSpec.class))
                        .isEqualTo(variant.spec());
            }
        }
    }

    private static <T> void assertSurvivesJson(T value, Class<T> type) throws IOException {
        String json = ExperimentJson.MAPPER.writeValueAsString(value);
        assertThat(ExperimentJson.MAPPER.readValue(json, type)).isEqualTo(value);
    }

    @Test
    void whatIsNotCompleteIsNotTakenForASpecification() {
        assertThatThrownBy(() -> ExperimentJson.MAPPER.readValue(
                        "{\"type\": \"adam\", \"learningRate\": 0.001}", OptimizerSpec.class))
                .hasMessageContaining("beta1");
    }

    @Test
    void anOverrideThatLeavesItsKindToTheBaseIsJudgedByTheKindThatKnowsItsFields() {
        assertThat(Yaml.faults(HEAD + """
                        balancing: {method: smote}
                        variants:
                          a: {balancing: {kNeighbors: 0}}
                          b: {training: {optimizer: {momentum: 2}}}
                        """))
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).contains("variants.a.balancing.kNeighbors: found the number 0"))
                .anySatisfy(fault ->
                        assertThat(fault).contains("variants.b.training.optimizer.momentum: found the number 2"));
    }
}
