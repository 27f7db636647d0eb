package io.github.mnistlab.data.file;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a test set says of its rows, images aside.
 *
 * @param labels the true class of each row, from 0, before the test set is thinned
 * @param classes the names of the classes, by class
 * @param ids what each row is called; empty where rows are called by their numbers, from 0
 * @param asked the rows that a specification asks for
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record TestTruth(int[] labels, List<String> classes, List<String> ids, int[] asked) {
    /** The names of digits, or of other classes that have numbers for names. */
    static List<String> numbers(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    /** The true class of each row that is asked for. */
    public int[] askedLabels() {
        return Arrays.stream(asked).map(row -> labels[row]).toArray();
    }
}
