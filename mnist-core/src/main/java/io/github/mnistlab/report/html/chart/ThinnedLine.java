package io.github.mnistlab.report.html.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A line with fewer points that nowhere lies farther than a tolerance from where it was: D. H. Douglas, T. K. Peucker,
 * "Algorithms for the reduction of the number of points required to represent a digitized line or its caricature",
 * Cartographica 10, 1973.
 */
public final class ThinnedLine {
    private ThinnedLine() {}

    /**
     * @param points {@code x, y} each, in order
     * @param width how much of x is drawn
     * @param height how much of y is drawn
     * @param tolerance greatest distance in the drawing, as a share of its sides
     * @return the first, the last, and as few between them as the method finds
     */
    public static List<double[]> of(List<double[]> points, double width, double height, double tolerance) {
        if (points.size() < 3) {
            return points;
        }
        BitSet kept = new BitSet(points.size());
        kept.set(0);
        kept.set(points.size() - 1);
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[] {0, points.size() - 1});
        while (!open.isEmpty()) {
            int[] part = open.pop();
            int farthest = -1;
            double most = tolerance;
            for (int i = part[0] + 1; i < part[1]; i++) {
                double distance = distance(points.get(i), points.get(part[0]), points.get(part[1]), width, height);
                if (distance > most) {
                    most = distance;
                    farthest = i;
                }
            }
            if (farthest >= 0) {
                kept.set(farthest);
                open.push(new int[] {part[0], farthest});
                open.push(new int[] {farthest, part[1]});
            }
        }
        List<double[]> thinned = new ArrayList<>();
        kept.stream().forEach(i -> thinned.add(points.get(i)));
        return thinned;
    }

    /** From a point to a stretch between two others. */
    private static double distance(double[] point, double[] from, double[] to, double width, double height) {
        double dx = (to[0] - from[0]) / width;
        double dy = (to[1] - from[1]) / height;
        double x = (point[0] - from[0]) / width;
        double y = (point[1] - from[1]) / height;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : (x * dx + y * dy) / length;
        double place = Math.min(1, Math.max(0, along));
        double offX = x - place * dx;
        double offY = y - place * dy;
        return Math.sqrt(offX * offX + offY * offY);
    }
}
