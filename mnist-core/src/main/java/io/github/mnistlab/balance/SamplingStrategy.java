package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.mnistlab.data.ImageShape;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The number of rows that each class is to have: {@code samplingStrategy}, with the meaning that imbalanced-learn's
 * {@code sampling_strategy} has for its over-samplers and its under-samplers.
 *
 * <p>In JSON and YAML it is one of the names of {@link Classes}, a number ({@link Ratio}), or a map from class to count
 * ({@link FinalCounts}). Classes without rows take no part: they are neither minority nor filled up.
 */
public sealed interface SamplingStrategy {

    /** The most rows that all classes together may be given: as many images of MNIST's size as a Java array holds. */
    int MAX_ROWS = Integer.MAX_VALUE / ImageShape.MNIST_PIXELS;

    /**
     * How many rows each class has after over-sampling.
     *
     * @param counts how many rows each class has now, at the class's index
     * @return as many counts, none smaller than now
     * @throws NotApplicableException if the strategy cannot be applied to these counts, or fewer than two classes have
     *     rows, or more than {@link #MAX_ROWS} rows are asked for
     */
    default int[] oversampledCounts(int[] counts) {
        checkTwoClasses(counts);
        int[] result = fillUp(counts);
        long total = Arrays.stream(result).asLongStream().sum();
        if (total > MAX_ROWS) {
            throw new NotApplicableException(
                    "samplingStrategy asks for " + total + " rows in all, and at most " + MAX_ROWS + " can be held");
        }
        return result;
    }

    /**
     * How many rows each class has after under-sampling.
     *
     * @param counts how many rows each class has now, at the class's index
     * @return as many counts, none larger than now
     * @throws NotApplicableException if the strategy cannot be applied to these counts, or fewer than two classes have
     *     rows
     */
    default int[] undersampledCounts(int[] counts) {
        checkTwoClasses(counts);
        return cutDown(counts);
    }

    /**
     * Refuses, before there are any rows, the strategy that no method that adds rows can follow.
     *
     * @param method the method's name, for the message
     * @throws IllegalArgumentException if it is {@link Classes#MAJORITY}
     */
    default void checkAddsRows(String method) {
        if (this == Classes.MAJORITY) {
            throw new IllegalArgumentException("samplingStrategy \"majority\" is for methods that leave rows out, and "
                    + method + " adds rows; use auto, minority, not minority, all, a number or a map");
        }
    }

    /**
     * Refuses, before there are any rows, the strategy that no method that leaves rows out can follow.
     *
     * @param method the method's name, for the message
     * @throws IllegalArgumentException if it is {@link Classes#MINORITY}
     */
    default void checkLeavesRowsOut(String method) {
        if (this == Classes.MINORITY) {
            throw new IllegalArgumentException("samplingStrategy \"minority\" is for methods that add rows, and "
                    + method + " leaves rows out; use auto, majority, not majority, all, a number or a map");
        }
    }

    /** {@link #oversampledCounts} once two classes at least are known to have rows. */
    private int[] fillUp(int[] counts) {
        if (this instanceof Classes classes) {
            return classes.level(counts, true);
        } else if (this instanceof Ratio ratio) {
            return ratio.fillUp(counts);
        } else {
            return ((FinalCounts) this).reach(counts, true);
        }
    }

    /** {@link #undersampledCounts} once two classes at least are known to have rows. */
    private int[] cutDown(int[] counts) {
        if (this instanceof Classes classes) {
            return classes.level(counts, false);
        } else if (this instanceof Ratio ratio) {
            return ratio.cutDown(counts);
        } else {
            return ((FinalCounts) this).reach(counts, false);
        }
    }

