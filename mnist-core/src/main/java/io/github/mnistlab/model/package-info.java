/** The multilayer perceptron as a specification and as a trained thing. Internal, but for specifications. */
package io.github.mnistlab.model;
