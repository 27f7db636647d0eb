package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.gate.finding.Scope;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every gate of a variant against {@code accepted}, and none other, has a say in whether its reference rises. */
class RatchetGatesTest {
    /** Of a hundred rows of each class; the errors are taken for the next class. */
    private static final int[] BEFORE = {92, 92, 92, 92, 92, 92, 92, 92, 92, 92};

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "accuracy; {metric: 'recall[8]', notBelow: accepted, margin: 0.5}; 99 99 99 99 99 99 99 99 92 99; true",
                "accuracy; {metric: 'recall[8]', notBelow: accepted, margin: 0.5}; 99 99 99 99 99 99 99 99 91 99; false",
                "accuracy; {metric: 'recall[8]', atLeast: 0.5}; 99 99 99 99 99 99 99 99 91 99; true",
                "recall[8]; {metric: log-loss, notBelow: accepted, margin: 0.5}; 92 92 92 92 92 92 92 92 99 92; true",
                "recall[8]; {metric: log-loss, notBelow: accepted, margin: 0.5}; 92 92 92 92 92 92 91 91 94 92; true",
                "recall[8]; {metric: log-loss, notBelow: accepted, margin: 0.5}; 92 92 92 92 92 92 91 91 93 92; false",
                "recall[8]; {metric: 'precision[9]', notBelow: accepted, margin: 1}; 99 99 99 99 99 99 99 99 100 99; true",
                "recall[8]; {metric: 'precision[9]', notBelow: accepted, margin: 1}; 99 99 99 99 99 99 99 99 100 0; false"
            })
    void itRisesUnlessAnotherGateAgainstAcceptedMeasuresLess(
            String better, String otherGate, String hits, boolean rises) {
        ExperimentSpec spec =
                spec("  - {metric: '" + better + "', variant: smote, better: accepted, confidence: none}\n" + "  - "
                        + otherGate.replace("}", ", variant: smote, confidence: none}") + "\n");
        int[] now =
                Arrays.stream(hits.split(" ", -1)).mapToInt(Integer::parseInt).toArray();

        Lock next = accept(first(spec), spec, result(spec, now), fresh -> result(fresh, now));

        assertThat(isOfFreshSeeds(next)).isEqualTo(rises);
    }

    /** No evaluation of all rows tells it, but what the verdict rests on. */
    @ParameterizedTest
    @CsvSource({
        "min(accuracy by writer), 0, true",
        "min(accuracy by writer), -1e-9, false",
        "max(log-loss by writer), 0, true",
        "max(log-loss by writer), 1e-9, false",
        "gap(accuracy by writer), -0.1, true",
        "'accuracy[writer=ann]', 0.1, true",
        "'accuracy[writer=ann]', , false"
    })
    void itRisesUnlessASliceMeasuresLess(String metric, Double estimate, boolean rises) {
        ExperimentSpec spec = spec("  - {metric: accuracy, variant: smote, better: accepted}\n  - {metric: '" + metric
                + "', variant: smote, notBelow: accepted, margin: 0.05}\nslices: {file: slices.csv}\n");
        int[] now = {99, 99, 99, 99, 99, 99, 99, 99, 99, 99};

        Lock next = accepted(first(spec), made(spec, result(spec, now), estimate), variants -> {
            ExperimentSpec fresh = spec.confirming(variants, Set.of());
            return made(spec, result(fresh, now), estimate);
        });

        assertThat(isOfFreshSeeds(next)).isEqualTo(rises);
    }

    @Test
    void whatNoGateComparesWithAcceptedHasNoReference() {
        ExperimentSpec spec = spec("""
                  - {metric: accuracy, variant: baseline, atLeast: 0.5}
                  - {metric: accuracy, variant: smote, notBelow: accepted, margin: 0.05}
                """);
        int[] now = {91, 91, 91, 91, 91, 91, 91, 91, 91, 91};

        Lock next = accept(first(spec), spec, result(spec, now), fresh -> result(fresh, now));

        assertThat(next.references()).containsOnlyKeys("smote");
    }

    @Test
    void aVariantThatIsNewHasNoReferenceButItsOwnResults() {
        String both = """
                  - {metric: accuracy, variant: baseline, notBelow: accepted, margin: 0.05}
                  - {metric: accuracy, variant: smote, notBelow: accepted, margin: 0.05}
                """;
        ExperimentSpec one =
                SampleResults.spec(SampleResults.TWO_VARIANTS.replaceFirst("(?s)  smote:.*", "") + "seeds: 5\n");
        int[] now = {91, 91, 91, 91, 91, 91, 91, 91, 91, 91};

        Lock next = accept(first(one), spec(both), result(spec(both), now), fresh -> result(fresh, now));

        assertThat(next.references()).containsOnlyKeys("baseline");
    }

    @Test
    void aReferenceOutlastsResultsInWhichItsVariantCouldNotBe() {
        ExperimentSpec spec = spec("  - {metric: accuracy, variant: smote, notBelow: accepted, margin: 0.05}\n");
        int[] now = {91, 91, 91, 91, 91, 91, 91, 91, 91, 91};
        Map<RunId, String> inapplicable = result(spec, now).runsOf("smote").stream()
                .collect(Collectors.toMap(RunResult::id, run -> "too few rows"));
        ExperimentResult without = SampleResults.of(spec, run -> SampleResults.evaluation(now, rows()), inapplicable);

        Lock between = accept(first(spec), spec, without, fresh -> result(fresh, now));
        Lock next = accept(between, spec, result(spec, now), fresh -> result(fresh, now));

        assertThat(between.latest().has("smote")).isFalse();
        assertThat(next.reference("smote").only("smote").runs())
                .isEqualTo(first(spec).latest().only("smote").runs());
    }

    private static ExperimentSpec spec(String gates) {
        return SampleResults.spec(SampleResults.TWO_VARIANTS + "seeds: 5\ngates:\n" + gates);
    }

    private static int[] rows() {
        int[] rows = new int[10];
        Arrays.fill(rows, 100);
        return rows;
    }

    private static ExperimentResult result(ExperimentSpec spec, int[] hits) {
        return SampleResults.of(spec, run -> SampleResults.evaluation(hits, rows()));
    }

    private static Lock first(ExperimentSpec spec) {
        return Lock.of(
                spec.name(),
                LockedResults.of(result(spec, BEFORE), SampleResults::predictions, null),
                Collections.emptySortedMap());
    }

    private static Lock accept(
            Lock before,
            ExperimentSpec spec,
            ExperimentResult result,
            Function<ExperimentSpec, ExperimentResult> freshResult) {
        return accepted(before, judged(before, spec, result), variants -> {
            ExperimentSpec fresh = spec.confirming(variants, Set.of());
            return judged(before, fresh, freshResult.apply(fresh));
        });
    }

    private static Lock accepted(Lock before, JudgedResults latest, Ratchet.FreshSeeds fresh) {
        try {
            return Ratchet.accept(Optional.of(before), Optional.of(reference(before)), latest, fresh);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AcceptedResults reference(Lock lock) {
        RunResult any = result(SampleResults.spec(SampleResults.TWO_VARIANTS), BEFORE)
                .runs()
                .get(0);
        return variant -> lock.reference(variant).runs().stream()
                .filter(run -> run.id().variant().equals(variant))
                .<AcceptedResults.Run>map(run -> new RatchetTest.Locked(run, SampleResults.predictions(any)))
                .toList();
    }

    private static JudgedResults judged(Lock before, ExperimentSpec spec, ExperimentResult result) {
        return new JudgedResults(
                result,
                LockedResults.of(result, SampleResults::predictions, null),
                Judge.judge(
                        spec, result, new Grounds(SampleResults::predictions, Optional.of(reference(before)), false)));
    }

    /** Verdicts that pass, those that are not to be the better resting on an estimate, if there is one. */
    private static JudgedResults made(ExperimentSpec spec, ExperimentResult result, Double estimate) {
        List<Verdict> verdicts = spec.gates().stream()
                .map(gate -> new Verdict(
                        spec.name(),
                        gate,
                        VerdictStatus.PASS,
                        false,
                        "",
                        "",
                        "",
                        "",
                        "",
                        estimate == null || gate.limit() instanceof Limit.Better
                                ? null
                                : new Evidence(
                                        Scope.RECIPE, new BigDecimal("0.95"), 5, estimate, null, null, "", 1, "")))
                .toList();
        return new JudgedResults(result, LockedResults.of(result, SampleResults::predictions, null), verdicts);
    }

    private static boolean isOfFreshSeeds(Lock lock) {
        return lock.reference("smote").only("smote").runs().get(0).id().seed() > 5;
    }
}
