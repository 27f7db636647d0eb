package io.github.mnistlab.balance;

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
 * @param shrinkage factor of the noise's bandwidth, for all classes or each; 0, the default, for plain copies, which
 *     imbalanced-learn's {@code None} means
 */
public record RandomOver(SamplingStrategy samplingStrategy, Shrinkage shrinkage) implements RowBalancing {
    private static final String NAME = "random-over";

    /** Checks the values. */
    public RandomOver {
        samplingStrategy.checkAddsRows(NAME);
        if (shrinkage == null) {
            throw new IllegalArgumentException("shrinkage must be a number of at least 0, or a map from class to such");
        }
    }

    /** One factor for all classes. */
    public RandomOver(SamplingStrategy samplingStrategy, double shrinkage) {
        this(samplingStrategy, new Shrinkage.Same(shrinkage));
    }

    /** Plain copies. */
    public RandomOver(SamplingStrategy samplingStrategy) {
        this(samplingStrategy, Shrinkage.NONE);
    }

    /** With imbalanced-learn's defaults: every class filled up to the largest, with plain copies. */
    public RandomOver() {
        this(SamplingStrategy.Classes.AUTO);
    }

    @Override
    public boolean makesNumbers() {
        return !shrinkage.equals(Shrinkage.NONE);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if factors are given by class, and a class that is to be given rows has none, or one
     *     that is named has no rows
     */
    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] added = classes.added(samplingStrategy);
        double[] factors = shrinkage.of(classes.counts(), added);
        return OverSampling.fillUp(NAME, features, added, random, (sampling, label, count, draws) -> {
            int[] rows = classes.rows(label);
            IntFunction<Resampling.Row> make = factors[label] == 0
                    ? Resampling.Original::new
                    : smoothed(features, rows, factors[label], random.stream(NAME + "/noise/class-" + label));
            for (int i = 0; i < count; i++) {
                sampling.add(make.apply(rows[draws.nextInt(rows.length)]));
            }
        });
    }

    private static IntFunction<Resampling.Row> smoothed(
            FeatureMatrix features, int[] rows, double factor, UniformRandomProvider seeds) {
        Noise noise = Bandwidth.noise(features, rows, factor);
        return row -> new Resampling.Smoothed(row, noise, seeds.nextLong());
    }
}
