package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.mnistlab.data.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random over-sampling: rows of the class again, drawn uniformly with replacement, as imbalanced-learn's
 * {@code RandomOverSampler} without shrinkage does it. Each class draws from its own stream, {@code random-over/class-3}.
 *
 * @param samplingStrategy how many rows each class is to have; auto by default
 */
public record RandomOver(SamplingStrategy samplingStrategy) implements RowBalancing {

    /** Checks the value. */
    public RandomOver {
        samplingStrategy.checkAddsRows("random-over");
    }

    /** With imbalanced-learn's default: every class filled up to the largest. */
    public RandomOver() {
        this(SamplingStrategy.Classes.AUTO);
    }

    /** Reads JSON, where it may be missing. */
    @JsonCreator
    static RandomOver of(@JsonProperty("samplingStrategy") SamplingStrategy samplingStrategy) {
        return samplingStrategy == null ? new RandomOver() : new RandomOver(samplingStrategy);
    }

    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] added = classes.added(samplingStrategy);
        Resampling.Builder result = new Resampling.Builder(features.rows()).addOriginals();
        for (int c = 0; c < added.length; c++) {
            int[] rows = classes.rows(c);
            UniformRandomProvider draws = random.stream("random-over/class-" + c);
            for (int i = 0; i < added[c]; i++) {
                result.addOriginal(rows[draws.nextInt(rows.length)]);
            }
        }
        return result.build();
    }
}
