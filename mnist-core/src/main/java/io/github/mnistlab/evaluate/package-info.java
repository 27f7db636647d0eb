/** Confusion matrix, classification report, metrics, and how sure they are. Plain numbers in and out. */
package io.github.mnistlab.evaluate;
