package io.github.mnistlab.spark;

import java.io.Serializable;

/**
 * What an executor says of a run before it ends itself; it waits until it has been heard.
 *
 * @param message like any other
 */
record LastWords(RunMessage message) implements Serializable {}
