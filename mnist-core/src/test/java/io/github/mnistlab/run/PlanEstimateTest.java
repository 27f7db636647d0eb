package io.github.mnistlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.experiment.file.Yaml;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.run.cache.RunCacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanEstimateTest {
    private static final int ROWS = 60_000;

    @TempDir
    private Path folder;

    @Test
    void withoutEarlierRunsItIsARuleOfThumb() throws InvalidExperimentException {
        PlanEstimate estimate = estimate(RunCache.none(), Yaml.read("""
                name: test
                dataset: {source: mnist}
                seeds: 3
                model: {hidden: [100]}
                training: {epochs: 5}
                """), Map.of());

        int parameters = 785 * 100 + 101 * 10;
        double seconds = PlanEstimate.SECONDS_A_RUN
                + 5.0 * ROWS * (PlanEstimate.SECONDS_A_ROW + PlanEstimate.SECONDS_A_PARAMETER * parameters);
        assertThat(estimate.seconds()).isCloseTo(3 * seconds, within(1e-9));
        assertThat(estimate.longest()).isCloseTo(seconds, within(1e-9));
        assertThat(estimate.measuredBy()).isZero();
        assertThat(estimate.toTrain()).isEqualTo(3);
        assertThat(estimate.stopsEarly()).isFalse();
    }

    @Test
    void thinningTakesRowsAwayAndBalancingBringsThem() throws InvalidExperimentException {
        String yaml = """
                name: test
                dataset: {source: mnist, imbalance: {type: step, minority: 0.5, ratio: 100}}
                training: {epochs: 100}
                """;
        double thinned = estimate(RunCache.none(), Yaml.read(yaml), Map.of()).seconds();
        double filledUp = estimate(RunCache.none(), Yaml.read(yaml + "balancing: {method: smote}\n"), Map.of())
                .seconds();

        assertThat(filledUp / thinned).isCloseTo(2 / 1.01, within(0.02));
    }

    @Test
    void aChildWaitsForItsParent() throws InvalidExperimentException {
        PlanEstimate estimate = estimate(RunCache.none(), Yaml.read("""
                name: test
                acknowledge: [warm-start]
                dataset: {source: mnist}
                training: {earlyStopping: {monitor: training-loss, patience: 1}}
                variants:
                  child: {startFrom: root}
                  root: {}
                """), Map.of());

        assertThat(estimate.longest()).isEqualTo(estimate.seconds());
        assertThat(estimate.secondsOn(16)).isEqualTo(estimate.longest());
        assertThat(estimate.stopsEarly()).isTrue();
    }

    @Test
    void earlierRunsMeasureAndCostNothing() throws IOException, InvalidExperimentException {
        SmallExperiment small = SmallExperiment.train("small", """
                name: small
                dataset: {source: generated-digits, training: 500, test: 100}
                seeds: 2
                model: {hidden: [16]}
                training: {epochs: 2}
                """, folder);
        RunCacheFolder cache = new RunCacheFolder(folder.resolve("run-cache"), Long.MAX_VALUE);
        RunResult first = small.result().runs().get(0);
        cache.keep(
                small.prepared().identities().get(first.id()),
                new FinishedRun(
                        first.outcome(),
                        folder.resolve("runs").resolve(first.id().toString())));

        PlanEstimate estimate =
                estimate(cache, small.prepared().spec(), small.prepared().identities());

        assertThat(estimate.runs()).isEqualTo(2);
        assertThat(estimate.cached()).isEqualTo(1);
        assertThat(estimate.measuredBy()).isEqualTo(1);
        assertThat(estimate.sameNetwork()).isTrue();
        double taken = first.outcome().seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        // The other seed has as many rows, and so takes as long.
        assertThat(estimate.seconds()).isCloseTo(taken + PlanEstimate.SECONDS_AROUND_A_RUN, within(0.02 * taken));
    }

    @Test
    void aTableTellsItsRowsAndColumns() throws IOException, InvalidExperimentException {
        StringBuilder rows = new StringBuilder("a,b,soil,class\n");
        for (int row = 0; row < 1_000; row++) {
            rows.append(row % 17 + "," + row % 23 + "," + (row % 3 == 0 ? "clay" : "sand") + ",k" + row % 2 + "\n");
        }
        Files.writeString(folder.resolve("all.csv"), rows);
        SmallExperiment small = SmallExperiment.train("table", """
                name: table
                dataset: {source: csv, file: all.csv, testShare: 0.3, label: class, categorical: [soil]}
                split: {validation: 0}
                seeds: 2
                model: {hidden: [16]}
                training: {epochs: 2}
                """, folder);

        PlanEstimate byRule = new PlanEstimate.Estimator(RunCache.none())
                .add(small.prepared())
                .estimate();

        int parameters = (4 + 1) * 16 + (16 + 1) * 2;
        assertThat(byRule.seconds())
                .isCloseTo(
                        2 * PlanEstimate.SECONDS_A_RUN
                                + 2
                                        * 2.0
                                        * 700
                                        * (PlanEstimate.SECONDS_A_ROW + PlanEstimate.SECONDS_A_PARAMETER * parameters),
                        within(1e-9));
        assertThat(byRule.reading()).isCloseTo(5 * 700 * 3 * PlanEstimate.SECONDS_A_NUMBER, within(1e-9));

        RunCacheFolder cache = new RunCacheFolder(folder.resolve("run-cache"), Long.MAX_VALUE);
        RunResult first = small.result().runs().get(0);
        cache.keep(
                small.prepared().identities().get(first.id()),
                new FinishedRun(
                        first.outcome(),
                        folder.resolve("runs").resolve(first.id().toString())));
        PlanEstimate measured =
                new PlanEstimate.Estimator(cache).add(small.prepared()).estimate();

        assertThat(measured.sameNetwork()).isTrue();
        double load = first.outcome().seconds().get(RunPhase.LOAD);
        double rest = first.outcome().seconds().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()
                - load;
        assertThat(measured.seconds()).isCloseTo(rest + PlanEstimate.SECONDS_AROUND_A_RUN, within(0.02 * rest));
        assertThat(measured.reading()).isCloseTo(5 * load, within(1e-9));
    }

    private static PlanEstimate estimate(RunCache cache, ExperimentSpec spec, Map<RunId, RunIdentity> identities) {
        return new PlanEstimate.Estimator(cache).add(Plan.of(spec), identities).estimate();
    }
}
