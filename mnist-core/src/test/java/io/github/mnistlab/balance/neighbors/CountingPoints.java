package io.github.mnistlab.balance.neighbors;

/** Counts what is asked for: exact distances, and copies of rows. */
final class CountingPoints implements Points {
    private final Points points;
    private int measured;
    private int copied;

    CountingPoints(Points points) {
        this.points = points;
    }

    int measured() {
        return measured;
    }

    int copied() {
        return copied;
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
        copied++;
        points.copyRow(row, to);
    }
}
