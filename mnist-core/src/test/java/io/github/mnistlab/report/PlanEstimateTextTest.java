package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.run.PlanEstimate;
import org.junit.jupiter.api.Test;

class PlanEstimateTextTest {

    @Test
    void saysWhatItRestsOn() {
        assertThat(PlanReport.estimate(new PlanEstimate(105, 0, 900, 10, false, 0, false, 0), 2))
                .isEqualTo(
                        "105 runs: 105 to train, in about 8 min on 2 workers (by rule of thumb for one core: 2 s per run,"
                                + " plus 6 us per row and epoch, and 30 us more for each million parameters)");
        assertThat(PlanReport.estimate(new PlanEstimate(10, 4, 120, 20, true, 7, true, 0), 2))
                .isEqualTo(
                        "10 runs: 4 in the run cache, 6 to train, in at most about 60 s on 2 workers (by 7 earlier runs of"
                                + " the same network in the run cache)");
        assertThat(PlanReport.estimate(new PlanEstimate(2, 0, 20_000, 10_000, false, 1, false, 0), 1))
                .isEqualTo(
                        "2 runs: 2 to train, in about 5 h 33 min on 1 worker (by 1 earlier run of other networks in the"
                                + " run cache)");
    }

    @Test
    void saysHowLongItReadsTables() {
        assertThat(PlanReport.estimate(new PlanEstimate(2, 0, 40, 20, false, 2, true, 12.3), 2))
                .isEqualTo(
                        "2 runs: 2 to train, in about 32 s on 2 workers (by 2 earlier runs of the same network in the run"
                                + " cache, with 12 s of reading tables)");
    }

    @Test
    void nothingToTrainTakesNoTime() {
        assertThat(PlanReport.estimate(new PlanEstimate(3, 3, 0, 0, false, 3, true, 0), 2))
                .isEqualTo("3 runs: 3 in the run cache, none to train");
    }
}
