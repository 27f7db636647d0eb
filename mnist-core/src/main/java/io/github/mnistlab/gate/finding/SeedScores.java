package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.MetricOnImages.Ends;
import io.github.mnistlab.evaluate.interval.KeptScores;
import io.github.mnistlab.evaluate.interval.Scores;
import java.util.Arrays;
import java.util.function.IntFunction;

/** The scores of images with each seed, and between what they can lie; each seed's is known once its scores were read. */
final class SeedScores implements Scores {
    private final KeptScores scores;
    private final Ends[] ends;
    private final double[][] binErrors;
    private final double[] biases;

    /**
     * @param seeds how many there are
     * @param metric of a seed
     */
    SeedScores(int seeds, IntFunction<MetricOnImages> metric) {
        ends = new Ends[seeds];
        binErrors = new double[seeds][];
        biases = new double[seeds];
        scores = new KeptScores(seeds, seed -> {
            MetricOnImages read = metric.apply(seed);
            ends[seed] = read.ends();
            binErrors[seed] = read.binErrors();
            biases[seed] = read.bias();
            return read.scores();
        });
    }

    @Override
    public int seeds() {
        return scores.seeds();
    }

    @Override
    public double[] of(int seed) {
        return scores.of(seed);
    }

    /**
     * The scores of one model as if each of so many seeds had given it, so that it can be paired with a recipe; of several
     * seeds they are as they are.
     */
    Scores repeated(int times) {
        if (seeds() > 1) {
            return this;
        }
        return new Scores() {
            @Override
            public int seeds() {
                return times;
            }

            @Override
            public double[] of(int seed) {
                return scores.of(0);
            }
        };
    }

    /** Each image's mean over seeds. */
    double[] means() {
        double[] sums = scores.of(0).clone();
        for (int seed = 1; seed < seeds(); seed++) {
            double[] next = scores.of(seed);
            for (int image = 0; image < sums.length; image++) {
                sums[image] += next[image];
            }
        }
        return Arrays.stream(sums).map(sum -> sum / seeds()).toArray();
    }

    /** Between what such a mean can lie. */
    Ends ends() {
        readAll();
        return new Ends(
                Arrays.stream(ends).mapToDouble(Ends::least).average().orElseThrow(),
                Arrays.stream(ends).mapToDouble(Ends::most).average().orElseThrow());
    }

    /** Of the calibration error, each bin's standard error, their mean over seeds. */
    double[] binErrors() {
        readAll();
        double[] means = new double[binErrors[0].length];
        for (double[] errors : binErrors) {
            for (int bin = 0; bin < means.length; bin++) {
                means[bin] += errors[bin] / binErrors.length;
            }
        }
        return means;
    }

    /** By how much more the metric is on so few images than on very many: the mean over seeds. */
    double bias() {
        readAll();
        return Arrays.stream(biases).average().orElseThrow();
    }

    /** The metric of each seed. */
    double[] values() {
        double[] values = new double[seeds()];
        for (int seed = 0; seed < values.length; seed++) {
            values[seed] = Arrays.stream(scores.of(seed)).average().orElseThrow();
        }
        return values;
    }

    private void readAll() {
        for (int seed = 0; seed < ends.length; seed++) {
            if (ends[seed] == null) {
                scores.of(seed);
            }
        }
    }
}
