/** Confusion matrix, classification report and metrics. Plain numbers in and out. */
package io.github.mnistlab.evaluate;
