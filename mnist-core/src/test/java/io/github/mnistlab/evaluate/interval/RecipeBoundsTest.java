package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.interval.CrossedEffects.Part;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeBoundsTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double ALPHA = 0.05;

    private final BoundedMean images = BoundedMean.of(new Random(8).doubles(50).toArray(), 0, 1);

    /** What images are at most adds to what seeds add as sides of a right triangle do, where it is more than normal. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void seedsAddToWhatImagesReach(double times) {
        CrossedEffects effects = effects(0.002, 0).withSeeds(times);
        double mean = images.mean();
        double seeds = Math.sqrt(effects.seedsBeyondImages(ALPHA));

        RecipeBounds bounds = new RecipeBounds(effects(0.002, 0), images, 0).withSeeds(times);

        assertThat(bounds.lower(ALPHA)).isCloseTo(mean - Math.hypot(seeds, mean - images.lower(ALPHA)), EXACT);
        assertThat(bounds.upper(ALPHA)).isCloseTo(mean + Math.hypot(seeds, images.upper(ALPHA) - mean), EXACT);
        assertThat(seeds).isPositive();
    }

    @Test
    void whatIsNormalDecidesWhereItReachesFurther() {
        CrossedEffects effects = effects(0.002, 0.04);
        RecipeBounds bounds = new RecipeBounds(effects, images, 0);

        assertThat(bounds.lower(ALPHA)).isEqualTo(effects.lower(ALPHA));
        assertThat(bounds.upper(ALPHA)).isEqualTo(effects.upper(ALPHA));
    }

    @Test
    void aShareOfImagesStaysOne() {
        CrossedEffects effects = effects(0.002, 0.25);
        CrossedProportion proportion = new CrossedProportion(effects, 50);
        RecipeBounds bounds = new RecipeBounds(effects, images, 50);

        assertThat(effects.lower(ALPHA)).isNegative();
        assertThat(bounds.lower(ALPHA)).isEqualTo(proportion.lower(ALPHA)).isZero();
        assertThat(bounds.upper(ALPHA)).isEqualTo(proportion.upper(ALPHA)).isEqualTo(1);
    }

    private CrossedEffects effects(double ofSeeds, double ofImages) {
        return new CrossedEffects(
                images.mean(), List.of(new Part(ofSeeds, 4)), ofImages, 49, new Part(-0.0001, 196), 0, 0);
    }
}
