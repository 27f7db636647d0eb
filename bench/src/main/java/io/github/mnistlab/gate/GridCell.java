package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.experiment.SpeaksOf;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A cell of the grid: what is asked of what kind of world.
 *
 * @param metric its name
 * @param question what it is asked against, and what the answer speaks of
 * @param truth the share of images that is read correctly
 * @param images how many test images, a tenth of each class
 * @param seeds how many
 * @param unequal whether half of the errors are made on few hard images
 * @param effects how seeds scatter
 */
record GridCell(
        String metric, Question question, double truth, int images, int seeds, boolean unequal, Effects effects) {

    /** What a gate asks. */
    enum Question {
        RECIPE("a limit", SpeaksOf.RECIPE, 0),
        ONE_MODEL("a limit", SpeaksOf.MODELS, 0),
        MODELS("a limit", SpeaksOf.MODELS, 0),
        NEXT("a limit", SpeaksOf.NEXT, 0),
        VARIANT("a variant", SpeaksOf.RECIPE, 0.7),
        TWIN("a variant nearly the same", SpeaksOf.RECIPE, 0.97),
        ACCEPTED("accepted, other seeds", SpeaksOf.RECIPE, 0);

        final String against;
        final SpeaksOf speaksOf;

        /** Of the images, the share of which the other variant makes the same with the same seed. */
        final double alike;

        Question(String against, SpeaksOf speaksOf, double alike) {
            this.against = against;
            this.speaksOf = speaksOf;
            this.alike = alike;
        }

        boolean isDifference() {
            return this == VARIANT || this == TWIN || this == ACCEPTED;
        }
    }

    /** How the share of misread images differs from seed to seed: a factor whose mean is 1. */
    enum Effects {
        NORMAL,
        UNIFORM,
        EXPONENTIAL,
        /** One seed in five learns nothing. Shown, not promised. */
        STUCK,
        /** One seed in five misreads two and a half times as much. Shown, not promised. */
        FALLING;

        private static final double SPREAD = 0.2;

        private static final double FAILING = 0.2;

        double factor(SplittableRandom random, double truth) {
            return switch (this) {
                // Bounded, so that no share of images exceeds 1, where seeds hardly ever are.
                case NORMAL -> 1 + SPREAD / 2 * Math.max(-2.5, Math.min(2.5, random.nextGaussian()));
                case UNIFORM -> 1 + SPREAD * (2 * random.nextDouble() - 1) * Math.sqrt(3) * 0.7;
                // Bounded likewise; the mean of what is left is taken off.
                case EXPONENTIAL ->
                    1 + SPREAD * (Math.min(2.25, -Math.log(1 - random.nextDouble())) - 1 + Math.exp(-2.25));
                case STUCK, FALLING -> random.nextDouble() < FAILING ? failing(truth) : 1;
            };
        }

        double mean(double truth) {
            return isPromised() ? 1 : 1 + FAILING * (failing(truth) - 1);
        }

        boolean isPromised() {
            return this != STUCK && this != FALLING;
        }

        private double failing(double truth) {
            return this == STUCK ? 0.9 / (1 - truth) : 2.5;
        }
    }

    MetricExpression expression() {
        return MetricExpression.parse(metric);
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "%s | %s | %s | %s | %,d | %d | %s | %s",
                metric,
                question.against,
                question.speaksOf.name().toLowerCase(Locale.ROOT),
                truth,
                images,
                seeds,
                unequal ? "unequal" : "equal",
                effects.name().toLowerCase(Locale.ROOT));
    }
}
