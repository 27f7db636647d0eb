package io.github.mnistlab.predict;

/** Pieces that hang together, diagonally too. */
final class Components {
    private Components() {}

    /**
     * @param least what a pixel must have to belong to a piece
     * @return for each pixel the number of its piece, from 1, or 0 for none
     */
    static int[] of(Plane plane, double least) {
        int width = plane.width();
        int[] labels = new int[plane.values().length];
        int[] open = new int[plane.values().length];
        int label = 0;
        for (int start = 0; start < labels.length; start++) {
            if (labels[start] != 0 || plane.values()[start] < least) {
                continue;
            }
            labels[start] = ++label;
            int count = 0;
            open[count++] = start;
            while (count > 0) {
                int pixel = open[--count];
                int x = pixel % width;
                int y = pixel / width;
                for (int ny = Math.max(0, y - 1); ny <= Math.min(plane.height() - 1, y + 1); ny++) {
                    for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                        int neighbour = ny * width + nx;
                        if (labels[neighbour] == 0 && plane.values()[neighbour] >= least) {
                            labels[neighbour] = label;
                            open[count++] = neighbour;
                        }
                    }
                }
            }
        }
        return labels;
    }
}
