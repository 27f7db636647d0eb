package io.github.mnistlab.explore;

import java.util.List;

/**
 * Images that are the same, pixel by pixel, under one label or several.
 *
 * @param images at least two, by part and row
 */
public record IdenticalImages(List<ImageRef> images) {
    /** Refuses to be of one image. */
    public IdenticalImages {
        images = List.copyOf(images);
        if (images.size() < 2) {
            throw new IllegalArgumentException("it takes two images to be identical, but there is only " + images);
        }
    }

    /** Whether they have different labels, of which only one can be right. */
    public boolean labelsDiffer() {
        return images.stream().mapToInt(ImageRef::label).distinct().count() > 1;
    }

    /** How many of them are in a part. */
    public int in(String part) {
        return (int) images.stream().filter(image -> image.part().equals(part)).count();
    }
}
