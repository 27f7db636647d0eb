package io.github.mnistlab.balance.neighbors;

/** Counts the exact distances that are asked for. */
final class CountingPoints implements Points {
    private final Points points;
    private int measured;

    CountingPoints(Points points) {
        this.points = points;
    }

    int measured() {
        return measured;
    }

    @Override
    public int rows() {
        return points.rows();
    }

    @Override
    public int columns() {
        return points.columns();
    }

    @Override
    public double squaredDistance(int row, int other) {
        measured++;
        return points.squaredDistance(row, other);
    }

    @Override
    public void copyRow(int row, float[] to) {
        points.copyRow(row, to);
    }
}
