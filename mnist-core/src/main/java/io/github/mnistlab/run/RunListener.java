package io.github.mnistlab.run;

/** Hears how runs are going. Called from several threads, never from two at once. */
@FunctionalInterface
public interface RunListener {

    /** Something happened to a run. */
    void happened(RunRef run, RunEvent event);
}
