package io.github.mnistlab.external;

import io.github.mnistlab.data.file.TestTruth;
import java.util.List;

/**
 * The test rows that predictions are of, in their order.
 *
 * @param labels the true class of each, from 0
 * @param classes their names, by class
 * @param ids what each row is called; empty where rows are called by their numbers, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record TestRows(int[] labels, List<String> classes, List<String> ids) {
    /** Rows that are called by their numbers. */
    public TestRows(int[] labels, List<String> classes) {
        this(labels, classes, List.of());
    }

    /** All rows of a test set, before it is thinned. */
    public static TestRows of(TestTruth truth) {
        return new TestRows(truth.labels(), truth.classes(), truth.ids());
    }

    /** How many there are. */
    public int count() {
        return labels.length;
    }

    /** The class of a name, or -1. */
    int classOf(String name) {
        return classes.indexOf(name);
    }

    /** What a row is called. */
    String idOf(int row) {
        return ids.isEmpty() ? Integer.toString(row) : ids.get(row);
    }
}
