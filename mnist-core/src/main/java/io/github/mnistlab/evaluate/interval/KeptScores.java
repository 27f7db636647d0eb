package io.github.mnistlab.evaluate.interval;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Scores that are worked out when they are first asked for, and kept where that costs little. Counts of images give but a
 * few different scores, whose place among them takes a byte an image: they are always kept, 10 MB for 1,000 seeds and
 * 10,000 images. Others take eight times as much, and are kept while they fit into a sixteenth of the heap; the rest are
 * worked out again. For one thread, which has all cores work out those that can be kept.
 */
public final class KeptScores implements Scores {
    private static final int SHARE_OF_THE_HEAP = 16;

    private final IntFunction<double[]> scores;
    private final FewNumbers[] few;
    private final double[][] whole;
    private long room;
    private boolean full;
    private boolean begun;

    /**
     * @param seeds how many there are
     * @param scores of a seed, an image each; the same whenever they are asked for, by any thread
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
        if (!begun) {
            begun = true;
            IntStream.range(0, seeds()).parallel().filter(each -> !isFull()).forEach(this::find);
        }
        if (few[seed] != null) {
            return few[seed].toArray();
        }
        return whole[seed] != null ? whole[seed] : find(seed);
    }

    /** Each seed by one thread. */
    private double[] find(int seed) {
        double[] found = scores.apply(seed);
        few[seed] = FewNumbers.of(found).orElse(null);
        if (few[seed] == null && hasRoom((long) Double.BYTES * found.length)) {
            whole[seed] = found;
        }
        return found;
    }

    private synchronized boolean hasRoom(long bytes) {
        full = bytes > room;
        room -= full ? 0 : bytes;
        return !full;
    }

    private synchronized boolean isFull() {
        return full;
    }
}
