package io.github.mnistlab.data.generated;

import io.github.mnistlab.data.ImageShape;
import java.util.Arrays;
import java.util.List;

/**
 * Draws lines as MNIST's makers prepared theirs: scaled to fit a box of 20×20 pixels with the aspect ratio kept, grey
 * where a pixel is partly covered, and moved by whole pixels so that the centre of mass lies at the centre of 28×28
 * (LeCun, Bottou, Bengio and Haffner 1998, section III.A).
 */
final class StrokeRenderer {
    /** The box that the ink fits into. */
    private static final int BOX = 20;

    /** The pixel index, from 0, that the centre of mass is moved to, as in MNIST's files. */
    private static final double CENTRE = ImageShape.MNIST_SIDE / 2.0;

    private StrokeRenderer() {}

    /**
     * Draws one image.
     *
     * @param lines what to draw, in any unit
     * @param radius half the pen's width, in the lines' unit
     * @param edge how far the grey between ink and paper reaches, in pixels
     * @param pixels where to: bytes that are 0
     * @param offset of the image's first byte
     */
    static void draw(List<PenLine> lines, double radius, double edge, byte[] pixels, int offset) {
        double[] inside = distances(lines, radius);
        long mass = 0;
        long massX = 0;
        long massY = 0;
        int[] ink = new int[BOX * BOX];
        for (int y = 0; y < BOX; y++) {
            for (int x = 0; x < BOX; x++) {
                double coverage = 0.5 + inside[y * BOX + x] / edge;
                int grey = (int) (255 * Math.max(0, Math.min(1, coverage)) + 0.5);
                ink[y * BOX + x] = grey;
                mass += grey;
                massX += (long) grey * x;
                massY += (long) grey * y;
            }
        }
        int left = shift((double) massX / mass);
        int top = shift((double) massY / mass);
        for (int y = 0; y < BOX; y++) {
            for (int x = 0; x < BOX; x++) {
                pixels[offset + (top + y) * ImageShape.MNIST_SIDE + left + x] = (byte) ink[y * BOX + x];
            }
        }
    }

    /** By how many pixels the box is moved; never out of the image, however lopsided the digit. */
    private static int shift(double centreOfMass) {
        int shift = (int) Math.floor(CENTRE - centreOfMass + 0.5);
        return Math.max(0, Math.min(ImageShape.MNIST_SIDE - BOX, shift));
    }

    /** How far each pixel's centre lies inside the ink, in pixels; negative outside. */
    private static double[] distances(List<PenLine> lines, double radius) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (PenLine line : lines) {
            for (int i = 0; i < line.size(); i++) {
                double reach = radius * line.pressure()[i];
                left = Math.min(left, line.x()[i] - reach);
                right = Math.max(right, line.x()[i] + reach);
                top = Math.min(top, line.y()[i] - reach);
                bottom = Math.max(bottom, line.y()[i] + reach);
            }
        }
        double scale = BOX / Math.max(right - left, bottom - top);
        double originX = (BOX - (left + right) * scale) / 2;
        double originY = (BOX - (top + bottom) * scale) / 2;
        double[] inside = new double[BOX * BOX];
        Arrays.fill(inside, Double.NEGATIVE_INFINITY);
        for (PenLine line : lines) {
            for (int i = 1; i < line.size(); i++) {
                drawPiece(
                        line.x()[i - 1] * scale + originX,
                        line.y()[i - 1] * scale + originY,
                        scale * radius * line.pressure()[i - 1],
                        line.x()[i] * scale + originX,
                        line.y()[i] * scale + originY,
                        scale * radius * line.pressure()[i],
                        inside);
            }
        }
        return inside;
    }

    /** One straight piece, whose half-width goes from r0 to r1. */
    private static void drawPiece(double x0, double y0, double r0, double x1, double y1, double r1, double[] inside) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double lengthSquared = dx * dx + dy * dy;
        double reach = Math.max(r0, r1) + 1.5;
        int firstX = Math.max(0, (int) (Math.min(x0, x1) - reach));
        int lastX = Math.min(BOX - 1, (int) (Math.max(x0, x1) + reach));
        int firstY = Math.max(0, (int) (Math.min(y0, y1) - reach));
        int lastY = Math.min(BOX - 1, (int) (Math.max(y0, y1) + reach));
        for (int y = firstY; y <= lastY; y++) {
            double py = y + 0.5 - y0;
            for (int x = firstX; x <= lastX; x++) {
                double px = x + 0.5 - x0;
                double along = lengthSquared == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / lengthSquared));
                double ex = px - along * dx;
                double ey = py - along * dy;
                double depth = r0 + along * (r1 - r0) - Math.sqrt(ex * ex + ey * ey);
                if (depth > inside[y * BOX + x]) {
                    inside[y * BOX + x] = depth;
                }
            }
        }
    }
}
