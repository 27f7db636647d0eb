package io.github.mnistlab.balance;

import io.github.mnistlab.data.LabeledImages;
import java.util.List;

/**
 * The rows to train on, and a few of those that were made up for it, to look at.
 *
 * @param images the rows
 * @param examples of synthetic rows among them, in ascending order of their class; none if there are none
 */
public record BalancedRows(LabeledImages images, List<SyntheticExample> examples) {
    /** Copies the list. */
    public BalancedRows {
        examples = List.copyOf(examples);
    }
}