    /**
     * What it is in JSON, read.
     *
     * @param json a name, a number, or an object from class to count
     * @throws IllegalArgumentException if it is something else, with what was found and what is allowed
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SamplingStrategy of(JsonNode json) {
        if (json.isTextual()) {
            return Classes.named(json.textValue());
        } else if (json.isNumber()) {
            return new Ratio(json.doubleValue());
        } else if (json.isObject()) {
            SortedMap<Integer, Integer> counts = new TreeMap<>();
            json.properties().forEach(entry -> {
                JsonNode count = entry.getValue();
                if (!entry.getKey().matches("[0-9]{1,9}") || !count.isInt()) {
                    throw new IllegalArgumentException(
                            "samplingStrategy maps a class, 0 or more, to its final number of rows, a whole number up to "
                                    + MAX_ROWS + ", but maps \"" + entry.getKey() + "\" to " + count);
                }
                counts.put(Integer.valueOf(entry.getKey()), count.intValue());
            });
            return new FinalCounts(counts);
        }
        throw new IllegalArgumentException("samplingStrategy must be one of " + Classes.names()
                + ", a number above 0 up to 1, or a map from class to final number of rows, but is " + json);
    }

    /** Which classes are filled up to the largest class's number of rows, or cut down to the smallest's. */
    enum Classes implements SamplingStrategy {
        /** {@link #NOT_MAJORITY} for over-samplers, {@link #NOT_MINORITY} for under-samplers. */
        AUTO("auto"),
        /** The smallest class only; the first of several. Under-samplers refuse it. */
        MINORITY("minority"),
        /** All but the smallest; the first of several. */
        NOT_MINORITY("not minority"),
        /** All but the largest; the first of several. */
        NOT_MAJORITY("not majority"),
        /** The largest class only; the first of several. Over-samplers refuse it. */
        MAJORITY("majority"),
        /** Every class. */
        ALL("all");

        private final String text;

        Classes(String text) {
            this.text = text;
        }

        private static Classes named(String text) {
            for (Classes classes : values()) {
                if (classes.text.equals(text)) {
                    return classes;
                }
            }
            throw new IllegalArgumentException("samplingStrategy must be one of " + names()
                    + ", a number or a map from class to count, but is \"" + text + "\"");
        }

        private static String names() {
            return Arrays.stream(values()).map(Classes::toString).collect(Collectors.joining(", "));
        }

        private int[] level(int[] counts, boolean up) {
            int largest = largest(counts);
            int smallest = smallest(counts);
            if (this == (up ? MAJORITY : MINORITY)) {
                int named = up ? largest : smallest;
                throw new NotApplicableException("samplingStrategy \"" + this + "\" is for methods that "
                        + (up ? "leave rows out" : "add rows") + ": class " + named + " is the "
                        + (up ? "largest" : "smallest") + " with " + counts[named] + " rows, and there is nothing to "
                        + (up ? "fill it up to; auto fills up" : "cut it down to; auto cuts down") + " all others");
            }
            int[] result = counts.clone();
            for (int c = 0; c < counts.length; c++) {
                boolean chosen = switch (this) {
                    case MINORITY -> c == smallest;
                    case NOT_MINORITY -> c != smallest;
                    case MAJORITY -> c == largest;
                    case NOT_MAJORITY -> c != largest;
                    case AUTO, ALL -> true; // the class that sets the level stays as it is
                };
                if (chosen && counts[c] > 0) {
                    result[c] = counts[up ? largest : smallest];
                }
            }
            return result;
        }

        /** As it is written in JSON. */
        @Override
        @JsonValue
        public String toString() {
            return text;
        }
    }

    /**
     * The smaller of two classes is filled up to this share of the larger one's rows, rounded down; or the larger is cut
     * down until the smaller has this share of it.
     *
     * @param ratio rows of the smaller class in one of the larger, above 0 up to 1
     */
    record Ratio(@JsonValue double ratio) implements SamplingStrategy {
        /** Checks the range. */
        public Ratio {
            if (!(ratio > 0 && ratio <= 1)) {
                throw new IllegalArgumentException(
                        "samplingStrategy as a number is the smaller class's share of the larger one's rows, "
                                + "above 0 up to 1, but is " + ratio);
            }
        }

        private int[] fillUp(int[] counts) {
            int larger = largest(counts);
            int smaller = other(larger, counts);
            // In this order, as imbalanced-learn has it: rounding decides on the last row.
            int added = (int) (counts[larger] * ratio - counts[smaller]);
            if (added <= 0) {
                throw new NotApplicableException("samplingStrategy " + ratio + " asks for "
                        + (int) (counts[larger] * ratio) + " rows of class " + smaller + " (" + ratio + " times the "
                        + counts[larger] + " of class " + larger + "), which has " + counts[smaller]
                        + " already, and over-sampling only adds; "
                        + (counts[smaller] == counts[larger]
                                ? "the classes are of one size, and no number works"
                                : "the smallest number that works is about "
                                        + String.format(
                                                Locale.ROOT, "%.4g", (counts[smaller] + 1.0) / counts[larger])));
            }
            int[] result = counts.clone();
            result[smaller] += added;
            return result;
        }

