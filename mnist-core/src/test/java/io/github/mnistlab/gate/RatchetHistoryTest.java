package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.lock.LockedRun;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the ratchet makes of a recipe that is trained, judged and accepted again and again, on the same test images. */
class RatchetHistoryTest {
    private static final int BUILDS = 50;
    private static final int IMAGES = 2_000;
    private static final ExperimentSpec SPEC = SampleResults.spec("""
            name: sample
            dataset: {source: generated-digits}
            seeds: 5
            variants:
              baseline: {}
            gates:
              - {metric: accuracy, variant: baseline, better: accepted}
              - {metric: accuracy, variant: baseline, notBelow: accepted}
            """);

    /**
     * The builds of one history.
     *
     * @param missed in how many the recipe was said to be worse than what was accepted
     * @param rises how often the reference rose
     */
    private record History(int missed, int rises) {}

    @Test
    void anUnchangedRecipeMissesItNoMoreOftenThanPromised() {
        List<History> histories = histories(10, 0);

        double missed = histories.stream().mapToInt(History::missed).sum() / (double) (histories.size() * BUILDS);
        assertThat(missed).as("%s", histories).isLessThan(0.05);
        // Each rise by luck lifts the bar for all later builds: without fresh seeds it rises in every other history.
        assertThat(histories.stream().mapToInt(History::rises).sum()).isLessThanOrEqualTo(1);
    }

    @Test
    void aRecipeThatRotsDoesNotRaiseIt() {
        List<History> histories = histories(4, 0.0002);

        assertThat(histories.stream().mapToInt(History::rises).sum()).isLessThanOrEqualTo(1);
    }

    @Test
    void oneThatHasBecomeMuchBetterRaisesItAtOnce() {
        SplittableRandom random = new SplittableRandom(5);
        SimulatedNetworks world = new SimulatedNetworks(random, 10_000);
        Build first = new Build(world, random, 0.03);
        Lock lock = accept(Optional.empty(), first, first);

        Lock raised = accept(Optional.of(lock), new Build(world, random, 0), new Build(world, random, 0));

        assertThat(raised.references()).containsOnlyKeys("baseline");
        assertThat(raised.reference("baseline").runs().get(0).evaluation().correct())
                .isGreaterThan(lock.latest().runs().get(0).evaluation().correct());
    }

    private static List<History> histories(int count, double rotABuild) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> history(new SplittableRandom(7_919L * number + 3), rotABuild))
                .toList();
    }

    private static History history(SplittableRandom random, double rotABuild) {
        SimulatedNetworks world = new SimulatedNetworks(random, IMAGES);
        Build first = new Build(world, random, 0);
        Lock lock = accept(Optional.empty(), first, first);
        int missed = 0;
        int rises = 0;
        for (int number = 1; number <= BUILDS; number++) {
            Build build = new Build(world, random, number * rotABuild);
            JudgedResults evidence = build.evidence(SPEC, Optional.of(reference(lock, build)));
            if (evidence.verdicts().get(1).status() == VerdictStatus.FAIL) {
                missed++;
                continue;
            }
            List<LockedRun> before = lock.reference("baseline").only("baseline").runs();
            lock = accept(Optional.of(lock), build, new Build(world, random, number * rotABuild));
            rises += lock.reference("baseline").only("baseline").runs().equals(before) ? 0 : 1;
        }
        return new History(missed, rises);
    }

    private static Lock accept(Optional<Lock> before, Build build, Build fresh) {
        Optional<AcceptedResults> reference = before.map(lock -> reference(lock, build));
        try {
            return Ratchet.accept(
                    before,
                    reference,
                    build.evidence(SPEC, reference),
                    variants -> fresh.evidence(SPEC.confirming(variants, Set.of()), reference));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AcceptedResults reference(Lock lock, Build build) {
        return variant -> lock.reference(variant).only(variant).runs().stream()
                .<AcceptedResults.Run>map(run -> new RatchetTest.Locked(run, build.of(new RunId("baseline", 1))))
                .toList();
    }

    /** What is trained at one time. */
    private static final class Build {
        private final SimulatedNetworks world;
        private final SplittableRandom random;
        private final double rot;
        private final Map<RunId, Predictions> made = new HashMap<>();

        /**
         * @param rot the share of images that are misread besides
         */
        Build(SimulatedNetworks world, SplittableRandom random, double rot) {
            this.world = world;
            this.random = random;
            this.rot = rot;
        }

        Predictions of(RunId run) {
            return made.computeIfAbsent(run, id -> rotten(world.network().probabilities()));
        }

        private Predictions rotten(Predictions sound) {
            Probabilities probabilities = sound.probabilities().orElseThrow();
            double[] values = new double[2 * sound.rows()];
            for (int row = 0; row < sound.rows(); row++) {
                boolean isMisread = random.nextDouble() < rot;
                for (int label = 0; label < 2; label++) {
                    values[2 * row + label] = isMisread ? 1 - label == 0 ? 0.9 : 0.1 : probabilities.get(row, label);
                }
            }
            return Predictions.of(sound.labels(), Probabilities.of(values, 2));
        }

        JudgedResults evidence(ExperimentSpec spec, Optional<AcceptedResults> reference) {
            ExperimentResult result = SampleResults.of(spec, run -> {
                Predictions predictions = of(run);
                return Evaluation.of(
                        predictions.labels(), predictions.probabilities().orElseThrow());
            });
            return new JudgedResults(
                    result,
                    LockedResults.of(result, run -> of(run.id()), null),
                    Judge.judge(spec, result, new Grounds(run -> of(run.id()), reference, false)));
        }
    }
}
