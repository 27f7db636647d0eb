package io.github.mnistlab.balance;

import io.github.mnistlab.data.Examples;
import java.util.List;

/**
 * The rows to train on, and a few of those that were made up for it, to look at.
 *
 * @param rows all of them
 * @param examples of synthetic rows among them, in ascending order of their class; none if there are none
 */
public record BalancedRows(Examples rows, List<SyntheticExample> examples) {
    /** Copies the list. */
    public BalancedRows {
        examples = List.copyOf(examples);
    }
}
