package io.github.mnistlab.predict;

import java.util.Arrays;

/**
 * The paper of a picture: a plane of grey through the pixels at its edge, so that light from one side does no harm.
 *
 * @param constant grey at the centre
 * @param slopeX how much it grows from the centre to the right edge
 * @param slopeY how much it grows from the centre to the lower edge
 * @param noise by how much the paper itself differs from it, as root mean square
 */
record Paper(double constant, double slopeX, double slopeY, double noise) {
    /** The edge's share of the shorter side. */
    private static final double EDGE = 0.04;

    /** Fits, each to the half of the edge that the one before met best, and what is not much further off. */
    private static final int ROUNDS = 6;

    static Paper of(Plane grey) {
        int[] edge = edge(grey.width(), grey.height());
        Paper paper = fit(grey, edge, edge.length);
        for (int round = 0; round < ROUNDS; round++) {
            double[] off = new double[edge.length];
            for (int i = 0; i < edge.length; i++) {
                off[i] = Math.abs(paper.difference(grey, edge[i]));
            }
            double[] sorted = off.clone();
            Arrays.sort(sorted);
            double limit = 2.5 * sorted[sorted.length / 2] + 1;
            int[] kept = new int[edge.length];
            int count = 0;
            for (int i = 0; i < edge.length; i++) {
                if (off[i] <= limit) {
                    kept[count++] = edge[i];
                }
            }
            paper = fit(grey, kept, count);
        }
        return paper;
    }

    /** By how much a pixel is darker than the paper there; negative if lighter. */
    double difference(Plane grey, int pixel) {
        double x = across(pixel % grey.width(), grey.width());
        double y = across(pixel / grey.width(), grey.height());
        return constant + slopeX * x + slopeY * y - grey.values()[pixel];
    }

    /** -1 to 1. */
    private static double across(int place, int side) {
        return (2 * place + 1 - side) / (double) side;
    }

    private static int[] edge(int width, int height) {
        int depth = Math.max(1, (int) Math.floor(EDGE * Math.min(width, height) + 0.5));
        int[] edge = new int[width * height];
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (x < depth || y < depth || x >= width - depth || y >= height - depth) {
                    edge[count++] = y * width + x;
                }
            }
        }
        return Arrays.copyOf(edge, count);
    }

    /** Least squares, by Cramer's rule about the means. */
    private static Paper fit(Plane grey, int[] pixels, int count) {
        double meanX = 0;
        double meanY = 0;
        double mean = 0;
        for (int i = 0; i < count; i++) {
            meanX += across(pixels[i] % grey.width(), grey.width());
            meanY += across(pixels[i] / grey.width(), grey.height());
            mean += grey.values()[pixels[i]];
        }
        meanX /= count;
        meanY /= count;
        mean /= count;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double xg = 0;
        double yg = 0;
        for (int i = 0; i < count; i++) {
            double x = across(pixels[i] % grey.width(), grey.width()) - meanX;
            double y = across(pixels[i] / grey.width(), grey.height()) - meanY;
            double g = grey.values()[pixels[i]] - mean;
            xx += x * x;
            xy += x * y;
            yy += y * y;
            xg += x * g;
            yg += y * g;
        }
        double determinant = xx * yy - xy * xy;
        // Pixels in one line, of a picture one pixel wide say, span no plane.
        boolean plane = determinant > 1e-6 * count * count;
        double slopeX = plane ? (xg * yy - yg * xy) / determinant : 0;
        double slopeY = plane ? (yg * xx - xg * xy) / determinant : 0;
        Paper paper = new Paper(mean - slopeX * meanX - slopeY * meanY, slopeX, slopeY, 0);
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double off = paper.difference(grey, pixels[i]);
            squares += off * off;
        }
        return new Paper(paper.constant, slopeX, slopeY, Math.sqrt(squares / count));
    }
}
