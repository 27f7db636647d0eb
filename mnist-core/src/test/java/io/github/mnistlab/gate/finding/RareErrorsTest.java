package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some cells of the grid in docs/verdicts.md in which few images are misread, and normal approximations see nothing. */
class RareErrorsTest {
    private static final double ALPHA = 0.05;

    private static final int CLASSES = 10;

    private static final int BUILDS = 600;

    /** With one seed images are drawn again thousands of times; what was wrong there was wrong in three of four builds. */
    private static final int BUILDS_OF_ONE_SEED = 40;

    /** All classes are misread as often, and taken for each other as often: then all these metrics are the accuracy. */
    @ParameterizedTest
    @CsvSource({
        "recall[3], 0.99, 100, 2",
        "recall[3], 0.99, 100, 5",
        "accuracy, 0.999, 300, 2",
        "accuracy, 0.999, 300, 5",
        "accuracy, 0.995, 300, 3",
        "balanced-accuracy, 0.999, 300, 5",
        "macro-f1, 0.999, 300, 5",
        "macro-f1, 0.99, 100, 2",
        "f1[3], 0.99, 100, 2",
        "precision[3], 0.99, 100, 2",
        "min(recall), 0.8, 100, 2",
        "g-mean, 0.99, 300, 3",
        "balanced-accuracy, 0.999, 300, 1",
        "macro-f1, 0.999, 300, 1",
        "recall[3], 0.99, 100, 1",
        "g-mean, 0.5, 100, 5",
        "g-mean, 0.5, 30, 2",
        "macro-precision, 0.5, 30, 2",
    })
    void aVerdictIsWrongOnceInTwentyBuildsAtMost(String name, double truth, int images, int seeds) {
        MetricExpression metric = MetricExpression.parse(name);
        double wrongPasses = 0;
        double wrongFails = 0;
        int builds = seeds == 1 ? BUILDS_OF_ONE_SEED : BUILDS;
        for (int build = 0; build < builds; build++) {
            SplittableRandom random = new SplittableRandom(7_919L * build + 3);
            Finding finding = Findings.of(metric, Side.of(runs(random, 1 - truth, images, seeds), metric));
            wrongPasses += finding.bounds().lower(ALPHA) > truth + 1e-12 ? 1 : 0;
            wrongFails += finding.bounds().upper(ALPHA) < truth - 1e-12 ? 1 : 0;
        }

        // Three standard errors of the simulation.
        double most = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / builds);
        assertThat(wrongPasses / builds).as("wrong passes").isLessThan(most);
        assertThat(wrongFails / builds).as("wrong fails").isLessThan(most);
    }

    private static List<AcceptedResults.Run> runs(SplittableRandom random, double wrong, int images, int seeds) {
        // Half of the errors are made on images that are hard to all.
        double hard = wrong / 2 / 0.8;
        double[] difficulty = new double[images];
        for (int image = 0; image < images; image++) {
            difficulty[image] = random.nextDouble() < hard ? 0.8 : wrong / 2 / (1 - hard);
        }
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            double factor = 1 + 0.2 * (2 * random.nextDouble() - 1);
            int[] labels = new int[images];
            int[] predicted = new int[images];
            for (int image = 0; image < images; image++) {
                labels[image] = image % CLASSES;
                boolean isWrong = random.nextDouble() < difficulty[image] * factor;
                predicted[image] =
                        isWrong ? (labels[image] + 1 + random.nextInt(CLASSES - 1)) % CLASSES : labels[image];
            }
            runs.add(new MadeRun(seed, Predictions.of(labels, predicted, CLASSES)));
        }
        return runs;
    }
}
