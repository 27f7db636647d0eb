package io.github.mnistlab.evaluate.interval;

import java.util.List;

/**
 * The mean of a recipe over seeds and images, or the difference of two, where every seed was tested on the same images:
 * both are samples, and crossed. The variance is {@code (MS_seed + MS_image - MS_error) / (seeds * images)}, from the
 * mean squares of the two-way table with one value a cell (S. R. Searle, G. Casella, C. E. McCulloch, "Variance
 * Components", 1992, chapter 4).
 *
 * <p>The usual bounds take Student's t with Satterthwaite's degrees of freedom ("An Approximate Distribution of
 * Estimates of Variance Components", Biometrics Bulletin 2, 1946). Simulated with predictions like those of real
 * networks they are wrong in 7 of 100 cases at two seeds where they say 5: a spread that two seeds happen to show too
 * small makes the degrees of freedom too many as well. And where errors are rare, in 8 or 9 of 100: the mean is skewed.
 * So two things are done here, both of which only widen:
 *
 * <ul>
 *   <li>Each part of the variance has the quantile of its own degrees of freedom, {@code sum of t_k^2 v_k}, which is
 *       never wrong more often than alpha says, whatever the parts are, where effects are normal: S. K. Banerjee,
 *       "Approximate Confidence Interval for Linear Functions of Means of k Populations When the Population Variances
 *       Are not Equal", Sankhya 22, 1960.
 *   <li>The longer tail is lengthened by what the first two terms of Edgeworth's series for a studentized mean owe to
 *       the skewness over images: P. Hall, "The Bootstrap and Edgeworth Expansion", 1992, chapter 2. The other tail
 *       stays as it is.
 * </ul>
 *
 * @param estimate what was measured
 * @param seedParts what seeds add to its variance: one part for each recipe whose seeds are its own
 * @param imageVariance what the choice of images adds to its variance; 0 or more
 * @param imageDegreesOfFreedom of that
 * @param errorPart the variance of a single cell, which the other parts count twice, less than or equal to 0
 * @param skewness of the mean over images
 * @param resolution the least difference that one image makes, where only counts are compared; else 0
 */
