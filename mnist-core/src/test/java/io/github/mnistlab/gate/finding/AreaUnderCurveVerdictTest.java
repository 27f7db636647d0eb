package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The area under the ROC curve of a few hundred images, where its truth is known: scores of two classes are normal and so
 * far apart that a row of one is above a row of the other with the probability of a normal variable's.
 */
class AreaUnderCurveVerdictTest {
    private static final double ALPHA = 0.05;

    private static final int BUILDS = 400;

    private static final int IMAGES = 300;

    /** Between the means, in standard deviations; each seed's own lies a quarter around it. */
    private static final double DISTANCE = 2.4;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static final MetricExpression ROC_AUC = MetricExpression.parse("roc-auc");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void aVerdictIsWrongOnceInTwentyBuildsAtMost(int seeds) {
        double truth = IntStream.range(0, 1_000)
                .mapToDouble(i -> NORMAL.cumulativeProbability(distance((i + 0.5) / 1_000) / Math.sqrt(2)))
                .average()
                .orElseThrow();
        double wrongPasses = 0;
        double wrongFails = 0;
        for (int build = 0; build < BUILDS; build++) {
            Finding finding = Findings.of(ROC_AUC, Side.of(runs(new SplittableRandom(build), seeds), ROC_AUC));
            wrongPasses += finding.bounds().lower(ALPHA) > truth ? 1 : 0;
            wrongFails += finding.bounds().upper(ALPHA) < truth ? 1 : 0;
        }

        double most = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / BUILDS);
        assertThat(wrongPasses / BUILDS).as("wrong passes").isLessThan(most);
        assertThat(wrongFails / BUILDS).as("wrong fails").isLessThan(most);
    }

    private static double distance(double uniform) {
        return DISTANCE * (0.75 + 0.5 * uniform);
    }

    /** Half of a score's variance is the image's, and the same with every seed. */
    private static List<AcceptedResults.Run> runs(SplittableRandom random, int seeds) {
        double[] images =
                random.doubles(IMAGES).map(NORMAL::inverseCumulativeProbability).toArray();
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            double distance = distance(random.nextDouble());
            int[] labels = new int[IMAGES];
            double[] probabilities = new double[2 * IMAGES];
            for (int image = 0; image < IMAGES; image++) {
                labels[image] = image % 2;
                double score = (images[image] + random.nextGaussian()) / Math.sqrt(2) + labels[image] * distance;
                double second = 1 / (1 + Math.exp(DISTANCE / 2 - score));
                probabilities[2 * image] = 1 - second;
                probabilities[2 * image + 1] = second;
            }
            runs.add(new MadeRun(seed, Predictions.of(labels, Probabilities.of(probabilities, 2))));
        }
        return runs;
    }
}
