package io.github.mnistlab.data;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file, so that the first faults are reported together. */
public final class Faults {
    /** More than one reads. */
    private static final int MOST = 10;

    private final String file;
    private final List<String> found = new ArrayList<>();
    private int left;

    /**
     * @param file named in the message
     */
    public Faults(String file) {
        this.file = file;
    }

    /** Adds a fault, such as {@code row 3, column p0 is NaN}. */
    public void add(String fault) {
        if (found.size() < MOST) {
            found.add(fault);
        } else {
            left++;
        }
    }

    /** Whether so much is wrong that no more needs to be looked for. */
    public boolean isFull() {
        return left > 0;
    }

    /** @throws DataException if anything is wrong; the message has the first faults */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    /** The faults so far, and a last one. */
    public DataException with(String fault) {
        add(fault);
        return exception();
    }

    private DataException exception() {
        if (found.size() == 1 && left == 0) {
            return new DataException(file + ": " + found.get(0));
        }
        return new DataException(file + ":\n    " + String.join("\n    ", found) + (left > 0 ? "\n    and so on" : ""));
    }
}
