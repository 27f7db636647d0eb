package io.github.mnistlab.lab;

import io.github.mnistlab.model.file.PlainNetwork;

/**
 * A model to predict with.
 *
 * @param name whose it is, for people
 * @param network what it computes; where its balancing corrects probabilities, so does this
 */
public record KeptModel(String name, PlainNetwork network) {}
