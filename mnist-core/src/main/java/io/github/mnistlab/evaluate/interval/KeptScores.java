package io.github.mnistlab.evaluate.interval;

import java.util.function.IntFunction;

/**
 * Scores that are worked out when they are first asked for, and kept where that costs little. Counts of images give but a
 * few different scores, whose place among them takes a byte an image: they are always kept, 10 MB for 1,000 seeds and
 * 10,000 images. Others take eight times as much, and are kept while they fit into a sixteenth of the heap; the rest are
 * worked out again. For one thread.
 */
public final class KeptScores implements Scores {
    private static final int SHARE_OF_THE_HEAP = 16;

    private final IntFunction<double[]> scores;
    private final FewNumbers[] few;
    private final double[][] whole;
    private long room;

    /**
     * @param seeds how many there are
     * @param scores of a seed, an image each; the same whenever they are asked for
     */
    public KeptScores(int seeds, IntFunction<double[]> scores) {
        this(seeds, scores, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP);
    }

    /**
     * @param room bytes for scores of which there are many different ones
     */
    KeptScores(int seeds, IntFunction<double[]> scores, long room) {
        this.scores = scores;
        this.few = new FewNumbers[seeds];
        this.whole = new double[seeds][];
        this.room = room;
    }

    @Override
    public int seeds() {
        return whole.length;
    }

    @Override
    public double[] of(int seed) {
        if (few[seed] != null) {
            return few[seed].toArray();
        }
        return whole[seed] != null ? whole[seed] : find(seed);
    }

    private double[] find(int seed) {
        double[] found = scores.apply(seed);
        few[seed] = FewNumbers.of(found).orElse(null);
        long bytes = (long) Double.BYTES * found.length;
        if (few[seed] == null && bytes <= room) {
            room -= bytes;
            whole[seed] = found;
        }
        return found;
    }
}
