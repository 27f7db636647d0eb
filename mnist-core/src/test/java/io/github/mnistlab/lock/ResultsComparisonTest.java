package io.github.mnistlab.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.result.TestPredictions;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ResultsComparisonTest {
    private static final String YAML = """
            name: sample
            dataset: {source: generated-digits, test: 100}
            seeds: [1, 2]
            training: {epochs: 3}
            variants:
              baseline: {}
              smote: {balancing: {method: smote}}
            """;

    /** Of ten test rows a class, how many are right. */
    private static final int[] HITS = {10, 9, 8, 7, 9, 10, 8, 9, 7, 8};

    @Test
    void theSameResultsAreIdenticalWhereverTheyWereComputed() {
        LockedResults before = locked(YAML);
        ResultsComparison same = ResultsComparison.of(before, result(YAML), predictions(HITS));
        assertThat(same.changes()).isEmpty();
        assertThat(same.environment()).isEmpty();
        assertThat(same.runs()).hasSize(4).allMatch(RunComparison::identical);
        assertThat(Reproduction.of(same)).isEqualTo(new Reproduction.Identical());

        ResultsComparison elsewhere = ResultsComparison.of(before, onOtherMachine(result(YAML)), predictions(HITS));
        assertThat(Reproduction.of(elsewhere)).isEqualTo(new Reproduction.Identical());
        assertThat(elsewhere.environment())
                .containsExactly("features.avx2: there -> none", "java: Temurin 17 -> Other 25");
    }

    @Test
    void whereTheEnvironmentDiffersResultsMayToo() {
        ExperimentResult other = withEpochs(onOtherMachine(result(YAML)), "smote-1", 2);

        ResultsComparison comparison = ResultsComparison.of(locked(YAML), other, predictions(HITS));

        assertThat(Reproduction.of(comparison))
                .isInstanceOfSatisfying(
                        Reproduction.OtherEnvironment.class,
                        difference -> assertThat(difference.environment()).contains("java: Temurin 17 -> Other 25"));
    }

    @Test
    void inTheSameEnvironmentTheFirstDifferentRunAndEpochAreNamed() {
        ExperimentResult other = withEpochs(withEpochs(result(YAML), "smote-2", 1), "smote-1", 2);

        ResultsComparison comparison = ResultsComparison.of(locked(YAML), other, predictions(HITS));

        assertThat(Reproduction.of(comparison))
                .isEqualTo(
                        new Reproduction.Irreproducible(new RunId("smote", 1), "the parameters at the end of epoch 2"));
    }

    @Test
    void aTrainingThatEndedSoonerIsDifferentWhereItEnded() {
        ExperimentResult shorter = mapRuns(
                result(YAML),
                run -> new RunResult(
                        run.id(),
                        run.key(),
                        run.parent(),
                        withHistory(run.outcome(), run.outcome().history().subList(0, 2)),
                        run.evaluation(),
                        run.predictions(),
                        run.model()));

        ResultsComparison comparison = ResultsComparison.of(locked(YAML), shorter, predictions(HITS));

        assertThat(comparison.runs().get(0).firstDifferentEpoch()).hasValue(3);
    }

    @Test
    void saysWhichImagesBecameRightAndWrong() {
        int[] now = HITS.clone();
        // Of class 2, row 28 becomes right; of class 5, row 59 becomes wrong.
        now[2] = 9;
        now[5] = 9;
        ExperimentResult other =
                SampleResults.of(SampleResults.spec(YAML), run -> SampleResults.evaluation(now, rows()));

        ResultsComparison comparison = ResultsComparison.of(locked(YAML), other, predictions(now));

        RunComparison.Images images = comparison.runs().get(0).images().orElseThrow();
        assertThat(images.becameRight()).containsExactly(28);
        assertThat(images.becameWrong()).containsExactly(59);
        assertThat(images.otherwiseWrong()).isEmpty();
        assertThat(comparison.runs().get(0).identical()).isFalse();
    }

    @Test
    void saysWhatChangedAndComparesTheRunsThatAreThereStill() {
        String changed = YAML.replace("epochs: 3", "epochs: 4")
                .replace("seeds: [1, 2]", "seeds: [1, 3]")
                .replace("smote:", "other:");

        ResultsComparison comparison = ResultsComparison.of(locked(YAML), result(changed), predictions(HITS));

        assertThat(comparison.runs()).extracting(run -> run.id().toString()).containsExactly("baseline-1");
        assertThat(comparison.changes())
                .contains("training.epochs: 3 -> 4 (baseline-1)")
                .contains("no longer a run of the experiment (baseline-2, smote-1, smote-2)")
                .contains("not run (baseline-3, other-1, other-3)");
        assertThatThrownBy(() -> Reproduction.of(comparison)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void imagesOfAnotherTestSetAreNotCompared() {
        String changed = YAML.replace("test: 100", "test: 100, seed: 2");

        ResultsComparison comparison = ResultsComparison.of(locked(YAML), result(changed), predictions(HITS));

        assertThat(comparison.runs())
                .hasSize(4)
                .allSatisfy(run -> assertThat(run.images()).isEmpty());
    }

    private static LockedResults locked(String yaml) {
        return LockedResults.of(result(yaml), predictions(HITS), null);
    }

    private static ExperimentResult result(String yaml) {
        return SampleResults.of(SampleResults.spec(yaml), run -> SampleResults.evaluation(HITS, rows()));
    }

    private static int[] rows() {
        return new int[] {10, 10, 10, 10, 10, 10, 10, 10, 10, 10};
    }

    /** As {@link SampleResults#evaluation(int[], int[])} lays them out. */
    private static TestPredictions predictions(int[] hits) {
        int[] labels = new int[100];
        int[] predicted = new int[100];
        for (int row = 0; row < 100; row++) {
            labels[row] = row / 10;
            predicted[row] = row % 10 < hits[row / 10] ? labels[row] : (labels[row] + 1) % 10;
        }
        return run -> Predictions.of(labels, predicted, 10);
    }

    private static ExperimentResult onOtherMachine(ExperimentResult result) {
        ComputeEnvironment here = SampleResults.ENVIRONMENT;
        ComputeEnvironment other = new ComputeEnvironment(
                "Other 25",
                here.operatingSystem(),
                here.libc(),
                here.processor(),
                "fma",
                here.deeplearning4j(),
                here.nd4j(),
                here.backend(),
                here.blas(),
                here.blasThreads(),
                here.openMpThreads());
        return mapOutcomes(
                result, run -> true, outcome -> SampleResults.changed(outcome, parts -> parts.environment = other));
    }

    /** The same, but in one run the parameters are others from an epoch on. */
    private static ExperimentResult withEpochs(ExperimentResult result, String run, int from) {
        return mapOutcomes(result, run::equals, outcome -> {
            List<EpochRecord> history = new ArrayList<>();
            for (EpochRecord epoch : outcome.history()) {
                history.add(
                        epoch.epoch() < from
                                ? epoch
                                : new EpochRecord(
                                        epoch.epoch(),
                                        epoch.trainingLoss(),
                                        epoch.trainingAccuracy(),
                                        epoch.validationLoss(),
                                        epoch.validationAccuracy(),
                                        epoch.learningRate(),
                                        "0".repeat(64),
                                        epoch.seconds()));
            }
            return withHistory(outcome, history);
        });
    }

    private static ExperimentResult mapOutcomes(
            ExperimentResult result, Predicate<String> which, UnaryOperator<RunOutcome> change) {
        return mapRuns(
                result,
                run -> which.test(run.id().toString())
                        ? new RunResult(
                                run.id(),
                                run.key(),
                                run.parent(),
                                change.apply(run.outcome()),
                                run.evaluation(),
                                run.predictions(),
                                run.model())
                        : run);
    }

    private static ExperimentResult mapRuns(ExperimentResult result, UnaryOperator<RunResult> change) {
        return new ExperimentResult(
                result.schemaVersion(),
                result.name(),
                result.description(),
                result.warnings(),
                result.provenance(),
                result.started(),
                result.finished(),
                result.specification(),
                result.matrix(),
                result.specificationDigest(),
                result.data(),
                result.computation(),
                result.runs().stream().map(change).toList(),
                result.notApplicable());
    }

    private static RunOutcome withHistory(RunOutcome outcome, List<EpochRecord> history) {
        return SampleResults.changed(outcome, parts -> {
            parts.history = history;
            parts.parameterDigest = history.get(history.size() - 1).parameterDigest();
        });
    }
}
