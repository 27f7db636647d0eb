package io.github.mnistlab.report.html.chart;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.mnistlab.report.text.PlainText;
import java.util.List;

/**
 * Marks of a {@link Chart} that belong together. Series of one name are one entry of the legend, and are shown and hidden
 * as one.
 *
 * @param name what it shows
 * @param kind how it is drawn
 * @param color number of its colour, of its marker and of a bar's pattern, 0 or above: what is the same thing in several
 *     charts should have the same number in all. Colours survive colour blindness; markers and patterns print in grey
 * @param dash number of its dashes, 0 (a full line) or above: tells apart lines of one colour
 * @param points as the kind says, in the order in which a line passes them; numbers that are not finite are gaps
 */
public record Series(String name, Kind kind, int color, int dash, List<double[]> points) {
    /** How a series is drawn, and so what its points are. */
    public enum Kind {
        /** {@code x, y}, joined by lines; with markers while they are few. */
        @JsonProperty("line")
        LINE,
        /** {@code x, y}, joined by lines, without markers: of many points. */
        @JsonProperty("curve")
        CURVE,
        /** {@code x, y}, joined by steps: from each point up or down first, then along. */
        @JsonProperty("step")
        STEP,
        /** {@code x, y} with x the index of a category: bars from 0. */
        @JsonProperty("bar")
        BAR,
        /** {@code x, y}, each by itself, hollow: where several lie on one another one sees it. */
        @JsonProperty("points")
        POINTS,
        /** {@code x, y}, each by itself, filled and larger: what is to be noticed. */
        @JsonProperty("mark")
        MARK,
        /** {@code x, lower, upper}: a shaded strip. */
        @JsonProperty("band")
        BAND,
        /** {@code place, lower, upper}: a line with ends; the place is on the axis of categories, or else on x. */
        @JsonProperty("interval")
        INTERVAL,
        /** {@code x, y}: a thin dashed line to hold others against; not among the numbers. */
        @JsonProperty("reference")
        REFERENCE
    }

    /** Makes plain text of the name, whatever it was. */
    public Series {
        name = PlainText.oneLine(name);
        points = List.copyOf(points);
        if (color < 0 || dash < 0) {
            throw new IllegalArgumentException("color and dash must be 0 or above, but are " + color + " and " + dash);
        }
    }

    /** With full lines. */
    public static Series of(String name, Kind kind, int color, List<double[]> points) {
        return new Series(name, kind, color, 0, points);
    }

    /** A line to hold others against. */
    public static Series reference(String name, double[] from, double[] to) {
        return new Series(name, Kind.REFERENCE, 0, 0, List.of(from, to));
    }
}
