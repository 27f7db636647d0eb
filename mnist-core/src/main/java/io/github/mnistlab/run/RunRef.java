package io.github.mnistlab.run;

import java.io.Serializable;

/**
 * A run among those of several experiments.
 *
 * @param experiment the experiment's name
 * @param run which of its runs
 */
public record RunRef(String experiment, RunId run) implements Serializable {
    @Override
    public String toString() {
        return experiment + " " + run;
    }
}
