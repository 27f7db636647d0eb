package io.github.mnistlab.explore;

/**
 * Two images that are almost, but not quite, the same.
 *
 * @param first the earlier by part and row; where identical images share its pixels, the first of them
 * @param second the later, likewise
 * @param distance the root of the sum of the squared differences of their 784 grey values, above 0
 */
public record SimilarImages(ImageRef first, ImageRef second, double distance) {
    /** Whether they are in different parts. */
    public boolean betweenParts() {
        return !first.part().equals(second.part());
    }
}
