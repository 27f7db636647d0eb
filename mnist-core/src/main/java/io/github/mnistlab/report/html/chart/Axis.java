package io.github.mnistlab.report.html.chart;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.mnistlab.report.text.PlainText;
import java.util.List;

/**
 * An axis of a {@link Chart}.
 *
 * @param name what it measures; may be empty
 * @param kind how places lie on it
 * @param categories what each place is called, where the kind is {@link Kind#CATEGORY}; empty otherwise
 * @param min where it begins; null to fit the data
 * @param max where it ends; null to fit the data
 * @param format how its numbers are written
 */
public record Axis(String name, Kind kind, List<String> categories, Double min, Double max, Format format) {
    /** How places lie on an axis. */
    public enum Kind {
        /** Numbers, evenly. */
        @JsonProperty("value")
        VALUE,
        /** Numbers above 0, by their logarithms. */
        @JsonProperty("log")
        LOG,
        /** Names; a place is the index of one. */
        @JsonProperty("category")
        CATEGORY
    }

    /** How numbers are written. */
    public enum Format {
        /** With as many digits as they need. */
        @JsonProperty("number")
        NUMBER,
        /** Shares of 1, as percentages. */
        @JsonProperty("percent")
        PERCENT,
        /** Whole numbers. */
        @JsonProperty("count")
        COUNT
    }

    /** Makes plain text of names, whatever they were. */
    public Axis {
        name = PlainText.oneLine(name);
        categories = categories.stream().map(PlainText::oneLine).toList();
        if (categories.isEmpty() == (kind == Kind.CATEGORY)) {
            throw new IllegalArgumentException(
                    "an axis of the kind " + kind + " cannot have the categories " + categories);
        }
    }

    /** Numbers that fit the data. */
    public static Axis of(String name, Format format) {
        return new Axis(name, Kind.VALUE, List.of(), null, null, format);
    }

    /** Numbers by their logarithms. */
    public static Axis log(String name, Format format) {
        return new Axis(name, Kind.LOG, List.of(), null, null, format);
    }

    /** Names. */
    public static Axis categories(String name, List<String> categories) {
        return new Axis(name, Kind.CATEGORY, categories, null, null, Format.NUMBER);
    }

    /** The same axis with these ends. */
    public Axis from(double lowest, double highest) {
        return new Axis(name, kind, categories, lowest, highest, format);
    }
}
