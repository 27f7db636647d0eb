package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptedSectionTest {
    private static final int[] ROWS = {10, 10, 10, 10, 10, 10, 10, 10, 10, 10};
    private static final int[] BEFORE = {10, 9, 8, 7, 9, 10, 8, 9, 7, 8};

    @Test
    void saysWhatChangedAndWhichClassesGotWorse() {
        int[] now = BEFORE.clone();
        now[8] = 5;
        now[2] = 9;

        String text = AcceptedSection.of(
                compare(SampleResults.TWO_VARIANTS.replace("epochs: 3", "epochs: 4"), now), List.of());

        assertThat(text)
                .startsWith("\n### Changes since the accepted results\n\n")
                .contains("- specification and data: training.epochs: 3 -&gt; 4 (baseline-1, smote-1)\n")
                .contains("- environment: unchanged\n")
                .contains("- baseline-1: 1 test row now correct, 2 now wrong, 0 wrong in another way\n")
                .contains("- smote has lower recall than accepted on class 8 (-0.2000)\n")
                .contains("baseline, accepted");
    }

    @Test
    void theSameIsSaidInOneLine() {
        assertThat(AcceptedSection.of(compare(SampleResults.TWO_VARIANTS, BEFORE), List.of()))
                .endsWith("- environment: unchanged\n- results: identical to the bit\n");
    }

    @Test
    void standsInTheSummaryWithALinkToTheReports() {
        Fixture fixture = Fixture.of(SampleResults.TWO_VARIANTS, run -> SampleResults.evaluation(BEFORE, ROWS));
        Judgement judgement = new Judgement(
                fixture.result(),
                List.of(),
                new Intervals(fixture.result(), SampleResults::predictions),
                compare(SampleResults.TWO_VARIANTS, BEFORE),
                List.of());

        assertThat(Summary.of(judgement, "mvn x", Optional.of("https://github.example/a/b/actions/runs/42")))
                .contains("### Changes since the accepted results")
                .contains("\n[All reports of this build](https://github.example/a/b/actions/runs/42)\n");
        assertThat(Summary.of(fixture.judgement(), "mvn x", Optional.empty()))
                .doesNotContain("### Changes since the accepted results")
                .contains("`result.json`");
    }

    private static ResultsComparison compare(String yaml, int[] hits) {
        ExperimentResult accepted = SampleResults.of(
                SampleResults.spec(SampleResults.TWO_VARIANTS), run -> SampleResults.evaluation(BEFORE, ROWS));
        ExperimentResult now = SampleResults.of(SampleResults.spec(yaml), run -> SampleResults.evaluation(hits, ROWS));
        return ResultsComparison.of(
                LockedResults.of(accepted, SampleResults::predictions, null), now, SampleResults::predictions);
    }
}
