package io.github.mnistlab.explore;

import java.util.List;

/**
 * A description of a data set, computed from its rows alone: the same rows give the same bits.
 *
 * @param parts what each part is like; training first
 * @param unusual at a part's index, its images that are least like the other training images of their class: by class, the
 *     farthest first, at most {@value #UNUSUAL} of each
 * @param duplicates images that are there more than once, in whatever part
 * @param checks what was checked, in the order in which one should read it
 */
public record Exploration(
        List<PartStatistics> parts, List<List<UnusualImage>> unusual, Duplicates duplicates, List<Check> checks) {

    /** How many unusual images of a class and part are named. */
    public static final int UNUSUAL = 12;

    /** Copies its lists. */
    public Exploration {
        parts = List.copyOf(parts);
        unusual = unusual.stream().map(List::copyOf).toList();
        checks = List.copyOf(checks);
    }

    /**
     * Looks at all images, on all cores; MNIST's 70,000 take a few seconds.
     *
     * @param parts training first; each with a name of its own, all with the same classes and shape
     * @throws IllegalArgumentException if two parts have one name, different classes or different shapes
     */
    public static Exploration of(List<Part> parts) {
        if (parts.stream().map(Part::name).distinct().count() < parts.size()
                || parts.stream().map(part -> part.rows().classes()).distinct().count() != 1
                || parts.stream().map(part -> part.rows().shape()).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    "there must be a part, each with a name of its own and all with the same classes, but there are "
                            + parts);
        }
        List<PartStatistics> statistics =
                parts.stream().parallel().map(PartStatistics::of).toList();
        Duplicates duplicates = Duplicates.of(parts);
        return new Exploration(
                statistics,
                UnusualImages.find(parts, UNUSUAL),
                duplicates,
                Checks.of(parts.get(0).rows().shape(), statistics, duplicates));
    }

    /** As {@code 55,000 training, 5,000 validation and 10,000 test}. */
    public String rowsInWords() {
        return PartStatistics.rowsInWords(parts);
    }
}
