package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.interval.CrossedEffects;
import java.util.Locale;
import java.util.OptionalInt;

/** What would settle an inconclusive gate, as far as what was measured tells. */
final class Settlement {
    /** As many as an experiment may have. */
    private static final int MOST_SEEDS = 1000;

    private static final String INCONCLUSIVE = "neither is sure enough: ";

    private Settlement() {}

    /**
     * @param finding that proves nothing at {@code alpha}
     */
    static String of(Finding finding, Claim claim, double alpha) {
        if (finding.effects().isPresent()) {
            return INCONCLUSIVE + seeds(finding.effects().get(), claim, alpha, finding.scope());
        }
        double distance = Math.abs(finding.estimate() - claim.limit());
        double width = finding.estimate() > claim.limit()
                ? finding.estimate() - finding.bounds().lower(alpha)
                : finding.bounds().upper(alpha) - finding.estimate();
        double images = finding.images() * (width / distance) * (width / distance);
        String more = images <= Integer.MAX_VALUE
                ? String.format(Locale.ROOT, "about %,d of them would do, if the value stays", roundedUp(images))
                : "the value is at the limit itself";
        return INCONCLUSIVE + "no seed would settle it, the test images limit it (" + more
                + "); several seeds would judge the recipe instead";
    }

    private static String seeds(CrossedEffects effects, Claim claim, double alpha, Scope scope) {
        OptionalInt seeds = effects.seedsToReach(claim.limit(), alpha, MOST_SEEDS);
        if (seeds.isPresent()) {
            return "about " + seeds.getAsInt() + " seeds would settle it, if mean and spread stay";
        }
        return scope == Scope.RECIPE
                ? "no number of seeds would settle it: the test images limit it"
                : "no number of seeds would settle it, if mean and spread stay";
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
