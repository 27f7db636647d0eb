package io.github.mnistlab.explore;

/**
 * One image of a data set.
 *
 * @param part the name of the part that it is in
 * @param row its row there, from 0
 * @param label its class
 */
public record ImageRef(String part, int row, int label) {
    /** As {@code training row 17 (4)}, with the class in brackets. */
    @Override
    public String toString() {
        return part + " row " + row + " (" + label + ")";
    }
}
