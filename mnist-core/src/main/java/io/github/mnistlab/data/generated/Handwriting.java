package io.github.mnistlab.data.generated;

import io.github.mnistlab.data.generated.DigitShape.Form;
import io.github.mnistlab.data.generated.DigitShape.Stroke;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A hand that writes one digit: no two come out the same.
 *
 * <p>Varies, from the whole to the detail: the shape and where it lies between its forms; slant, rotation and width;
 * how large the upper part is beside the lower; a smooth distortion; where each stroke lies; each point; how far strokes
 * run on or stop short, so that loops overshoot or stay open; the pen's width and its pressure along a stroke.
 *
 * <p>Only + − × ÷ and the square root, which Java computes exactly alike everywhere, and {@link StrictMath}.
 */
final class Handwriting {
    /** Straight pieces between two points that the pen passes. */
    private static final int PIECES = 6;

    private final UniformRandomProvider random;
    /** How carelessly the digit is written; scales what strays from the shape. */
    private final double carelessness;

    /** @param random draws everything; belongs to this one digit */
    Handwriting(UniformRandomProvider random) {
        this.random = random;
        this.carelessness = uniform(0.4, 2);
    }

    /**
     * Writes a digit.
     *
     * @param digit 0 to 9
     * @param pixels where to: bytes that are 0
     * @param offset of the image's first byte
     */
    void write(int digit, byte[] pixels, int offset) {
        List<PenLine> lines = new ArrayList<>();
        for (Stroke stroke : between(choose(DigitShapes.of(digit)).forms())) {
            stray(stroke);
            lines.add(smooth(stroke));
        }
        distort(lines);
        transform(lines, digit);
        double radius = Math.max(4.2, Math.min(18, 8 + 3.3 * gaussian()));
        StrokeRenderer.draw(lines, radius, uniform(0.9, 1.4), pixels, offset);
    }

    private DigitShape choose(List<DigitShape> shapes) {
        double total = 0;
        for (DigitShape shape : shapes) {
            total += shape.weight();
        }
        double remaining = random.nextDouble() * total;
        for (DigitShape shape : shapes) {
            remaining -= shape.weight();
            if (remaining < 0) {
                return shape;
            }
        }
        return shapes.get(shapes.size() - 1);
    }

    /** A form on the line through two of the given ones, between them or a little beyond. */
    private List<Stroke> between(List<Form> forms) {
        Form one = forms.get(random.nextInt(forms.size()));
        Form other = forms.get(random.nextInt(forms.size()));
        double share = uniform(-0.15, 0.5);
        List<Stroke> strokes = new ArrayList<>();
        for (int s = 0; s < one.strokes().size(); s++) {
            Stroke from = one.strokes().get(s);
            Stroke to = other.strokes().get(s);
            Stroke stroke = new Stroke(new double[from.size()], new double[from.size()], from.corner());
            for (int i = 0; i < from.size(); i++) {
                stroke.x()[i] = from.x()[i] + share * (to.x()[i] - from.x()[i]);
                stroke.y()[i] = from.y()[i] + share * (to.y()[i] - from.y()[i]);
            }
            strokes.add(stroke);
        }
        return strokes;
    }

    /** Moves the points, neighbours alike, as a hand that strays comes back slowly; moves the ends along the stroke. */
    private void stray(Stroke stroke) {
        double amount = 1.6 * carelessness;
        double dx = amount * gaussian();
        double dy = amount * gaussian();
        for (int i = 0; i < stroke.size(); i++) {
            stroke.x()[i] += dx;
            stroke.y()[i] += dy;
            // a first-order autoregression: correlation 0.6, variance unchanged
            dx = 0.6 * dx + 0.8 * amount * gaussian();
            dy = 0.6 * dy + 0.8 * amount * gaussian();
        }
        lengthen(stroke, 0, 1);
        lengthen(stroke, stroke.size() - 1, stroke.size() - 2);
    }

    private void lengthen(Stroke stroke, int end, int neighbour) {
        double dx = stroke.x()[end] - stroke.x()[neighbour];
        double dy = stroke.y()[end] - stroke.y()[neighbour];
        double by = 6 * carelessness * gaussian() / Math.max(8, Math.sqrt(dx * dx + dy * dy));
        stroke.x()[end] += by * dx;
        stroke.y()[end] += by * dy;
    }

    private double pressure() {
        return Math.max(0.6, 1 + 0.22 * gaussian());
    }

