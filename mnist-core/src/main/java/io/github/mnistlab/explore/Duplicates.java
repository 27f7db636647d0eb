package io.github.mnistlab.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images that a data set has more than once. Within a part they count twice for what they show; a test image that was
 * trained on says nothing about images that were not.
 *
 * @param identical groups of images that are the same, by their first
 * @param similar pairs that are at most {@value SimilarSearch#RADIUS} apart, the nearest first; of identical images only
 *     the first is looked at
 * @param similarSearched whether all similar pairs are told: the search is left out where it would take too long, and
 *     lists no more than {@value SimilarSearch#MOST_OF_AN_IMAGE} later images for one
 */
public record Duplicates(List<IdenticalImages> identical, List<SimilarImages> similar, boolean similarSearched) {

    /**
     * The distance up to which images are similar: as far apart as images are of which one pixel differs by half of what
     * is between paper and ink, or every pixel by 4.6 of 255. The nearest two of MNIST's 70,000 images, two plain
     * strokes, are 209.5 apart: images that were written one by one are not taken for copies.
     */
    public static final int SIMILAR_DISTANCE = SimilarSearch.RADIUS;

    /** Copies its lists. */
    public Duplicates {
        identical = List.copyOf(identical);
        similar = List.copyOf(similar);
    }

    static Duplicates of(List<Part> parts) {
        AllImages images = new AllImages(parts);
        List<List<Integer>> groups = identical(images);
        boolean[] repeats = new boolean[images.size()];
        groups.forEach(group -> group.stream().skip(1).forEach(image -> repeats[image] = true));
        SimilarSearch.Found found = SimilarSearch.search(
                images,
                IntStream.range(0, images.size())
                        .filter(image -> !repeats[image])
                        .toArray());
        return new Duplicates(
                groups.stream()
                        .map(group -> new IdenticalImages(
                                group.stream().map(images::ref).toList()))
                        .toList(),
                found.pairs(),
                found.complete());
    }

    /** How many images of a part are the same as an earlier image of it. */
    public int repeatsWithin(String part) {
        return identical.stream()
                .mapToInt(group -> Math.max(0, group.in(part) - 1))
                .sum();
    }

    /** How many images of a part are the same as one of another part. */
    public int alsoIn(String part, String other) {
        return identical.stream()
                .filter(group -> group.in(other) > 0)
                .mapToInt(group -> group.in(part))
                .sum();
    }

    /** How many groups of identical images have more than one label. */
    public int withDifferentLabels() {
        return (int) identical.stream().filter(IdenticalImages::labelsDiffer).count();
    }

    /** Groups of the numbers of identical images, ascending within and by their first. */
    private static List<List<Integer>> identical(AllImages images) {
        long[] hashes = IntStream.range(0, images.size())
                .parallel()
                .mapToLong(images::hash)
                .toArray();
        int[] byHash = IntStream.range(0, images.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(image -> hashes[image])
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<Integer>> groups = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= byHash.length; end++) {
            if (end == byHash.length || hashes[byHash[end]] != hashes[byHash[start]]) {
                if (end - start > 1) {
                    groups.addAll(split(images, Arrays.copyOfRange(byHash, start, end)));
                }
                start = end;
            }
        }
        groups.sort(Comparator.comparing(group -> group.get(0)));
        return groups;
    }

    /** Images of one hash, which may, once in many worlds, not be identical. */
    private static List<List<Integer>> split(AllImages images, int[] candidates) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int image : candidates) {
            groups.stream()
                    .filter(group -> images.identical(group.get(0), image))
                    .findFirst()
                    .orElseGet(() -> {
                        groups.add(new ArrayList<>());
                        return groups.get(groups.size() - 1);
                    })
                    .add(image);
        }
        groups.removeIf(group -> group.size() < 2);
        return groups;
    }
}
