package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Networks that were never trained, whose true accuracy is known. An image is misread where its difficulty, what the
 * seed did to its digit, and chance together are below 0: most images never, some always.
 *
 * <p>Fitted to 30 networks that were: 784-128-10 and 784-256-10, Adam, batch 128, five epochs on MNIST's 60,000 images,
 * and the former for four epochs, ten seeds each, every one tested on the 10,000. The shares below give the ten
 * networks' numbers of images misread by 0, 1, 2, … 10 of them (9414, 162, 91, 48, 33, 33, 32, 26, 26, 34, 101) by
 * maximum likelihood. The mean squares, measured and simulated: of seeds 2.3e-6 (1.3e-6 and 0.9e-6 for the others) and
 * 2.2e-6, of images 0.0177 and 0.0177, of single predictions 0.0084 and 0.0084; two kinds of networks disagree on 131
 * images and on 131, and their accuracies correlate over seeds by 0.38 and 0.32. None of this is what the intervals
 * assume: effects are not normal and do not add up.
 */
final class SimulatedNetworks {
    private static final double[] EASE = {-5, -2, -1, -0.5, 0, 1, 1.5, 2.5};

    private static final double[] SHARE = {0.00371, 0.00744, 0.00446, 0.00266, 0.01085, 0.01636, 0.0281, 0.00523};

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static final double[] QUANTILES = IntStream.range(0, 1_000)
            .mapToDouble(i -> NORMAL.inverseCumulativeProbability((i + 0.5) / 1_000))
            .toArray();

    private static final double HARD = Arrays.stream(SHARE).sum();

    private static final int DIGITS = 10;

    /** How much a seed moves all images of a digit together. */
    private static final double SEED_EFFECT = 0.32;

    /** What two kinds of networks with the same seed have in common of that, and of chance. */
    private static final double COMMON = 0.4;

    /** How much easier or harder single images are to the second kind. */
    private static final double IMAGE_EFFECT = 0.3;

    /** How surely a network says what it says: the logit of a margin of 1. */
    private static final double LOGITS = 2;

    /** The margin of images that are never misread. */
    private static final double EASIEST = 3;

    private final SplittableRandom random;
    private final int images;
    private final double[] ease;
    private final int[] digits;
    private final double[] taste;

    /** Draws the test images. */
    SimulatedNetworks(SplittableRandom random, int images) {
        this.random = random;
        this.images = images;
        int hard = 0;
        for (int image = 0; image < images; image++) {
            hard += random.nextDouble() < HARD ? 1 : 0;
        }
        ease = new double[hard];
        digits = new int[hard];
        taste = new double[hard];
        for (int image = 0; image < hard; image++) {
            ease[image] = EASE[level(random.nextDouble() * HARD)];
            digits[image] = random.nextInt(DIGITS);
            taste[image] = IMAGE_EFFECT * random.nextGaussian();
        }
    }

    private static int level(double share) {
        double sum = 0;
        for (int level = 0; level < SHARE.length; level++) {
            sum += SHARE[level];
            if (share < sum) {
                return level;
            }
        }
        return SHARE.length - 1;
    }

    /** What a seed did, and how its chances fell. */
    final class Network {
        private final double[] effects = new double[DIGITS];
        private final double[] chances = new double[ease.length];
        private final double shift;
        private final boolean second;

        private Network(double shift, boolean second, Network sibling) {
            this.shift = shift;
            this.second = second;
            mix(effects, sibling == null ? null : sibling.effects);
            mix(chances, sibling == null ? null : sibling.chances);
        }

        private void mix(double[] values, double[] with) {
            double rest = with == null ? 1 : Math.sqrt(1 - COMMON * COMMON);
            for (int i = 0; i < values.length; i++) {
                values[i] = (with == null ? 0 : COMMON * with[i]) + rest * random.nextGaussian();
            }
        }

        private double margin(int image) {
            return ease[image]
                    + shift
                    + (second ? taste[image] : 0)
                    + SEED_EFFECT * effects[digits[image]]
                    + chances[image];
        }

        /** All images are of class 0, and misread ones are taken for class 1. */
        Predictions predictions() {
            int[] labels = new int[images];
            int[] predicted = new int[images];
            for (int image = 0; image < ease.length; image++) {
                predicted[image] = margin(image) <= 0 ? 1 : 0;
            }
            return Predictions.of(labels, predicted, 2);
        }

        /** With a probability that falls with the margin. */
        Predictions probabilities() {
            int[] labels = new int[images];
            double[] probabilities = new double[2 * images];
            for (int image = 0; image < images; image++) {
                double right = 1 / (1 + Math.exp(-LOGITS * (image < ease.length ? margin(image) : EASIEST)));
                probabilities[2 * image] = right;
                probabilities[2 * image + 1] = 1 - right;
            }
            return Predictions.of(labels, Probabilities.of(probabilities, 2));
        }

        /** On all images that there could be, with this seed. */
        double trueAccuracy() {
            return 1 - expected(SimulatedNetworks::misread, 0);
        }

        double trueLogLoss() {
            return expected(SimulatedNetworks::meanLogLoss, logLoss(EASIEST));
        }

        private double expected(OfNormal figure, double ofEasy) {
            double spread = Math.sqrt(1 + (second ? IMAGE_EFFECT * IMAGE_EFFECT : 0));
            double sum = (1 - HARD) * ofEasy;
            for (int level = 0; level < EASE.length; level++) {
                for (double effect : effects) {
                    sum += SHARE[level] / DIGITS * figure.of(EASE[level] + shift + SEED_EFFECT * effect, spread);
                }
            }
            return sum;
        }
    }

    /** The mean of something over margins that are normal. */
    private interface OfNormal {
        double of(double center, double spread);
    }

    /** The first kind of network. */
    Network network() {
        return new Network(0, false, null);
    }

    /**
     * The second kind.
     *
     * @param shift how much easier images are to it
     */
    Network other(double shift) {
        return new Network(shift, true, null);
    }

    /** The second kind, with the seed of one of the first kind. */
    Network other(double shift, Network sibling) {
        return new Network(shift, true, sibling);
    }

    /** Over all images and seeds. */
    static double trueAccuracy() {
        return 1 - recipe(SimulatedNetworks::misread, 0, 0, 0);
    }

    static double trueLogLoss() {
        return recipe(SimulatedNetworks::meanLogLoss, logLoss(EASIEST), 0, 0);
    }

    /** Of the second kind. */
    static double trueAccuracyOfOther(double shift) {
        return 1 - recipe(SimulatedNetworks::misread, 0, shift, IMAGE_EFFECT);
    }

    private static double recipe(OfNormal figure, double ofEasy, double shift, double imageEffect) {
        double spread = Math.sqrt(1 + SEED_EFFECT * SEED_EFFECT + imageEffect * imageEffect);
        double sum = (1 - HARD) * ofEasy;
        for (int level = 0; level < EASE.length; level++) {
            sum += SHARE[level] * figure.of(EASE[level] + shift, spread);
        }
        return sum;
    }

    private static double misread(double center, double spread) {
        return NORMAL.cumulativeProbability(-center / spread);
    }

    private static double logLoss(double margin) {
        return Math.log1p(Math.exp(-LOGITS * margin));
    }

    private static double meanLogLoss(double center, double spread) {
        return Arrays.stream(QUANTILES)
                .map(quantile -> logLoss(center + spread * quantile))
                .average()
                .orElseThrow();
    }
}
