/** The multilayer perceptron: specification, training, prediction, saved models. The only room that sees Deeplearning4j. */
package io.github.mnistlab.model;