        private int[] cutDown(int[] counts) {
            int smaller = smallest(counts);
            int larger = other(smaller, counts);
            int left = (int) (counts[smaller] / ratio);
            if (left > counts[larger]) {
                throw new NotApplicableException("samplingStrategy " + ratio + " asks for " + left + " rows of class "
                        + larger + " (the " + counts[smaller] + " of class " + smaller + " divided by " + ratio
                        + "), which has only " + counts[larger]
                        + ", and under-sampling only leaves out; the smallest number that works is about "
                        + String.format(Locale.ROOT, "%.4g", (double) counts[smaller] / counts[larger]));
            }
            int[] result = counts.clone();
            result[larger] = left;
            return result;
        }

        private int other(int label, int[] counts) {
            int other = -1;
            for (int c = 0; c < counts.length; c++) {
                if (c != label && counts[c] > 0) {
                    if (other >= 0) {
                        throw new NotApplicableException("samplingStrategy " + ratio
                                + ", a number, is for two classes, but more have rows " + describe(counts)
                                + "; a map gives each class its own count");
                    }
                    other = c;
                }
            }
            return other;
        }
    }

    /**
     * Each class named is brought to its number of rows, which over-samplers may be asked to make more than the largest
     * class has; others stay.
     *
     * @param counts class to final number of rows, both 0 or more
     */
    record FinalCounts(@JsonValue SortedMap<Integer, Integer> counts) implements SamplingStrategy {
        /** Checks that no number is negative, and copies. */
        public FinalCounts {
            counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
            for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
                if (entry.getKey() < 0 || entry.getValue() < 0) {
                    throw new IllegalArgumentException(
                            "samplingStrategy maps a class, 0 or more, to its final number of rows, 0 or more, but maps "
                                    + entry.getKey() + " to " + entry.getValue());
                }
            }
        }

        private int[] reach(int[] now, boolean up) {
            int[] result = now.clone();
            counts.forEach((c, count) -> {
                if (c >= now.length || now[c] == 0) {
                    throw new NotApplicableException("samplingStrategy asks for " + count + " rows of class " + c
                            + ", which has none; classes with rows are " + describe(now));
                }
                if (up ? count < now[c] : count > now[c]) {
                    throw new NotApplicableException("samplingStrategy asks for " + count + " rows of class " + c
                            + ", which has " + now[c]
                            + (up ? " already, and over-sampling only adds" : ", and under-sampling only leaves out")
                            + "; ask for " + now[c] + (up ? " or more" : " or fewer") + ", or leave the class out");
                }
                result[c] = count;
            });
            return result;
        }
    }

    private static void checkTwoClasses(int[] counts) {
        long present = Arrays.stream(counts).filter(count -> count > 0).count();
        if (present < 2) {
            throw new NotApplicableException("there is nothing to balance: " + present + " class(es) of "
                    + counts.length + " have rows " + describe(counts) + ", and two are needed");
        }
    }

    /** The first class with the most rows. */
    private static int largest(int[] counts) {
        int largest = 0;
        for (int c = 1; c < counts.length; c++) {
            if (counts[c] > counts[largest]) {
                largest = c;
            }
        }
        return largest;
    }

    /** The first class with the fewest rows, of those that have any. */
    private static int smallest(int[] counts) {
        int smallest = largest(counts);
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0 && (counts[c] < counts[smallest] || (counts[c] == counts[smallest] && c < smallest))) {
                smallest = c;
            }
        }
        return smallest;
    }

    private static String describe(int[] counts) {
        StringBuilder text = new StringBuilder("(");
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                text.append(text.length() == 1 ? "" : ", ")
                        .append("class ")
                        .append(c)
                        .append(": ")
                        .append(counts[c]);
            }
        }
        return text.append(')').toString();
    }
}
