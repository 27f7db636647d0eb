package io.github.mnistlab.evaluate.interval;

/**
 * Bounds of a recipe over seeds and images that hold where errors are few as well. Those of {@link CrossedEffects} (of
 * {@link CrossedProportion}, for a share of images) take what images add for normal; under them lies a floor, in which it
 * is what {@link BoundedMean} says of the mean over these seeds, with what seeds add beyond that. On each side the more
 * cautious of the two counts.
 *
 * @param effects of seeds and images
 * @param images of the scores of images, each the mean over these seeds
 * @param shareOf how many images it is a share of; 0 where it is no share, or a difference
 */
public record RecipeBounds(CrossedEffects effects, BoundedMean images, int shareOf) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        double byImages = effects.estimate() - images.lower(alpha);
        double floor = effects.estimate() - Math.sqrt(byImages * byImages + effects.seedsBeyondImages(alpha));
        return Math.min(floor, normal().lower(alpha));
    }

    @Override
    public double upper(double alpha) {
        double byImages = images.upper(alpha) - effects.estimate();
        double floor = effects.estimate() + Math.sqrt(byImages * byImages + effects.seedsBeyondImages(alpha));
        return Math.max(floor, normal().upper(alpha));
    }

    private ConfidenceBounds normal() {
        return shareOf > 0 ? new CrossedProportion(effects, shareOf) : effects;
    }

    /** As if there were so many times as many seeds, with the same mean and spread. */
    public RecipeBounds withSeeds(double times) {
        return new RecipeBounds(effects.withSeeds(times), images, shareOf);
    }
}
