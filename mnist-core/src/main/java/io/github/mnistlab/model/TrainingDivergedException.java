package io.github.mnistlab.model;

/** Training came to a loss or a parameter that is not a finite number, from which there is no way back. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int epoch;

    public TrainingDivergedException(int epoch, String found, double learningRate) {
        super("training diverged in epoch " + epoch + ": " + found + ". Perhaps you should lower the learning rate ("
                + learningRate + " in this epoch)");
        this.epoch = epoch;
    }

    /** The epoch in which it happened, from 1. */
    public int epoch() {
        return epoch;
    }
}