    /** A curve through the points (Catmull-Rom), broken at corners, with pressure that changes along it. */
    private PenLine smooth(Stroke stroke) {
        int last = stroke.size() - 1;
        int count = last * PIECES + 1;
        PenLine line = new PenLine(new double[count], new double[count], new double[count]);
        double pressureAtStart = pressure();
        double pressureAtEnd = pressure();
        for (int i = 0; i < count; i++) {
            int piece = Math.min(i / PIECES, last - 1);
            double t = (double) (i - piece * PIECES) / PIECES;
            boolean breaksBefore = piece == 0 || stroke.corner()[piece];
            boolean breaksAfter = piece + 1 == last || stroke.corner()[piece + 1];
            line.x()[i] = curve(stroke.x(), piece, breaksBefore, breaksAfter, t);
            line.y()[i] = curve(stroke.y(), piece, breaksBefore, breaksAfter, t);
            double along = (double) i / (count - 1);
            line.pressure()[i] = pressureAtStart + along * (pressureAtEnd - pressureAtStart);
        }
        return line;
    }

    private static double curve(double[] points, int i, boolean breaksBefore, boolean breaksAfter, double t) {
        double p1 = points[i];
        double p2 = points[i + 1];
        double slope1 = breaksBefore ? p2 - p1 : (p2 - points[i - 1]) / 2;
        double slope2 = breaksAfter ? p2 - p1 : (points[i + 2] - p1) / 2;
        double a = 2 * (p1 - p2) + slope1 + slope2;
        double b = 3 * (p2 - p1) - 2 * slope1 - slope2;
        return ((a * t + b) * t + slope1) * t + p1;
    }

    /** A smooth random displacement: a quadratic B-spline over a coarse grid. */
    private void distort(List<PenLine> lines) {
        int grid = 4;
        double amount = 9.5 * carelessness;
        double[] gridX = new double[grid * grid];
        double[] gridY = new double[grid * grid];
        for (int i = 0; i < gridX.length; i++) {
            gridX[i] = amount * gaussian();
            gridY[i] = amount * gaussian();
        }
        double[] weightsX = new double[3];
        double[] weightsY = new double[3];
        for (PenLine line : lines) {
            for (int i = 0; i < line.size(); i++) {
                // the digit, some 60 wide and 100 high, covers the two by two cells in the grid's middle
                int column = cell((line.x()[i] + 20) / 50, weightsX);
                int row = cell(line.y()[i] / 50, weightsY);
                double dx = 0;
                double dy = 0;
                for (int r = 0; r < 3; r++) {
                    for (int c = 0; c < 3; c++) {
                        double weight = weightsY[r] * weightsX[c];
                        dx += weight * gridX[(row + r) * grid + column + c];
                        dy += weight * gridY[(row + r) * grid + column + c];
                    }
                }
                line.x()[i] += dx;
                line.y()[i] += dy;
            }
        }
    }

    /** The B-spline's weights at a place from 0 to 2, and the cell that it lies in: 0 or 1. */
    private static int cell(double place, double[] weights) {
        int cell = place < 1 ? 0 : 1;
        double t = Math.max(0, Math.min(1, place - cell));
        weights[0] = (1 - t) * (1 - t) / 2;
        weights[1] = 0.5 + t * (1 - t);
        weights[2] = t * t / 2;
        return cell;
    }

    /** Proportions, width, slant and rotation. */
    private void transform(List<PenLine> lines, int digit) {
        double upperPart = 0.4 * gaussian();
        double rightPart = 0.18 * gaussian();
        double width = StrictMath.exp(0.05 + 0.3 * gaussian());
        // right-handed writers lean to the right; a 1 is free to lean most, having nothing but its line
        double slant = (digit == 1 ? 0.25 : 0.18) + (digit == 1 ? 0.3 : 0.24) * gaussian();
        double angle = 0.13 * gaussian();
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        for (PenLine line : lines) {
            for (int i = 0; i < line.size(); i++) {
                double u = line.x()[i] / 60;
                double v = line.y()[i] / 100;
                double x = width * 60 * (u + rightPart * u * (1 - u));
                double y = 100 * (v + upperPart * v * (1 - v));
                x -= slant * (y - 50);
                line.x()[i] = cos * x - sin * y;
                line.y()[i] = sin * x + cos * y;
            }
        }
    }

    private double uniform(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    /** Nearly normal with mean 0 and variance 1, and never beyond ±3: the sum of three uniform numbers. */
    private double gaussian() {
        return 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble()) - 3;
    }
}
