package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How training rows are thinned so that classes are unequal. Only training rows, and only after the split: validation and
 * test rows keep their natural distribution.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Imbalance.Counts.class, name = "counts"),
    @JsonSubTypes.Type(value = Imbalance.Step.class, name = "step")
})
public sealed interface Imbalance {

    /**
     * How many rows each class keeps.
     *
     * @param counts how many rows each class has, at the class's index
     * @return as long as {@code counts}, no value above its count
     * @throws DataException if these classes cannot be thinned so
     */
    int[] finalCounts(int[] counts);

    /**
     * Draws the rows that are kept.
     *
     * @param training rows to learn from, after the split
     * @param streams the run's; the rows are drawn from its stream {@code imbalance}
     * @return rows of {@code training}, ascending
     * @throws DataException if these classes cannot be thinned so
     */
    default int[] rows(LabeledImages training, RandomStreams streams) {
        int[] counts = training.classCounts();
        return ClassSample.rows(
                ClassSample.draw(training.labels(), counts, finalCounts(counts), streams.stream("imbalance")), true);
    }

    /**
     * A number of rows for each class named; the others keep all of theirs.
     *
     * @param counts class (0 to 9) to rows, at least 1; at least one class
     */
    record Counts(Map<Integer, Integer> counts) implements Imbalance {
        /** Refuses what no training rows could satisfy. */
        public Counts {
            if (counts == null || counts.isEmpty()) {
                throw new IllegalArgumentException("counts must name at least one class and its number of rows");
            }
            counts.forEach((label, count) -> {
                requireDigit("counts", label);
                if (count == null || count < 1) {
                    throw new IllegalArgumentException(
                            "counts of class " + label + " must be at least 1, but is " + count);
                }
            });
            counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        }

        @Override
        public int[] finalCounts(int[] existing) {
            int[] kept = existing.clone();
            counts.forEach((label, count) -> {
                requireClass(label, existing.length);
                if (count > existing[label]) {
                    throw new DataException("imbalance asks for " + count + " training rows of class " + label
                            + ", but there are only " + existing[label] + " after the split");
                }
                kept[label] = count;
            });
            return kept;
        }
    }

    /**
     * Step imbalance: minority classes have all the same, small number of rows, the others keep all of theirs. After
     * Buda, Maki and Mazurowski, "A systematic study of the class imbalance problem in convolutional neural networks",
     * Neural Networks 106 (2018), whose µ is the share of minority classes and whose ρ is the ratio of the largest class
     * to the smallest.
     *
     * @param minority the classes to thin, 0 to 9, no class twice, at least one and never all; kept in ascending order
     * @param ratio ρ, at least 1: a minority class keeps the largest majority class's rows divided by it, rounded, at
     *     least 1, at most what it has
     */
    record Step(List<Integer> minority, double ratio) implements Imbalance {
        /** Refuses what no training rows could satisfy. */
        public Step {
            if (minority == null || minority.isEmpty()) {
                throw new IllegalArgumentException("minority must name at least one class");
            }
            minority.forEach(label -> requireDigit("minority", label));
            List<Integer> sorted = List.copyOf(new TreeSet<>(minority));
            if (sorted.size() != minority.size()) {
                throw new IllegalArgumentException("minority must name no class twice, but is " + minority);
            }
            if (!(ratio >= 1) || Double.isInfinite(ratio)) {
                throw new IllegalArgumentException("ratio must be a number of at least 1, but is " + ratio);
            }
            minority = sorted;
        }

        @Override
        public int[] finalCounts(int[] counts) {
            minority.forEach(label -> requireClass(label, counts.length));
            int largest = 0;
            for (int label = 0; label < counts.length; label++) {
                if (!minority.contains(label)) {
                    largest = Math.max(largest, counts[label]);
                }
            }
            if (largest == 0) {
                throw new DataException("imbalance names every class that has training rows as minority " + minority
                        + "; at least one must stay as it is");
            }
            int target = (int) Math.max(1, Math.round(largest / ratio));
            int[] kept = counts.clone();
            for (int label : minority) {
                if (counts[label] == 0) {
                    throw new DataException("imbalance names class " + label
                            + " as minority, but it has no training row after the split");
                }
                kept[label] = Math.min(counts[label], target);
            }
            return kept;
        }
    }

    private static void requireDigit(String field, Integer label) {
        if (label == null || label < 0 || label >= LabeledImages.MAX_CLASSES) {
            throw new IllegalArgumentException(
                    field + " must name classes from 0 to " + (LabeledImages.MAX_CLASSES - 1) + ", but names " + label);
        }
    }

    private static void requireClass(int label, int classes) {
        if (label >= classes) {
            throw new DataException(
                    "imbalance names class " + label + ", but the data has classes 0 to " + (classes - 1) + " only");
        }
    }
}
