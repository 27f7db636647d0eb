package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random over-sampling: rows of the class again, drawn uniformly with replacement, as imbalanced-learn's
 * {@code RandomOverSampler} does it. With {@code shrinkage}, each of them gets Gaussian noise of its own ({@link Noise}):
 * the smoothed bootstrap of Menardi and Torelli 2014 (ROSE).
 *
 * <p>Each class draws its rows from its own stream, {@code random-over/class-3}, and what their noise is drawn from out of
 * another, {@code random-over/noise/class-3}: the same rows are drawn with noise and without.
 *
 * <p>Images stay bytes: noisy pixels are rounded to whole grey levels and cut off at 0 and 255, as
 * {@link Resampling#apply(LabeledImages)} says. Since most pixels are at one of these ends, about half of their noise is
 * cut off, which makes paper near strokes darker and ink lighter on average; imbalanced-learn would give grey values out of
 * range instead.
 *
 * @param samplingStrategy how many rows each class is to have; auto by default
 * @param shrinkage factor of the noise's bandwidth, 0 or more; 0, the default, for plain copies, which
 *     imbalanced-learn's {@code None} means
 */
public record RandomOver(SamplingStrategy samplingStrategy, double shrinkage) implements RowBalancing {
    private static final String NAME = "random-over";

    /** Checks the values. */
    public RandomOver {
        samplingStrategy.checkAddsRows(NAME);
        if (!(shrinkage >= 0) || Double.isInfinite(shrinkage)) {
            throw new IllegalArgumentException("shrinkage must be a number of at least 0, but is " + shrinkage);
        }
        shrinkage += 0.0; // of the two zeros the positive one
    }

    /** Plain copies. */
    public RandomOver(SamplingStrategy samplingStrategy) {
        this(samplingStrategy, 0);
    }

    /** With imbalanced-learn's defaults: every class filled up to the largest, with plain copies. */
    public RandomOver() {
        this(SamplingStrategy.Classes.AUTO);
    }

    /** Reads JSON, where both may be missing. */
    @JsonCreator
    static RandomOver of(
            @JsonProperty("samplingStrategy") SamplingStrategy samplingStrategy,
            @JsonProperty("shrinkage") Double shrinkage) {
        return new RandomOver(
                samplingStrategy == null ? SamplingStrategy.Classes.AUTO : samplingStrategy,
                shrinkage == null ? 0 : shrinkage);
    }

    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] added = classes.added(samplingStrategy);
        Resampling.Builder result = new Resampling.Builder(features.rows()).addOriginals();
        for (int c = 0; c < added.length; c++) {
            if (added[c] > 0) {
                int[] rows = classes.rows(c);
                UniformRandomProvider draws = random.stream(NAME + "/class-" + c);
                IntFunction<Resampling.Row> make = shrinkage == 0
                        ? Resampling.Original::new
                        : smoothed(features, rows, random.stream(NAME + "/noise/class-" + c));
                for (int i = 0; i < added[c]; i++) {
                    result.add(make.apply(rows[draws.nextInt(rows.length)]));
                }
            }
        }
        return result.build();
    }

    private IntFunction<Resampling.Row> smoothed(FeatureMatrix features, int[] rows, UniformRandomProvider seeds) {
        Noise noise = Noise.ofBandwidth(features, rows, shrinkage);
        return row -> new Resampling.Smoothed(row, noise, seeds.nextLong());
    }
}
