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
 */
public record Grounds(TestPredictions predictions, Optional<AcceptedResults> accepted, boolean strict) {}
