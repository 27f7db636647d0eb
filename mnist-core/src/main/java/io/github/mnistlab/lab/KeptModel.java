package io.github.mnistlab.lab;

import io.github.mnistlab.predict.ImageModel;

/**
 * A model to predict with.
 *
 * @param name whose it is, for people
 * @param model what it computes; where its balancing corrects probabilities, so does this
 */
public record KeptModel(String name, ImageModel model) {}