public record CrossedEffects(
        double estimate,
        List<Part> seedParts,
        double imageVariance,
        double imageDegreesOfFreedom,
        Part errorPart,
        double skewness,
        double resolution)
        implements ConfidenceBounds {

    /** A part of a variance, and how well it is known. */
    public record Part(double variance, double degreesOfFreedom) {}

    /** Copies. */
    public CrossedEffects {
        seedParts = List.copyOf(seedParts);
    }

    /**
     * @param values {@code [seed][image]}, at least two by two
     * @throws IllegalArgumentException if there are fewer, or not as many images with every seed
     */
    public static CrossedEffects of(double[][] values) {
        return of(Scores.of(values));
    }

    /**
     * @param values of at least two seeds and images; gone through twice
     * @throws IllegalArgumentException likewise
     */
    public static CrossedEffects of(Scores values) {
        return of(Table.of(values));
    }

    private static CrossedEffects of(Table table) {
        return new CrossedEffects(
                table.mean,
                List.of(table.seedPart()),
                Math.max(0, table.variance(table.imageSquare - table.errorSquare)),
                table.images() - 1.0,
                table.errorPart(),
                skewness(table.imageMeans),
                0);
    }

    /**
     * The difference of two recipes that have the same seeds, second less first: what a seed does to both alike drops
     * out.
     *
     * @param first {@code [seed][image]}
     * @param second the same seeds and images
     * @param counts whether the values are 0 and 1, so that two recipes may never disagree: as Tango's, the bounds then
     *     keep a width, of {@code z^2} images
     */
    public static CrossedEffects ofPaired(double[][] first, double[][] second, boolean counts) {
        return ofPaired(Scores.of(first), Scores.of(second), counts);
    }

    /**
     * Likewise.
     *
     * @param first gone through twice, beside the other
     * @param second the same seeds and images
     * @param counts likewise
     */
    public static CrossedEffects ofPaired(Scores first, Scores second, boolean counts) {
        Table table = Table.of(new Scores() {
            @Override
            public int seeds() {
                return first.seeds();
            }

            @Override
            public double[] of(int seed) {
                return minus(second.of(seed), first.of(seed));
            }
        });
        return of(table).withResolution(counts ? 1.0 / table.images() : 0);
    }

    /**
     * The difference of two recipes that have seeds of their own, second less first.
     *
     * @param first {@code [seed][image]}
     * @param second the same images
     * @param counts as for pairs
     */
    public static CrossedEffects ofUnpaired(double[][] first, double[][] second, boolean counts) {
        return ofUnpaired(Scores.of(first), Scores.of(second), counts);
    }

    /**
     * Likewise.
     *
     * @param first gone through twice
     * @param second the same images
     * @param counts likewise
     */
    public static CrossedEffects ofUnpaired(Scores first, Scores second, boolean counts) {
        Table one = Table.of(first);
        Table two = Table.of(second);
        double[] differences = minus(two.imageMeans, one.imageMeans);
        int images = differences.length;
        double spread = StudentMean.of(differences).standardDeviation();
        double error = one.errorPart().variance() + two.errorPart().variance();
        return new CrossedEffects(
                two.mean - one.mean,
                List.of(one.seedPart(), two.seedPart()),
                Math.max(0, spread * spread / images + error),
                images - 1.0,
                new Part(
                        error,
                        one.errorPart().degreesOfFreedom() + two.errorPart().degreesOfFreedom()),
                skewness(differences),
                counts ? 1.0 / images : 0);
    }

    /**
     * The difference of two recipes of which there is one figure a seed and nothing of single images: of other images
     * it says nothing.
     *
     * @param estimate the difference
     * @param means of the pairs, or of each side
     */
    public static CrossedEffects ofSeedMeans(double estimate, List<StudentMean> means) {
        List<Part> parts = means.stream()
                .map(mean -> new Part(
                        mean.standardDeviation() * mean.standardDeviation() / mean.count(), mean.count() - 1.0))
                .toList();
        return new CrossedEffects(estimate, parts, 0, 1, new Part(0, 1), 0, 0);
    }

    private CrossedEffects withResolution(double finest) {
        return new CrossedEffects(
                estimate, seedParts, imageVariance, imageDegreesOfFreedom, errorPart, skewness, finest);
    }

    /** The variance of the estimate: what all seeds add, and the images. */
    public double variance() {
        return seedVariance() + imageVariance;
    }

    /** What seeds add to the variance: it shrinks as there are more, and the images' part does not. */
    public double seedVariance() {
        return seedParts.stream().mapToDouble(Part::variance).sum();
    }

    /** Satterthwaite's degrees of freedom of the variance, to be shown; 0 where it is 0. */
    public double degreesOfFreedom() {
        double squares =
                square(errorPart) + square(new Part(imageVariance - errorPart.variance(), imageDegreesOfFreedom));
        for (Part part : seedParts) {
            squares += square(part);
        }
        return squares == 0 ? 0 : variance() * variance() / squares;
    }

    private static double square(Part part) {
        return part.variance() * part.variance() / part.degreesOfFreedom();
    }

    @Override
    public double lower(double alpha) {
        return estimate - halfWidth(alpha) + Math.min(0, shift(alpha));
    }

    @Override
    public double upper(double alpha) {
        return estimate + halfWidth(alpha) + Math.max(0, shift(alpha));
    }

    /** Half the distance of the two bounds, but for skewness. */
    double halfWidth(double alpha) {
        double z = Quantiles.normalUpper(alpha);
        double square = z * z * imageVariance + Math.pow(z, 4) * resolution * resolution;
        for (Part part : seedParts) {
            double t = Quantiles.studentUpper(alpha, part.degreesOfFreedom());
            square += t * t * part.variance();
        }
        return Math.sqrt(square);
    }

    /** How many seeds there are of a recipe; of the first, if there are two. */
    public int seeds() {
        return (int) Math.round(seedParts.get(0).degreesOfFreedom() + 1);
    }

    /** As if there were so many times as many seeds, with the same mean and spread. */
    public CrossedEffects withSeeds(double times) {
        List<Part> parts = seedParts.stream()
                .map(part -> new Part(part.variance() / times, (part.degreesOfFreedom() + 1) * times - 1))
                .toList();
        Part error = new Part(errorPart.variance() / times, errorPart.degreesOfFreedom() * times);
        return new CrossedEffects(estimate, parts, imageVariance, imageDegreesOfFreedom, error, skewness, resolution);
    }

    /**
     * The square of what seeds add to half the distance of the bounds, beyond what single cells add that is in the
     * spread of images already.
     */
    public double seedsBeyondImages(double alpha) {
        double z = Quantiles.normalUpper(alpha);
        double square = z * z * errorPart.variance();
        for (Part part : seedParts) {
            double t = Quantiles.studentUpper(alpha, part.degreesOfFreedom());
            square += t * t * part.variance();
        }
        return Math.max(0, square);
    }

    /** Two terms of the Cornish-Fisher expansion of a studentized mean, of those that grow with the skewness. */
    private double shift(double alpha) {
        double z = Quantiles.normalUpper(alpha);
        double first = (2 * z * z + 1) / 6;
        double second = first * 4 * z / 6 - z * first * first / 2 + z * (Math.pow(z, 4) + 2 * z * z - 3) / 18;
        double longer = Math.abs(skewness) * first + skewness * skewness * Math.max(0, second);
        return Math.signum(skewness) * longer * Math.sqrt(imageVariance);
    }

    private static double skewness(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        double cubes = 0;
        for (double value : values) {
            double distance = value - mean;
            squares += distance * distance / values.length;
            cubes += distance * distance * distance / values.length;
        }
        return squares == 0 ? 0 : cubes / Math.pow(squares, 1.5) / Math.sqrt(values.length);
    }

    private static double[] minus(double[] these, double[] those) {
        double[] difference = new double[these.length];
        for (int i = 0; i < these.length; i++) {
            difference[i] = these[i] - those[i];
        }
        return difference;
    }

    /** The analysis of variance of a table with one value a cell. */
    private static final class Table {
        private final int seeds;
        private final double mean;
        private final double[] imageMeans;
        private final double seedSquare;
        private final double imageSquare;
        private final double errorSquare;

        Table(int seeds, double mean, double[] imageMeans, double seedSquare, double imageSquare, double errorSquare) {
            this.seeds = seeds;
            this.mean = mean;
            this.imageMeans = imageMeans;
            this.seedSquare = seedSquare;
            this.imageSquare = imageSquare;
            this.errorSquare = errorSquare;
        }

        static Table of(Scores values) {
            int seeds = values.seeds();
            double[] seedMeans = new double[seeds];
            double[] imageMeans = new double[0];
            double mean = 0;
            for (int seed = 0; seed < seeds; seed++) {
                double[] row = values.of(seed);
                if (seed == 0) {
                    imageMeans = new double[row.length];
                }
                if (row.length != imageMeans.length) {
                    throw new IllegalArgumentException("every seed must be tested on the same " + imageMeans.length
                            + " images, but one is on " + row.length);
                }
                // Sums first: those of counts are whole, and where all are right the mean is 1, to the bit.
                for (int image = 0; image < row.length; image++) {
                    seedMeans[seed] += row[image];
                    imageMeans[image] += row[image];
                }
                mean += seedMeans[seed];
                seedMeans[seed] /= row.length;
            }
            int images = imageMeans.length;
            if (seeds < 2 || images < 2) {
                throw new IllegalArgumentException("crossed effects need at least 2 seeds and 2 images, but there are "
                        + seeds + " and " + images);
            }
            mean /= (double) seeds * images;
            for (int image = 0; image < images; image++) {
                imageMeans[image] /= seeds;
            }
            double bySeed = 0;
            double byImage = 0;
            double error = 0;
            for (double seedMean : seedMeans) {
                bySeed += (seedMean - mean) * (seedMean - mean);
            }
            for (double imageMean : imageMeans) {
                byImage += (imageMean - mean) * (imageMean - mean);
            }
            for (int seed = 0; seed < seeds; seed++) {
                double[] row = values.of(seed);
                for (int image = 0; image < images; image++) {
                    double rest = row[image] - seedMeans[seed] - imageMeans[image] + mean;
                    error += rest * rest;
                }
            }
            return new Table(
                    seeds,
                    mean,
                    imageMeans,
                    images * bySeed / (seeds - 1),
                    seeds * byImage / (images - 1),
                    error / ((seeds - 1.0) * (images - 1)));
        }

        int images() {
            return imageMeans.length;
        }

        double variance(double meanSquare) {
            return meanSquare / ((double) seeds * images());
        }

        Part seedPart() {
            return new Part(variance(seedSquare), seeds - 1.0);
        }

        Part errorPart() {
            return new Part(-variance(errorSquare), (seeds - 1.0) * (images() - 1));
        }
    }
}
