/** Matrices outside the Java heap, matrices of which most is zero, and their products. Internal. */
package io.github.mnistlab.model.step.matrix;
