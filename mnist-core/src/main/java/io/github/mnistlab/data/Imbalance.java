package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How training rows are thinned so that classes are unequal. Only training rows, and only after the split: validation and
 * test rows keep their natural distribution.
 *
 * <p>Which classes are rare is drawn where it is not named, and from the run's seed, not from the data set's: several
 * seeds then say what imbalance does, whichever classes it strikes (as Buda, Maki and Mazurowski average over them), while
 * variants of one seed are compared on the very same rows. Whoever is after certain classes names them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Imbalance.Counts.class, name = "counts"),
    @JsonSubTypes.Type(value = Imbalance.Step.class, name = "step"),
    @JsonSubTypes.Type(value = Imbalance.Linear.class, name = "linear"),
    @JsonSubTypes.Type(value = Imbalance.LongTail.class, name = "long-tail")
})
public sealed interface Imbalance {

    /**
     * How many rows each class keeps.
     *
     * @param counts how many rows each class has, at the class's index
     * @param streams the run's; classes that are not named are drawn from its stream {@code imbalance/classes}
     * @return as long as {@code counts}, no value above its count
     * @throws DataException if these classes cannot be thinned so
     */
    int[] finalCounts(int[] counts, RandomStreams streams);

    /** Whether it is drawn with each seed which classes are rare, and not named. */
    default boolean drawsClasses() {
        return true;
    }

    /**
     * Draws the rows that are kept.
     *
     * @param training rows to learn from, after the split
     * @param streams the run's; the rows are drawn from its stream {@code imbalance}
     * @return rows of {@code training}, ascending
     * @throws DataException if these classes cannot be thinned so
     */
    default int[] rows(Examples training, RandomStreams streams) {
        int[] counts = training.classCounts();
        return ClassSample.rows(
                ClassSample.draw(training, counts, finalCounts(counts, streams), streams.stream("imbalance")), true);
    }

    /**
     * A number of rows for each class named; the others keep all of theirs.
     *
     * @param counts class (from 0) to rows, at least 1; at least one class
     */
    record Counts(Map<Integer, Integer> counts) implements Imbalance {
        /** Refuses what no training rows could satisfy. */
        public Counts {
            if (counts == null || counts.isEmpty()) {
                throw new IllegalArgumentException("counts must name at least one class and its number of rows");
            }
            counts.forEach((label, count) -> {
                ClassProfile.requireClass("counts", label);
                if (count == null || count < 1) {
                    throw new IllegalArgumentException(
                            "counts of class " + label + " must be at least 1, but is " + count);
                }
            });
            counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        }

        @Override
        public boolean drawsClasses() {
            return false;
        }

        @Override
        public int[] finalCounts(int[] existing, RandomStreams streams) {
            int[] kept = existing.clone();
            counts.forEach((label, count) -> {
                ClassProfile.requireClass(label, existing.length);
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
     * @param minority the classes to thin, named or as a share µ
     * @param ratio ρ, at least 1: a minority class keeps the largest majority class's rows divided by it, rounded, at
     *     least 1, at most what it has
     */
    record Step(MinorityClasses minority, double ratio) implements Imbalance {
        /** Refuses what no training rows could satisfy. */
        public Step {
            Objects.requireNonNull(minority, "minority must be given");
            ClassProfile.requireRatio(ratio);
        }

        /** With minority classes that are named. */
        public Step(List<Integer> minority, double ratio) {
            this(new MinorityClasses.Named(minority), ratio);
        }

        @Override
        public boolean drawsClasses() {
            return minority instanceof MinorityClasses.Fraction;
        }

        @Override
        public int[] finalCounts(int[] counts, RandomStreams streams) {
            List<Integer> rare = minority.classes(counts, ClassProfile.random(streams));
            int largest = 0;
            for (int label = 0; label < counts.length; label++) {
                if (!rare.contains(label)) {
                    largest = Math.max(largest, counts[label]);
                }
            }
            int target = (int) Math.max(1, Math.round(largest / ratio));
            int[] kept = counts.clone();
            rare.forEach(label -> kept[label] = Math.min(counts[label], target));
            return kept;
        }
    }

    /**
     * Linear imbalance, after Buda, Maki and Mazurowski too: from class to class, in an order that is drawn, the number of
     * rows falls by the same amount. Of k classes that have rows, the one at place i from 0 keeps N (1 - (1 - 1/ρ) i /
     * (k - 1)), rounded, at least 1, where N is the largest number with which no class is asked for more than it has.
     *
     * @param ratio ρ, at least 1: how many times more rows the first class has than the last
     */
    record Linear(double ratio) implements Imbalance {
        /** Refuses what is no ratio. */
        public Linear {
            ClassProfile.requireRatio(ratio);
        }

        @Override
        public int[] finalCounts(int[] counts, RandomStreams streams) {
            return ClassProfile.thin(counts, streams, place -> 1 - (1 - 1 / ratio) * place);
        }
    }

    /**
     * Long-tailed imbalance, after Cui, Jia, Lin, Song and Belongie, "Class-balanced loss based on effective number of
     * samples", CVPR 2019: from class to class, in an order that is drawn, the number of rows falls by the same factor. Of
     * k classes that have rows, the one at place i from 0 keeps N ρ^(-i / (k - 1)), rounded, at least 1, with N as in
     * {@link Linear}.
     *
     * @param ratio ρ, at least 1: how many times more rows the first class has than the last
     */
    record LongTail(double ratio) implements Imbalance {
        /** Refuses what is no ratio. */
        public LongTail {
            ClassProfile.requireRatio(ratio);
        }

        @Override
        public int[] finalCounts(int[] counts, RandomStreams streams) {
            return ClassProfile.thin(counts, streams, place -> StrictMath.pow(ratio, -place));
        }
    }
}
