package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.gate.finding.Finding;
import io.github.mnistlab.gate.finding.Findings;
import io.github.mnistlab.gate.finding.MadeRun;
import io.github.mnistlab.gate.finding.Side;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to settle a gate does, in four cases of five, where the value is what was measured. */
class SettlementTest {
    private static final double ALPHA = 0.05;

    private static final int CASES = 200;

    /** Three standard errors below four in five. */
    private static final double LEAST = 0.8 - 3 * Math.sqrt(0.8 * 0.2 / CASES);

    private static final MetricExpression ACCURACY = MetricExpression.parse("accuracy");

    private final SplittableRandom random = new SplittableRandom(11);

    @ParameterizedTest
    @CsvSource({"0.99, 0.98", "0.99, 0.995", "0.9, 0.88", "0.9, 0.92"})
    void soManyImagesSettleIt(double share, double limit) {
        Claim claim = new Claim(1, limit, false);
        int wrong = (int) Math.round(300 * (1 - share));
        Finding few = finding(List.of(run(1, 300, image -> image < wrong ? 1 : 0)));
        assertThat(isSettled(few, claim)).isFalse();

        int images = number("about ([0-9,]+) of them would do in four cases of five", Settlement.of(few, claim, ALPHA));

        int settled = 0;
        for (int number = 0; number < CASES; number++) {
            settled += isSettled(finding(List.of(run(1, images, image -> 1 - share))), claim) ? 1 : 0;
        }
        assertThat(settled / (double) CASES)
                .as("settled with %d images", images)
                .isGreaterThan(LEAST);
        // And not with images by the hundred thousand, which would always do.
        assertThat(images).isLessThan(4_000);
    }

    /** Three seeds that show mean and spread as they are. */
    @ParameterizedTest
    @CsvSource({"0.9, 0.87", "0.9, 0.93"})
    void soManySeedsSettleIt(double mean, double limit) {
        Claim claim = new Claim(1, limit, false);
        double spread = 0.02;
        Finding few = finding(List.of(ofShare(1, mean - spread), ofShare(2, mean), ofShare(3, mean + spread)));
        assertThat(isSettled(few, claim)).isFalse();

        int seeds = number("about ([0-9,]+) seeds would settle it in four cases", Settlement.of(few, claim, ALPHA));

        int settled = 0;
        for (int number = 0; number < CASES; number++) {
            List<AcceptedResults.Run> runs = new ArrayList<>();
            for (int seed = 0; seed < seeds; seed++) {
                runs.add(ofShare(seed, mean + spread * random.nextGaussian()));
            }
            settled += isSettled(finding(runs), claim) ? 1 : 0;
        }
        assertThat(settled / (double) CASES).as("settled with %d seeds", seeds).isGreaterThan(LEAST);
        assertThat(seeds).isLessThan(20);
    }

    /** All seeds misread the same images first. */
    private AcceptedResults.Run ofShare(long seed, double share) {
        return run(seed, 4_000, image -> image < 4_000 * (1 - share) ? 1 : 0);
    }

    private AcceptedResults.Run run(long seed, int images, IntToDoubleFunction wrong) {
        int[] labels = new int[images];
        int[] predicted = new int[images];
        for (int image = 0; image < images; image++) {
            labels[image] = image % 2;
            predicted[image] = random.nextDouble() < wrong.applyAsDouble(image) ? 1 - labels[image] : labels[image];
        }
        return new MadeRun(seed, Predictions.of(labels, predicted, 2));
    }

    private static Finding finding(List<AcceptedResults.Run> runs) {
        return Findings.of(ACCURACY, Side.of(runs, ACCURACY));
    }

    private static boolean isSettled(Finding finding, Claim claim) {
        return claim.isProven(finding.bounds(), ALPHA) || claim.isRefuted(finding.bounds(), ALPHA);
    }

    private static int number(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Integer.parseInt(matcher.group(1).replace(",", ""));
    }
}
