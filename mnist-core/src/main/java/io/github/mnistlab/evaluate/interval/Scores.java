package io.github.mnistlab.evaluate.interval;

/**
 * One score for each seed and image, given a seed at a time: those of 2,000 seeds and 10,000 images together would take
 * 160 MB. Whoever goes through them twice gets the same numbers twice.
 */
public interface Scores {
    /** How many seeds there are. */
    int seeds();

    /**
     * Those of a seed, an image each.
     *
     * @param seed from 0 on
     * @return not to be changed
     */
    double[] of(int seed);

    /** Of a table that is in memory already, {@code [seed][image]}; not copied. */
    static Scores of(double[][] table) {
        return new Scores() {
            @Override
            public int seeds() {
                return table.length;
            }

            @Override
            public double[] of(int seed) {
                return table[seed];
            }
        };
    }
}
