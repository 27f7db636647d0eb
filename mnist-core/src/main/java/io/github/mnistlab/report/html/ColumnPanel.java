package io.github.mnistlab.report.html;

import java.util.List;

/**
 * How the values of one column are distributed, class by class, as a small drawing.
 *
 * @param title the column
 * @param strips a class each, from the top
 * @param least what the left end of the axis stands for; empty where values are names
 * @param greatest likewise the right end
 * @param legend the names that have a colour, in its order; none where values are numbers
 * @param alternative what there is to be seen, for those who do not see it
 */
record ColumnPanel(
        String title, List<Strip> strips, String least, String greatest, List<String> legend, String alternative) {
    /** Of the drawing, in its own units, as all that follows. */
    static final int WIDTH = 280;

    /** Where values begin: the names of classes are to the left. */
    static final int LEFT = 84;

    /** Where they end. */
    static final int RIGHT = WIDTH - 8;

    private static final int ROW = 20;
    private static final int BELOW = 18;

    /**
     * A class.
     *
     * @param label its name, shortened if long
     * @param title its name, with its numbers
     * @param y the middle of it
     * @param bars from the left
     * @param from where the line of most of its values begins; no line if it ends there too
     * @param to where that line ends
     * @param median where the median is; not a number where values are names
     */
    record Strip(String label, String title, double y, List<Bar> bars, double from, double to, double median) {
        boolean hasMedian() {
            return !Double.isNaN(median);
        }
    }

    /**
     * A part of a strip.
     *
     * @param x where it begins
     * @param width of it
     * @param color its number
     */
    record Bar(double x, double width, int color) {}

    /** The middle of a strip. */
    static double middle(int strip) {
        return ROW * (strip + 0.5);
    }

    /** A place on the axis, of a share of its length. */
    static double place(double share) {
        return Math.rint(10 * (LEFT + Math.max(0, Math.min(1, share)) * (RIGHT - LEFT))) / 10;
    }

    /** Where the numbers below the axis stand. */
    int below() {
        return ROW * strips.size() + 13;
    }

    int height() {
        return ROW * strips.size() + (least.isEmpty() ? 2 : BELOW);
    }
}
