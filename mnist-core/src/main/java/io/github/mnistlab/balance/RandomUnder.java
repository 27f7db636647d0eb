package io.github.mnistlab.balance;

import io.github.mnistlab.data.RandomStreams;
import java.util.BitSet;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random under-sampling: as many rows of the class as asked for, drawn uniformly without replacement, as imbalanced-learn's
 * {@code RandomUnderSampler} does it.
 *
 * <p>Different on purpose: rows that stay keep their order, where imbalanced-learn sorts them by class; and each class
 * draws from its own stream, {@code random-under/class-3}.
 *
 * @param samplingStrategy how many rows each class is to have; auto by default
 */
public record RandomUnder(SamplingStrategy samplingStrategy) implements RowBalancing {

    /** Checks the value. */
    public RandomUnder {
        samplingStrategy.checkLeavesRowsOut("random-under");
    }

    /** With imbalanced-learn's default: every class cut down to the smallest. */
    public RandomUnder() {
        this(SamplingStrategy.Classes.AUTO);
    }

    @Override
    public boolean makesNumbers() {
        return false;
    }

    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] counts = samplingStrategy.undersampledCounts(classes.counts());
        BitSet kept = new BitSet();
        for (int c = 0; c < counts.length; c++) {
            int[] rows = classes.rows(c);
            UniformRandomProvider draws = random.stream("random-under/class-" + c);
            // The beginning of Fisher and Yates's shuffle: each row that is drawn changes places with one before it.
            for (int i = 0; i < counts[c]; i++) {
                int drawn = i + draws.nextInt(rows.length - i);
                kept.set(rows[drawn]);
                rows[drawn] = rows[i];
            }
        }
        Resampling.Builder result = new Resampling.Builder(features.rows());
        kept.stream().forEach(result::addOriginal);
        return result.build();
    }
}
