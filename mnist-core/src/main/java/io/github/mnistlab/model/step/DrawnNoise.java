package io.github.mnistlab.model.step;

/** Nearly Gaussian noise on the pixels of a batch. What falls on a pixel follows from the key, its row and its place alone. */
final class DrawnNoise {
    private final double deviation;
    private final Draws draws = new Draws();

    /**
     * @param deviation its standard deviation, above 0
     */
    DrawnNoise(double deviation) {
        this.deviation = deviation;
    }

    /** Begins with a row of a batch, whose pixels {@link #next} has one after the other. */
    void begin(long key, int row) {
        draws.begin(key, row);
    }

    float next() {
        return (float) (deviation * draws.nearlyGaussian());
    }
}
