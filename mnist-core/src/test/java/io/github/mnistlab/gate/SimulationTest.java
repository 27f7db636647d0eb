package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.gate.finding.Finding;
import io.github.mnistlab.gate.finding.Findings;
import io.github.mnistlab.gate.finding.Side;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: a wrong pass and a wrong failure each have a probability of at most one less the confidence. Hundreds
 * of experiments whose truth is known are held against limits at the truth itself, where that is hardest, and away from
 * it.
 */
class SimulationTest {
    private static final double ALPHA = 0.05;

    private static final MetricExpression ACCURACY = MetricExpression.parse("accuracy");

    private static final MetricExpression LOG_LOSS = MetricExpression.parse("log-loss");

    /** Shares of experiments, limits being so far above or below the truth. */
    private record Rates(int experiments, double falsePass, double falseFail, double farFalse, double farRight) {
        static Rates of(int experiments, double far, Function<SplittableRandom, Shown> experiment) {
            List<Shown> all = IntStream.range(0, experiments)
                    .parallel()
                    .mapToObj(number -> experiment.apply(new SplittableRandom(1_000_003L * number + 17)))
                    .toList();
            return new Rates(
                    experiments,
                    share(all, shown -> shown.lower() > shown.truth()),
                    share(all, shown -> shown.upper() < shown.truth()),
                    share(all, shown -> shown.lower() > shown.truth() + far || shown.upper() < shown.truth() - far),
                    share(all, shown -> shown.lower() > shown.truth() - far && shown.upper() < shown.truth() + far));
        }

        private static double share(List<Shown> all, Predicate<Shown> which) {
            return all.stream().filter(which).count() / (double) all.size();
        }

        /** Three standard errors of the simulation: the promise is not broken by luck in a thousand such tests. */
        void holdThePromise() {
            double most = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / experiments);
            assertThat(falsePass).as("false passes, %s", this).isLessThan(most);
            assertThat(falseFail).as("false failures, %s", this).isLessThan(most);
            assertThat(farFalse).as("far from the limit, %s", this).isLessThan(0.005);
            // Else a gate that never says anything would do.
            assertThat(farRight).as("far from the limit, %s", this).isGreaterThan(0.9);
        }
    }

    /** What bounds say in an experiment whose truth is known. */
    private record Shown(double truth, double lower, double upper) {
        static Shown of(double truth, ConfidenceBounds bounds) {
            return new Shown(truth, bounds.lower(ALPHA), bounds.upper(ALPHA));
        }
    }

    @ParameterizedTest
    @CsvSource({"10000, 1", "10000, 2", "10000, 10", "1000, 1", "1000, 3", "1000, 5"})
    void absolute(int images, int seeds) {
        double recipe = SimulatedNetworks.trueAccuracy();
        Rates rates = Rates.of(experiments(seeds), 200.0 / images + 0.005, random -> {
            SimulatedNetworks world = new SimulatedNetworks(random, images);
            List<SimulatedNetworks.Network> networks = networks(seeds, world::network);
            Finding finding =
                    Findings.of(ACCURACY, side(networks, SimulatedNetworks.Network::predictions, ACCURACY, 0));
            return Shown.of(seeds == 1 ? networks.get(0).trueAccuracy() : recipe, finding.bounds());
        });

        rates.holdThePromise();
    }

    @ParameterizedTest
    @CsvSource({
        "10000, 1, true",
        "10000, 2, true",
        "10000, 5, true",
        "10000, 3, false",
        "1000, 1, true",
        "1000, 3, true",
        "1000, 2, false"
    })
    void relative(int images, int seeds, boolean paired) {
        double shift = -0.15;
        double recipe = SimulatedNetworks.trueAccuracyOfOther(shift) - SimulatedNetworks.trueAccuracy();
        Rates rates = Rates.of(experiments(seeds), 200.0 / images + 0.005, random -> {
            SimulatedNetworks world = new SimulatedNetworks(random, images);
            List<SimulatedNetworks.Network> first = networks(seeds, world::network);
            List<SimulatedNetworks.Network> second = new ArrayList<>();
            for (SimulatedNetworks.Network sibling : first) {
                second.add(paired ? world.other(shift, sibling) : world.other(shift));
            }
            Finding finding = Findings.ofDifference(
                            ACCURACY,
                            side(second, SimulatedNetworks.Network::predictions, ACCURACY, paired ? 0 : 100),
                            side(first, SimulatedNetworks.Network::predictions, ACCURACY, 0),
                            SpeaksOf.byDefault(seeds))
                    .orElseThrow();
            double truth =
                    seeds == 1 ? second.get(0).trueAccuracy() - first.get(0).trueAccuracy() : recipe;
            return Shown.of(truth, finding.bounds());
        });

        rates.holdThePromise();
    }

    /** A metric that is no share of images. */
    @ParameterizedTest
    @CsvSource({"500, 1, 300", "1000, 2, 500", "1000, 5, 500"})
    void logLoss(int images, int seeds, int experiments) {
        double recipe = SimulatedNetworks.trueLogLoss();
        Rates rates = Rates.of(experiments, 1, random -> {
            SimulatedNetworks world = new SimulatedNetworks(random, images);
            List<SimulatedNetworks.Network> networks = networks(seeds, world::network);
            Finding finding =
                    Findings.of(LOG_LOSS, side(networks, SimulatedNetworks.Network::probabilities, LOG_LOSS, 0));
            return Shown.of(seeds == 1 ? networks.get(0).trueLogLoss() : recipe, finding.bounds());
        });

        rates.holdThePromise();
    }

    /** Many seeds take long, and are the easy case. docs/verdict-grid.md has what many more of more worlds have shown. */
    private static int experiments(int seeds) {
        return Math.min(600, 3_000 / seeds);
    }

    private static List<SimulatedNetworks.Network> networks(int seeds, Supplier<SimulatedNetworks.Network> network) {
        return IntStream.range(0, seeds).mapToObj(seed -> network.get()).toList();
    }

    private static Side side(
            List<SimulatedNetworks.Network> networks,
            Function<SimulatedNetworks.Network, Predictions> predict,
            MetricExpression metric,
            long firstSeed) {
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (SimulatedNetworks.Network network : networks) {
            Predictions predictions = predict.apply(network);
            runs.add(new SimulatedRun(firstSeed + runs.size(), predictions));
        }
        return Side.of(runs, metric);
    }

    private record SimulatedRun(long seed, Predictions made) implements AcceptedResults.Run {
        @Override
        public Optional<MetricValue> value(MetricExpression metric) {
            Optional<Evaluation> evaluation = made.probabilities().map(given -> Evaluation.of(made.labels(), given));
            return Optional.of(
                    evaluation.isPresent()
                            ? metric.of(evaluation.get())
                            : new MetricValue.Proportion(made.confusionMatrix().correct(), made.rows()));
        }

        @Override
        public Optional<Predictions> predictions() {
            return Optional.of(made);
        }
    }
}
