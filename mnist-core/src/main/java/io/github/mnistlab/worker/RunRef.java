package io.github.mnistlab.worker;

import io.github.mnistlab.run.RunId;

/**
 * A run among those of several experiments.
 *
 * @param experiment the experiment's name
 * @param run which of its runs
 */
public record RunRef(String experiment, RunId run) {
    @Override
    public String toString() {
        return experiment + " " + run;
    }
}
