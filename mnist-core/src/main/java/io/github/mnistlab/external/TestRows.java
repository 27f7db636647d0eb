package io.github.mnistlab.external;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The test rows that predictions are of, in their order.
 *
 * @param labels the true class of each, from 0
 * @param classes their names, by class
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record TestRows(int[] labels, List<String> classes) {
    /** Rows of the digits, or of as many of them as there are. */
    public static TestRows ofDigits(byte[] labels, int classes) {
        return new TestRows(
                IntStream.range(0, labels.length).map(row -> labels[row]).toArray(),
                IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    /** How many there are. */
    public int count() {
        return labels.length;
    }

    /** The class of a name, or -1. */
    int classOf(String name) {
        return classes.indexOf(name);
    }
}
