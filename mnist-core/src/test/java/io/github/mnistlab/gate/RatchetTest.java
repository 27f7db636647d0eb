package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.lock.LockedRun;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SampleResults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RatchetTest {
    private static final String GATES = """
            seeds: 5
            gates:
              - {metric: accuracy, variant: baseline, notBelow: accepted, margin: 0.05, confidence: none}
              - {metric: accuracy, variant: smote, better: accepted, confidence: none}
              - {metric: "recall[8]", variant: smote, notBelow: accepted, margin: 0.05, confidence: none}
            """;

    /** What fresh seeds get right. */
    private int freshSmote;

    /** Whether what was accepted is one model, whatever the seed. */
    private boolean oneModel;

    private static final Map<String, Integer> FIRST = Map.of("baseline", 900, "smote", 920);

    @Test
    void theFirstResultsAreTheReferenceOfAll() {
        Lock lock = accept(Optional.empty(), FIRST, null);

        assertThat(lock.references()).isEmpty();
        assertThat(hits(lock, "baseline")).isEqualTo(900);
    }

    @Test
    void aMarginDoesNotLetItDriftHoweverOftenResultsAreAccepted() {
        Lock lock = accept(Optional.empty(), FIRST, null);
        for (int correct = 895; correct > 860; correct -= 5) {
            lock = accept(Optional.of(lock), Map.of("baseline", correct, "smote", 915), null);
            assertThat(lock.latest().runs().get(0).evaluation().correct()).isEqualTo(correct);
            assertThat(hits(lock, "baseline")).isEqualTo(900);
            assertThat(hits(lock, "smote")).isEqualTo(920);
        }
        assertThat(lock.references().get("baseline").runs()).hasSize(5);
    }

    @Test
    void itRisesToFreshSeedsOfTheVariantThatIsShownToBeBetterAndOfNoOther() {
        Lock lock = accept(Optional.empty(), FIRST, null);

        freshSmote = 940;
        Lock raised = accept(Optional.of(lock), Map.of("baseline", 890, "smote", 950), null);

        assertThat(hits(raised, "smote")).isEqualTo(940);
        assertThat(raised.reference("smote").runs())
                .extracting(run -> run.id().seed())
                .hasSize(5)
                .doesNotContain(1L, 2L, 3L, 4L, 5L);
        assertThat(raised.latest().runs().get(5).evaluation().correct()).isEqualTo(950);
        // Better by luck, perhaps: no gate claims that baseline is better.
        assertThat(hits(accept(Optional.of(lock), Map.of("baseline", 950, "smote", 950), null), "baseline"))
                .isEqualTo(900);
        assertThat(hits(raised, "baseline")).isEqualTo(900);
    }

    @Test
    void whatWasBetterByLuckStaysWhereFreshSeedsAreNot() {
        Lock lock = accept(Optional.empty(), FIRST, null);

        freshSmote = 919;

        assertThat(hits(accept(Optional.of(lock), Map.of("baseline", 900, "smote", 950), null), "smote"))
                .isEqualTo(920);
    }

    @Test
    void aSingleNetworkHasNobodyToConfirmIt() {
        ExperimentSpec one = SampleResults.spec(SampleResults.TWO_VARIANTS + GATES.replace("seeds: 5", "seeds: 1"));
        Lock lock = accept(Optional.empty(), one, result(one, FIRST), null);

        freshSmote = 950;
        Lock next = accept(Optional.of(lock), one, result(one, Map.of("baseline", 900, "smote", 950)), null);

        assertThat(hits(next, "smote")).isEqualTo(920);
    }

    /** Whose members were chosen with it: it is one model, of which no other seeds are to be had. */
    @Test
    void anEnsembleOfAllSeedsHasNobodyToConfirmIt() {
        ExperimentSpec ensemble = SampleResults.spec("""
                name: sample
                dataset: {source: generated-digits}
                seeds: 3
                variants:
                  baseline: {}
                  smote: {ensemble: {of: baseline}}
                gates:
                  - {metric: accuracy, variant: smote, better: accepted, confidence: none}
                """);
        oneModel = true;
        Lock lock = accept(Optional.empty(), ensemble, result(ensemble, FIRST), null);

        freshSmote = 950;
        ExperimentResult better = result(ensemble, Map.of("baseline", 900, "smote", 950));

        assertThat(Judge.judge(
                        ensemble,
                        better,
                        new Grounds(
                                SampleResults::predictions,
                                Optional.of(variant -> runs(lock, variant, better)),
                                false)))
                .extracting(Verdict::status)
                .containsExactly(VerdictStatus.PASS);
        assertThat(hits(accept(Optional.of(lock), ensemble, better, null), "smote"))
                .isEqualTo(920);
    }

    @Test
    void itDoesNotRiseWhereAnotherGateOfTheVariantMeasuresLess() {
        Lock lock = accept(Optional.empty(), FIRST, null);
        ExperimentSpec spec = spec();
        // Fewer of class 8 and more of the others: within the margin, but less.
        int[] rows = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100};
        ExperimentResult traded = SampleResults.of(
                spec,
                run -> run.variant().equals("smote")
                        ? SampleResults.evaluation(new int[] {99, 99, 99, 99, 99, 99, 99, 99, 90, 99}, rows)
                        : SampleResults.evaluation(900, 1000));

        freshSmote = 950;
        assertThat(hits(accept(Optional.of(lock), spec, traded, null), "smote")).isEqualTo(920);
    }

    @Test
    void itFallsWithAReasonThatIsKept() {
        Lock lock = accept(Optional.empty(), FIRST, null);

        Lock lowered = accept(Optional.of(lock), Map.of("baseline", 880, "smote", 900), "half the parameters");
        assertThat(hits(lowered, "baseline")).isEqualTo(880);
        assertThat(lowered.latest().reason()).isEqualTo("half the parameters");

        Lock next = accept(Optional.of(lowered), Map.of("baseline", 870, "smote", 900), null);
        assertThat(next.latest().reason()).isNull();
        assertThat(next.reference("baseline").reason()).isEqualTo("half the parameters");
    }

    @Test
    void whatTheReferenceAndTheLatestShareIsKeptOnce() {
        Lock lock = accept(Optional.empty(), FIRST, null);

        assertThat(accept(Optional.of(lock), FIRST, null)).isEqualTo(lock);
    }

    private static long hits(Lock lock, String variant) {
        return lock.reference(variant).only(variant).runs().get(0).evaluation().correct();
    }

    private static ExperimentSpec spec() {
        return SampleResults.spec(SampleResults.TWO_VARIANTS + GATES);
    }

    private Lock accept(Optional<Lock> before, Map<String, Integer> correct, String reason) {
        return accept(before, spec(), result(spec(), correct), reason);
    }

    private static ExperimentResult result(ExperimentSpec spec, Map<String, Integer> correct) {
        return SampleResults.of(spec, run -> SampleResults.evaluation(correct.get(run.variant()), 1000));
    }

    private Lock accept(Optional<Lock> before, ExperimentSpec spec, ExperimentResult result, String reason) {
        Optional<AcceptedResults> reference = before.map(lock -> variant -> runs(lock, variant, result));
        try {
            return Ratchet.accept(before, reference, evidence(spec, result, reference, reason), variants -> {
                assertThat(variants).containsExactly("smote");
                ExperimentSpec fresh = spec.confirming(variants, Set.of());
                return evidence(fresh, result(fresh, Map.of("smote", freshSmote)), reference, null);
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JudgedResults evidence(
            ExperimentSpec spec, ExperimentResult result, Optional<AcceptedResults> reference, String reason) {
        return new JudgedResults(
                result,
                LockedResults.of(result, SampleResults::predictions, reason),
                Judge.judge(spec, result, new Grounds(SampleResults::predictions, reference, false)));
    }

    private List<AcceptedResults.Run> runs(Lock lock, String variant, ExperimentResult present) {
        RunResult any = present.runsOf(variant).get(0);
        return lock.reference(variant).only(variant).runs().stream()
                .<AcceptedResults.Run>map(run -> new Locked(run, SampleResults.predictions(any), oneModel))
                .toList();
    }

    /** A run of a lock, on the images that are tested on now. */
    record Locked(LockedRun run, Predictions present, boolean isOneModel) implements AcceptedResults.Run {
        /** Of several seeds. */
        Locked(LockedRun run, Predictions present) {
            this(run, present, false);
        }

        @Override
        public long seed() {
            return run.id().seed();
        }

        @Override
        public Optional<MetricValue> value(MetricExpression metric) {
            return Optional.of(metric.of(run.evaluation()));
        }

        @Override
        public Optional<Predictions> predictions() {
            return Optional.of(run.predictions(present.trueClasses()));
        }
    }
}
