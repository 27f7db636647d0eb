package io.github.mnistlab.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.TableFiles;
import io.github.mnistlab.experiment.RunSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How long the runs of a plan will take, before it begins. Runs that are in the run cache take nothing. The others are
 * reckoned by rows, epochs and parameters, and measured by earlier runs: those of the same network and batch size, or
 * else of any.
 *
 * @param runs that are planned and train something
 * @param cached how many of them need not be trained
 * @param seconds of one core, for those that are to be trained; where training may stop early, the most
 * @param longest the longest of them, with those that must come before it, in seconds
 * @param stopsEarly whether training may stop before its last epoch
 * @param measuredBy how many earlier runs this rests on; 0 for a rule of thumb, or if there is nothing to reckon
 * @param sameNetwork whether those are of the same networks
 * @param reading of tables, in seconds, before, in and after the runs
 */
public record PlanEstimate(
        int runs,
        int cached,
        double seconds,
        double longest,
        boolean stopsEarly,
        int measuredBy,
        boolean sameNetwork,
        double reading) {

    /** Loading, balancing and predicting, by rule of thumb, in seconds. */
    public static final double SECONDS_A_RUN = RunWork.SECONDS_A_RUN;

    /** Of each row in each epoch, whatever the network, in seconds. */
    public static final double SECONDS_A_ROW = RunWork.SECONDS_A_ROW;

    /** Of each row in each epoch for each parameter, in seconds. */
    public static final double SECONDS_A_PARAMETER = RunWork.SECONDS_A_PARAMETER;

    /** Of each number of a table whenever it is read, in seconds. */
    public static final double SECONDS_A_NUMBER = 3e-7;

    /** To hand a run out, to check its files and to keep it, in seconds: of short ones the greater part. */
    public static final double SECONDS_AROUND_A_RUN = 0.015;

    /** How often a build reads a table, in workers side by side. */
    private static final int READINGS = 5;

    /** How many are to be trained. */
    public int toTrain() {
        return runs - cached;
    }

    /** How long it takes with so many workers, a core for each, in seconds. */
    public double secondsOn(int workers) {
        return reading + Math.max(longest, seconds / workers);
    }

    /** Reckons. For one thread. */
    public static final class Estimator {
        private final RunCache cache;
        private final Map<Network, List<Double>> ratios = new HashMap<>();
        private final List<Double> allRatios = new ArrayList<>();
        private final List<PastRun> pastOfTables = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private final Set<Network> networks = new HashSet<>();
        private final Map<JsonNode, Double> readings = new HashMap<>();
        private boolean hasMeasured;
        private int runs;
        private int cached;
        private double seconds;
        private double longest;
        private boolean stopsEarly;
        private boolean sameNetwork = true;

        /**
         * @param cache knows earlier runs
         */
        public Estimator(RunCache cache) {
            this.cache = cache;
        }

        /** Only once there is something to reckon: to read past runs takes its time. */
        private void measurePast() {
            if (hasMeasured) {
                return;
            }
            hasMeasured = true;
            for (PastRun run : cache.past()) {
                if (run.identity().isOfTable()) {
                    pastOfTables.add(run);
                } else {
                    measure(run, run.identity().features());
                }
            }
        }

        private void measure(PastRun run, int features) {
            run.identity().network(features).ifPresent(network -> {
                double expected = RunWork.of(run.outcome(), network.parameters(classes(run)))
                        .seconds();
                // A table is read by the first run of a worker alone, and reckoned apart.
                double taken = run.outcome().seconds().entrySet().stream()
                        .filter(phase -> phase.getKey() != RunPhase.LOAD
                                || !run.identity().isOfTable())
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
                ratios.computeIfAbsent(network, key -> new ArrayList<>()).add(taken / expected);
                allRatios.add(taken / expected);
            });
        }

        /** A past run does not tell how many columns its table had; another one on the same table does. */
        private void measurePastOf(RunIdentity identity, int features) {
            List<PastRun> same = pastOfTables.stream()
                    .filter(run -> run.identity().data().equals(identity.data()))
                    .toList();
            pastOfTables.removeAll(same);
            same.forEach(run -> measure(run, features));
            same.stream()
                    .mapToDouble(run -> run.outcome().seconds().getOrDefault(RunPhase.LOAD, 0.0))
                    .max()
                    .ifPresent(measured -> readings.put(identity.data(), measured));
        }

        private static int classes(PastRun run) {
            return run.outcome().balancedCounts().size();
        }

        /**
         * Adds the runs of an experiment; one that was added already counts as known.
         *
         * @param identities of each run; empty where they cannot be told, so that none is looked for in the cache
         */
        public Estimator add(Plan plan, Map<RunId, RunIdentity> identities) {
            return add(plan, identities, Map.of());
        }

        /** Adds the runs of an experiment, whose tables tell how many rows and columns they have. */
        public Estimator add(PreparedExperiment experiment) {
            return add(experiment.plan(), experiment.identities(), experiment.files());
        }

        private Estimator add(Plan plan, Map<RunId, RunIdentity> identities, Map<RunSpec, DataFiles> files) {
            Map<RunId, Double> ends = new HashMap<>();
            for (PlannedRun run : plan.runs()) {
                if (run.spec().trained().isEmpty()) {
                    // It reads a file, which takes no time to speak of.
                    continue;
                }
                runs++;
                RunIdentity identity = identities.get(run.id());
                double begin = run.parent() == null ? 0 : ends.getOrDefault(run.parent(), 0.0);
                if (identity != null && (!keys.add(identity.key()) || cache.has(identity))) {
                    cached++;
                    ends.put(run.id(), begin);
                    continue;
                }
                RunSpec.Trained spec = run.spec().trained().get();
                double own = seconds(run, spec, identity, files.get(run.spec()));
                seconds += own;
                ends.put(run.id(), begin + own);
                longest = Math.max(longest, begin + own);
                stopsEarly |= spec.training().earlyStopping() != null;
            }
            return this;
        }

        private double seconds(PlannedRun run, RunSpec.Trained spec, RunIdentity identity, DataFiles files) {
            measurePast();
            long seed = run.id().seed();
            if (identity == null) {
                int features = ImageShape.MNIST_PIXELS;
                return seconds(spec, features, RunWork.of(spec, seed, features, DatasetSpec.DIGITS));
            }
            int classes = identity.classes();
            if (files instanceof TableFiles table) {
                measurePastOf(identity, table.features());
                readings.putIfAbsent(
                        identity.data(),
                        SECONDS_A_NUMBER
                                * table.trainingRows()
                                * table.columns().size());
                return seconds(
                        spec,
                        table.features(),
                        RunWork.of(spec, seed, table.features(), classes, table.trainingRows()));
            }
            return seconds(spec, identity.features(), RunWork.of(spec, seed, identity.features(), classes));
        }

        private double seconds(RunSpec.Trained spec, int features, RunWork work) {
            Network network = Network.of(spec, features);
            networks.add(network);
            sameNetwork &= ratios.containsKey(network);
            OptionalDouble measured = median(ratios.getOrDefault(network, allRatios));
            return measured.isPresent()
                    ? measured.getAsDouble() * work.seconds() + SECONDS_AROUND_A_RUN
                    : work.seconds();
        }

        private static OptionalDouble median(List<Double> values) {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length == 0
                    ? OptionalDouble.empty()
                    : Arrays.stream(sorted, (sorted.length - 1) / 2, middle + 1).average();
        }

        /** What it comes to. */
        public PlanEstimate estimate() {
            boolean same = sameNetwork && !networks.isEmpty();
            int measuredBy = same
                    ? networks.stream()
                            .mapToInt(network -> ratios.get(network).size())
                            .sum()
                    : allRatios.size();
            double reading = READINGS
                    * readings.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
            return new PlanEstimate(runs, cached, seconds, longest, stopsEarly, measuredBy, same, reading);
        }
    }
}
