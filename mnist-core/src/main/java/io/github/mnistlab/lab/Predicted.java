package io.github.mnistlab.lab;

import io.github.mnistlab.predict.ReadPicture;
import java.nio.file.Path;
import java.util.List;

/**
 * What a model takes pictures for.
 *
 * @param model whose it is, for people
 * @param pictures each with its probabilities, in the order in which they were given
 * @param page shows them, and what the network saw
 */
public record Predicted(String model, List<ReadPicture> pictures, Path page) {}
