package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.balance.Smote;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Imbalance;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that are crossed into variants. */
class MatrixTest {
    /** What a test adds begins in line 5. */
    private static final String HEAD = """
            name: test
            dataset: {source: mnist, imbalance: {type: step, minority: 0.5, ratio: 1}}
            matrix:
              axes:
            """;

    private static final String TWO_AXES = HEAD + """
                dataset.imbalance.ratio: [1, 10]
                balancing.method: [none, smote]
            """;

    @Test
    void everyCombinationIsAVariantAsIfItHadBeenWrittenByHand() throws InvalidExperimentException {
        ExperimentSpec crossed = Yaml.read(TWO_AXES);
        ExperimentSpec byHand = Yaml.read("""
                name: test
                dataset: {source: mnist, imbalance: {type: step, minority: 0.5, ratio: 1}}
                variants:
                  ratio-1-none: {}
                  ratio-1-smote: {balancing: {method: smote}}
                  ratio-10-none: {dataset: {imbalance: {ratio: 10}}}
                  ratio-10-smote: {dataset: {imbalance: {ratio: 10}}, balancing: {method: smote}}
                """);

        assertThat(names(crossed)).isEqualTo(names(byHand));
        assertThat(crossed.variants())
                .extracting(Variant::spec)
                .isEqualTo(byHand.variants().stream().map(Variant::spec).toList());
        assertThat(crossed.variant("ratio-10-smote").coordinates())
                .containsExactly(Map.entry("dataset.imbalance.ratio", "10"), Map.entry("balancing.method", "smote"));
        assertThat(crossed.matrix().orElseThrow().axes())
                .containsExactly(
                        new Matrix.Axis("dataset.imbalance.ratio", List.of("1", "10")),
                        new Matrix.Axis("balancing.method", List.of("none", "smote")));
        assertThat(crossed.matrix().orElseThrow().metrics())
                .extracting(MetricExpression::toString)
                .containsExactly("accuracy", "balanced-accuracy", "macro-f1", "min(recall)", "log-loss", "ece");
    }

    @Test
    void handWrittenVariantsStandBesideAndBefore() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(TWO_AXES + """
                  metrics: [ece, 'recall[8]']
                variants:
                  mine: {training: {epochs: 2}}
                gates:
                  - {metric: accuracy, variant: ratio-10-smote, notBelow: mine, margin: 0.1}
                """);

