package io.github.mnistlab.gate;

import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.result.TestPredictions;
import java.util.Optional;

/**
 * What a judge needs beside the result.
 *
 * @param predictions of the result's runs, image by image
 * @param accepted what gates against {@code accepted} are held to; nothing if nothing has been accepted yet
 * @param strict whether every inconclusive gate fails the build, whatever it says itself
 * @param accepting what writes a lock, to be told where there is none
 */
public record Grounds(
        TestPredictions predictions, Optional<AcceptedResults> accepted, boolean strict, String accepting) {
    /** For a caller without a command of its own. */
    public Grounds(TestPredictions predictions, Optional<AcceptedResults> accepted, boolean strict) {
        this(predictions, accepted, strict, "accepting the results");
    }
}
