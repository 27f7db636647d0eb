package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.StudentMean;
import io.github.mnistlab.gate.finding.Finding;
import io.github.mnistlab.gate.finding.Scope;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What would settle an inconclusive gate, as far as what was measured tells: so many seeds or images that four of five
 * such experiments would, if the value is what was measured.
 */
final class Settlement {
    /** As many as an experiment may have. */
    private static final int MOST_SEEDS = 1000;

    /** Standard errors by which a further measurement falls short of the value in one case of five. */
    private static final double ONE_IN_FIVE = 0.8416;

    /** Standard errors that bounds are taken to lie away, to learn what an error is: those of 95 %. */
    private static final double NORMAL_ALPHA = 0.05;

    private static final double NORMAL = 1.6449;

    private static final String INCONCLUSIVE = "neither is sure enough: ";

    private Settlement() {}

    /**
     * @param finding that proves nothing at {@code alpha}
     */
    static String of(Finding finding, Claim claim, double alpha) {
        if (finding.images() == 1) {
            return "a single test row tells nothing of others: more test rows would settle it";
        }
        if (finding.seeds().isEmpty()) {
            String several =
                    finding.scope() == Scope.TRAINED_MODEL ? "; several seeds would judge the recipe instead" : "";
            return INCONCLUSIVE + "no seed would settle it, the test rows limit it (" + images(finding, claim, alpha)
                    + ")" + several;
        }
        OptionalInt seeds = seeds(finding, finding.seeds().get(), claim, alpha);
        if (seeds.isPresent()) {
            return INCONCLUSIVE + "about " + seeds.getAsInt()
                    + " seeds would settle it in four cases of five, if mean and spread stay";
        }
        return finding.images() > 0 && finding.scope() != Scope.NEXT_MODEL
                ? INCONCLUSIVE + "no number of seeds would settle it: the test rows limit it ("
                        + images(finding, claim, alpha) + ")"
                : INCONCLUSIVE + "no number of seeds would settle it, if mean and spread stay";
    }

    private static OptionalInt seeds(Finding finding, Finding.Seeds now, Claim claim, double alpha) {
        boolean above = finding.estimate() > claim.limit();
        // The width falls with more seeds, so that the first number that will do is found by halving.
        int tooFew = now.count();
        int enough = MOST_SEEDS + 1;
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            double times = middle / (double) now.count();
            ConfidenceBounds bounds = now.times().apply(times);
            double chance = chance(middle, now.variance() / times, alpha);
            boolean settles = above
                    ? bounds.lower(alpha) - chance >= claim.limit()
                    : bounds.upper(alpha) + chance <= claim.limit();
            if (settles) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough <= MOST_SEEDS ? OptionalInt.of(enough) : OptionalInt.empty();
    }

    /**
     * By how much the bound of so many seeds falls short of what is expected in one case of five: their mean scatters, and,
     * where they are few, the spread that the bound is taken from does too (the normal approximation to the noncentral t).
     */
    private static double chance(int seeds, double variance, double alpha) {
        double t = new StudentMean(seeds, 0, 1).prediction(alpha) / Math.sqrt(1 + 1.0 / seeds);
        return ONE_IN_FIVE * Math.sqrt(variance * (1 + t * t / (2 * (seeds - 1.0))));
    }

    private static String images(Finding finding, Claim claim, double alpha) {
        boolean above = finding.estimate() > claim.limit();
        double distance = Math.abs(finding.estimate() - claim.limit());
        // What seeds add stays, and images must do the rest.
        ConfidenceBounds bounds = finding.seeds()
                .map(seeds -> seeds.times().apply(MOST_SEEDS / (double) seeds.count()))
                .orElse(finding.bounds());
        double width = reach(finding, bounds, above, alpha)
                + ONE_IN_FIVE * reach(finding, bounds, above, NORMAL_ALPHA) / NORMAL;
        double images = finding.images() * (width / distance) * (width / distance);
        return images <= Integer.MAX_VALUE
                ? String.format(
                        Locale.ROOT,
                        "about %,d of them would do%s in four cases of five, if the value stays",
                        roundedUp(images),
                        finding.seeds().isPresent() ? " with many seeds" : "")
                : "the value is at the limit itself";
    }

    /**
     * Few images have one bound nearer than the other, and of many both are as far away: somewhere between what they are now.
     * With most of it from the bound that is to settle it, four of five simulated cases are settled on either side.
     */
    private static double reach(Finding finding, ConfidenceBounds bounds, boolean above, double alpha) {
        double down = finding.estimate() - bounds.lower(alpha);
        double up = bounds.upper(alpha) - finding.estimate();
        return (3 * (above ? down : up) + (above ? up : down)) / 4;
    }

    /** To two digits: it is a guess. */
    private static long roundedUp(double images) {
        long unit = 1;
        while (images / unit >= 100) {
            unit *= 10;
        }
        return (long) Math.ceil(images / unit) * unit;
    }
}