        assertThat(names(spec))
                .containsExactly("mine", "ratio-1-none", "ratio-1-smote", "ratio-10-none", "ratio-10-smote");
        assertThat(spec.variant("mine").isFromMatrix()).isFalse();
        assertThat(spec.variant("mine").coordinates()).isEmpty();
        assertThat(Matrix.cells(spec.variants())).hasSize(4).allMatch(Variant::isFromMatrix);
        assertThat(Matrix.cell(spec.variants(), Map.of("balancing.method", "none", "dataset.imbalance.ratio", "10")))
                .contains(spec.variant("ratio-10-none"));
        assertThat(spec.matrix().orElseThrow().metrics())
                .extracting(MetricExpression::toString)
                .containsExactly("ece", "recall[8]");
    }

    /** Their locks were written before there were matrices. */
    @ParameterizedTest
    @ValueSource(strings = {"quickstart", "baseline-vs-smote", "notebook"})
    void experimentsWithoutAMatrixHaveTheDigestsThatTheyHad(String name) throws Exception {
        LockedResults locked = LockFile.read(Yaml.SHIPPED.resolve(name + ".lock.yaml"), command -> "", command -> "")
                .orElseThrow()
                .latest();

        List<Variant> now = Yaml.read(Yaml.shipped(name + ".yaml"), name).variants();

        assertThat(Sha256.of(CanonicalJson.write(now))).isEqualTo(locked.specificationDigest());
        Map<RunId, RunIdentity> identities = RunIdentity.of(now, locked.data(), Map.of(), locked.computation());
        assertThat(locked.runs())
                .allSatisfy(run -> assertThat(identities.get(run.id()).key()).isEqualTo(run.key()));
    }

    @Test
    void withoutAMatrixNothingIsSaidOfOne() throws Exception {
        ExperimentSpec spec = Yaml.read("name: test\ndataset: {source: mnist}\n");

        assertThat(spec.matrix()).isEmpty();
        assertThat(CanonicalJson.write(spec.variants())).doesNotContain("coordinates");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "balancing.method: [smote]|smote|smote",
                "dataset.imbalance.ratio: [1e1, 0x64, 2.50]|ratio-10,ratio-100,ratio-2.5|10,100,2.5",
                "training.batchSize: [32]|batch-size-32|32",
                "training.optimizer.learningRate: [1e-3]|learning-rate-0.001|0.001",
                "training.earlyStopping: [null]|early-stopping-none|none",
                "dataset.imbalance: [null, {type: linear, ratio: 5}]"
                        + "|imbalance-none,linear-ratio-5|none,linear-ratio-5",
                "model.hidden: [[], [512, 256]]|hidden-none,hidden-512-256|none,512-256",
                "balancing: [{method: smote, kNeighbors: 3}]|smote-k-neighbors-3|smote-k-neighbors-3",
                "balancing: [{kNeighbors: 3, method: smote}]|smote-k-neighbors-3|smote-k-neighbors-3",
                "model: [{hidden: [9], dropout: 0.5}, {}]|hidden-9-dropout-0.5,model-unchanged"
                        + "|hidden-9-dropout-0.5,unchanged",
                "balancing: {few: {method: smote, kNeighbors: 3}, many: {method: smote, kNeighbors: 9}}"
                        + "|few,many|few,many",
            })
    void namesSayTheValues(String axis, String expected, String labels) throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + "    " + axis + "\n");

        assertThat(String.join(",", names(spec))).isEqualTo(expected);
        assertThat(String.join(",", spec.matrix().orElseThrow().axes().get(0).values()))
                .isEqualTo(labels);
    }

    @Test
    void axesThatEndAlikeAreToldApart() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                    training.optimizer.type: [adam]
                    training.learningRateSchedule.type: [cosine]
                    training.epochs: [2]
                    dataset.training: [500]
                """);

        assertThat(names(spec)).containsExactly("adam-cosine-epochs-2-training-500");
        assertThat(spec.matrix().orElseThrow().axes().stream().map(spec.matrix().orElseThrow()::shortName))
                .containsExactly("optimizer.type", "learningRateSchedule.type", "epochs", "training");
    }

    /** Whatever comes first in the file: a setting must not be lost because its method is named after it. */
    @Test
    void settingsAndTheMethodThatHasThemMayBeAxesInAnyOrder() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                    balancing.kNeighbors: [3]
                    balancing.method: [smote]
                """);

        assertThat(spec.variant("k-neighbors-3-smote")
                        .spec()
                        .trained()
                        .orElseThrow()
                        .balancing())
                .isEqualTo(new Smote(3, new Smote().samplingStrategy()));
    }

    @Test
    void cellsAreLeftOut() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(TWO_AXES + """
                  exclude:
                    - {dataset.imbalance.ratio: 1.0, balancing.method: smote}
                """);

        assertThat(names(spec)).containsExactly("ratio-1-none", "ratio-10-none", "ratio-10-smote");
    }

    @Test
    void whatIsLeftOutAltogetherIsNoValueOfAnAxis() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(TWO_AXES + "  exclude: [{balancing.method: smote}]\n");

        assertThat(names(spec)).containsExactly("ratio-1-none", "ratio-10-none");
        assertThat(spec.matrix().orElseThrow().axes().get(1).values()).containsExactly("none");
    }

    @Test
    void namedValuesAreExcludedAndIncludedByTheirNames() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                    balancing: {few: {method: smote, kNeighbors: 3}, off: {method: none}}
                    training.epochs: [1, 2]
                  exclude: [{balancing: few, training.epochs: 1}]
                  include: [{balancing: off, training.batchSize: 64}]
                """);

        assertThat(names(spec)).containsExactly("few-epochs-2", "off-epochs-1", "off-epochs-2");
        assertThat(spec.variants())
                .extracting(variant ->
                        variant.spec().trained().orElseThrow().training().batchSize())
                .containsExactly(32, 64, 64);
    }

    @Test
    void whatIsIncludedIsLaidOverCellsOrAddsOne() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(TWO_AXES + """
                  include:
                    - {balancing.method: smote, balancing.kNeighbors: 3}
                    - {dataset.imbalance.ratio: 1000, balancing.method: smote, training.epochs: 2, seeds: 2}
                    - {split.validation: 100}
                """);

        assertThat(names(spec))
                .containsExactly(
                        "ratio-1-none", "ratio-1-smote", "ratio-10-none", "ratio-10-smote", "ratio-1000-smote");
        assertThat(neighbors(spec, "ratio-1-smote")).isEqualTo(3);
        assertThat(neighbors(spec, "ratio-1000-smote"))
                .as("only crossed cells are changed")
                .isEqualTo(5);
        Variant added = spec.variant("ratio-1000-smote");
        assertThat(added.spec().trained().orElseThrow().training().epochs()).isEqualTo(2);
        assertThat(added.seeds()).containsExactly(1L, 2L);
        assertThat(added.spec().trained().orElseThrow().split().validation())
                .isNotEqualTo(spec.variants()
                        .get(0)
                        .spec()
                        .trained()
                        .orElseThrow()
                        .split()
                        .validation());
        assertThat(spec.matrix().orElseThrow().axes().get(0).values()).containsExactly("1", "10", "1000");
    }

    @Test
    void wholeMappingsAreLaidOverTheBaseAsVariantsLayThem() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                    dataset.imbalance: [{ratio: 7}, {type: long-tail, ratio: 9}, null]
                """);

        assertThat(spec.variants())
                .extracting(variant -> ((DatasetSpec.Mnist) variant.spec().dataset()).imbalance())
                .satisfiesExactly(
                        step -> assertThat(step)
                                .isInstanceOfSatisfying(
                                        Imbalance.Step.class,
                                        kept -> assertThat(kept.ratio()).isEqualTo(7)),
                        tail -> assertThat(tail).isEqualTo(new Imbalance.LongTail(9)),
                        none -> assertThat(none).isNull());
    }

    @Test
    void unknownFieldsAreNamedWithTheNearestThatIs() {
        assertThat(Yaml.faults(HEAD + "    dataset.imbalance.ration: [1]\n    sedes: [[1]]\n"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("5:5: matrix.axes: unknown field \"dataset.imbalance.ration\"; did you mean"
                                        + " \"dataset.imbalance.ratio\"? (allowed: dataset, dataset.source, ")
                                .contains("dataset.imbalance.counts, ")
                                .endsWith("dataset.header, dataset.delimiter, dataset.id, …)"),
                        second -> assertThat(second)
                                .startsWith("6:5: matrix.axes: unknown field \"sedes\"")
                                .contains(
                                        "(allowed: dataset, split, model, training, balancing, augmentation, preparation, …)"));
    }

    @Test
    void valuesThatTheFieldRefusesAreReportedWhereTheyStandAndOnce() {
        assertThat(Yaml.faults(HEAD + """
                    dataset.imbalance.ratio: [0, 10]
                    balancing.method: [none, smot]
                    training: [{epochs: 0}, {epoch: 3}]
                gates:
                  - {metric: accuracy, variant: ratio-10-none-epochs-0, atLeast: 0.5}
                  - {metric: accuracy, variant: ratio-11, atLeast: 0.5}
                """))
                .satisfiesExactly(
                        ratio -> assertThat(ratio)
                                .startsWith("5:31: matrix.axes.dataset.imbalance.ratio[0]: found the number 0"),
                        method -> assertThat(method)
                                .startsWith("6:30: matrix.axes.balancing.method[1]: found the text \"smot\"")
                                .endsWith("did you mean \"smote\"?"),
                        epochs -> assertThat(epochs)
                                .startsWith("7:25: matrix.axes.training[0].epochs: found the number 0"),
                        field -> assertThat(field).startsWith("7:30: matrix.axes.training[1]: unknown field \"epoch\""),
                        gate -> assertThat(gate)
                                .startsWith("10:33: gates[1].variant: there is no variant \"ratio-11\""));
    }

    @Test
    void whatIsWrongOnlyInACellIsReportedThere() {
        assertThat(Yaml.faults(HEAD + """
                    balancing.method: [none, smote]
                    balancing.kNeighbors: [3, 5]
                """))
                .containsExactly(
                        "6:28: matrix[none-k-neighbors-3].balancing: unknown field \"kNeighbors\" (allowed: method)",
                        "6:31: matrix[none-k-neighbors-5].balancing: unknown field \"kNeighbors\" (allowed: method)");
        assertThat(Yaml.faults(HEAD + """
                    split.validation: [0, 0.1]
                training: {earlyStopping: {monitor: validation-loss}}
                """))
                .singleElement()
                .asString()
                .startsWith("6:37: training.earlyStopping.monitor: validation-loss needs validation rows, but"
                        + " split.validation is 0 in variant validation-0");
    }

    @Test
    void valuesTwiceAreProblems() {
        assertThat(Yaml.faults(HEAD + "    dataset.imbalance.ratio: [10, 1, 10.0]\n"))
                .singleElement()
                .asString()
                .startsWith("5:38: matrix.axes.dataset.imbalance.ratio[2]: found the number 10.0 a second time; it is"
                        + " already matrix.axes.dataset.imbalance.ratio[0]");
        assertThat(Yaml.faults(HEAD + "    balancing: [{method: smote}, {method: smote}]\n"))
                .singleElement()
                .asString()
                .startsWith("5:34: matrix.axes.balancing[1]: found a mapping a second time");
        assertThat(Yaml.faults(
                        HEAD + "    balancing: [{method: smote, kNeighbors: 3}, {kNeighbors: 3, method: smote}]\n"))
                .singleElement()
                .asString()
                .startsWith("5:49: matrix.axes.balancing[1]: found a mapping a second time");
        assertThat(Yaml.faults(HEAD + "    dataset.imbalance: [{type: step, minority: [1, 2], ratio: 3},"
                        + " {type: step, minority: [1], ratio: 3}, {type: step-minority-1-ratio-3}]\n"))
                .anyMatch(fault -> fault.contains("two values are called \"step-minority-1-ratio-3\""));
    }

    @Test
    void namesThatClashAreProblems() {
        assertThat(Yaml.faults(TWO_AXES + "variants:\n  ratio-1-smote: {}\n"))
                .containsExactly("8:3: variants: the matrix makes a variant of the name \"ratio-1-smote\" too;"
                        + " choose another");
        assertThat(Yaml.faults(HEAD + """
                    balancing: {a: {method: none}, a-b: {method: smote}}
                    training: {b-c: {epochs: 1}, c: {epochs: 2}}
                """))
                .singleElement()
                .asString()
                .startsWith("6:37: matrix: a second cell would have the name \"a-b-c\"; give");
        assertThat(Yaml.faults(HEAD + "    balancing: {accepted: {method: none}}\n"))
                .singleElement()
                .asString()
                .contains("the name \"accepted\" is reserved");
        assertThat(Yaml.faults(HEAD + "    model.hidden: [[" + "1000, ".repeat(13) + "1000]]\n"))
                .singleElement()
                .asString()
                .startsWith("3:1: matrix: the name of a cell would be \"hidden-1000-1000-");
    }

    @Test
    void excludesThatDoNothingAreProblems() {
        assertThat(Yaml.faults(TWO_AXES + """
                  exclude:
                    - {balancing.method: smot}
                    - {balancing.method: smote}
                    - {balancing.method: smote, dataset.imbalance.ratio: 1}
                    - {training.epochs: 3}
                    - {}
                """))
                .satisfiesExactly(
                        nearest -> assertThat(nearest).startsWith("8:26: matrix.exclude[0].balancing.method: "),
                        again -> assertThat(again)
                                .isEqualTo(
                                        "10:7: matrix.exclude[2]: matches no cell that is not excluded already; take it"
                                                + " out"),
                        noAxis -> assertThat(noAxis)
                                .isEqualTo("11:8: matrix.exclude[3]: \"training.epochs\" is no axis (axes:"
                                        + " dataset.imbalance.ratio, balancing.method)"),
                        empty -> assertThat(empty).startsWith("12:7: matrix.exclude[4]: names no value"));
        assertThat(Yaml.faults(TWO_AXES + "  exclude: [{dataset.imbalance.ratio: 100}]\n"))
                .containsExactly(
                        "7:39: matrix.exclude[0].dataset.imbalance.ratio: the axis has no value \"100\"; did you"
                                + " mean \"10\"? (values: 1, 10)");
        assertThat(Yaml.faults(TWO_AXES + "  exclude: [{balancing.method: none}, {balancing.method: smote}]\n"))
                .containsExactly("3:1: matrix: every cell is excluded; leave at least one");
    }

    @Test
    void includesThatMeanNothingAreProblems() {
        assertThat(Yaml.faults(TWO_AXES + """
                  include:
                    - {balancing.method: smote}
                    - {balancing.method: adasyn}
                    - {balancing.method: smote, balancing: {method: adasyn}}
                    - {dataset.imbalance.ratio: 5, balancing.method: none}
                    - {dataset.imbalance.ratio: 5, balancing.method: none, training.epochs: 9}
                    - {balancing.method: none, training.epochs: many}
                """))
                .satisfiesExactly(
                        there -> assertThat(there)
                                .isEqualTo(
                                        "8:7: matrix.include[0]: these cells are there already, and nothing is changed"
                                                + " in them"),
                        missing -> assertThat(missing)
                                .isEqualTo(
                                        "9:7: matrix.include[1]: no cell has these values, and an item that adds a cell"
                                                + " must name a value of every axis; dataset.imbalance.ratio is missing"),
                        overlap -> assertThat(overlap)
                                .isEqualTo("10:33: matrix.include[2].balancing: the axis balancing.method says this"
                                        + " already"),
                        clash -> assertThat(clash)
                                .startsWith("12:7: matrix: a second cell would have the name \"ratio-5-none\""),
                        value -> assertThat(value).startsWith("13:49: "));
    }

    @Test
    void axesThatSetTheSameFieldAreProblems() {
        assertThat(Yaml.faults(HEAD + """
                    training.optimizer: [{type: sgd, learningRate: 0.1}, {type: adam}]
                    training.optimizer.learningRate: [0.1, 0.2]
                """))
                .containsExactly("6:5: matrix.axes.training.optimizer.learningRate: the values of training.optimizer"
                        + " set this field too");
    }

    @Test
    void tooManyCellsAreRefusedBeforeTheyAreMade() {
        String hundred = IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).collect(Collectors.joining(", "));

        assertThat(Yaml.faults(HEAD + "    training.epochs: [" + hundred + "]\n    training.batchSize: [" + hundred
                        + "]\n    dataset.imbalance.ratio: [" + hundred + "]\n    balancing.kNeighbors: [" + hundred
                        + "]\n    dataset.seed: [" + hundred + "]\ngates: [{metric: mcc, variant: x, atLeast: 0}]\n"))
                .containsExactly("3:1: matrix: these axes have more than 1000 combinations of values, which is the most"
                        + " that is allowed, before any is excluded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matrix: 5|3:9: matrix: found the number 5",
                "matrix: {}|3:9: matrix: the field axes is missing",
                "matrix: {axes: {}}|3:16: matrix.axes: found an empty mapping, but at least one axis is needed",
                "matrix: {axes: {balancing.method: smote}}|3:35: matrix.axes.balancing.method: found the text \"smote\"",
                "matrix: {axes: {balancing.method: []}}|3:35: matrix.axes.balancing.method: found 0 items",
                "matrix: {axes: {balancing.method: [none]}, metrics: [acuracy]}"
                        + "|3:54: matrix.metrics[0]: found the text \"acuracy\"",
                "matrix: {axes: {balancing.method: [none]}, axis: {}}|3:44: matrix: unknown field \"axis\"",
            })
    void shapesAreChecked(String matrix, String expected) {
        assertThat(Yaml.faults("name: test\ndataset: {source: mnist}\n" + matrix
                        + "\ngates: [{metric: mcc, variant: none, atLeast: 0}]\n"))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void anAxisTwiceOrWithoutValuesIsNone() {
        Matrix.Axis axis = new Matrix.Axis("a.b", List.of("1"));
        List<MetricExpression> metrics = List.of(MetricExpression.parse("ece"));

        assertThatThrownBy(() -> new Matrix(List.of(axis, axis), metrics)).hasMessageContaining("[a.b, a.b]");
        assertThatThrownBy(() -> new Matrix(List.of(axis), List.of())).hasMessageContaining("metrics must be");
        assertThatThrownBy(() -> new Matrix.Axis("a.b", List.of("1", "1"))).hasMessageContaining("the values of a.b");
    }

    private static int neighbors(ExperimentSpec spec, String variant) {
        BalancingSpec balancing =
                spec.variant(variant).spec().trained().orElseThrow().balancing();
        return ((Smote) balancing).kNeighbors();
    }

    private static List<String> names(ExperimentSpec spec) {
        return spec.variants().stream().map(Variant::name).toList();
    }
}
