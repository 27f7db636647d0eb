package io.github.mnistlab.explore;

import io.github.mnistlab.data.ImageShape;
import java.util.Arrays;
import java.util.List;

/** The images of all parts in one order: by part, then by row. */
final class AllImages {
    private final List<Part> parts;
    private final List<byte[]> pixels;
    private final ImageShape shape;
    private final int values;

    /** At a part's index, the number of its first image; at the end, how many images there are. */
    private final int[] first;

    AllImages(List<Part> parts) {
        this.parts = parts;
        pixels = parts.stream().map(part -> part.rows().toPixelArray()).toList();
        shape = parts.get(0).rows().shape();
        values = shape.values();
        first = new int[parts.size() + 1];
        for (int part = 0; part < parts.size(); part++) {
            first[part + 1] = Math.addExact(first[part], parts.get(part).rows().size());
        }
    }

    /** Of each image. */
    ImageShape shape() {
        return shape;
    }

    int size() {
        return first[parts.size()];
    }

    /** The pixels among which an image's are. */
    byte[] pixels(int image) {
        return pixels.get(part(image));
    }

    /** Where in them the image's begin. */
    int offset(int image) {
        return (image - first[part(image)]) * values;
    }

    boolean identical(int image, int other) {
        return Arrays.equals(
                pixels(image),
                offset(image),
                offset(image) + values,
                pixels(other),
                offset(other),
                offset(other) + values);
    }

    /** A number that identical images share. */
    long hash(int image) {
        byte[] pixels = pixels(image);
        int offset = offset(image);
        long hash = 1;
        for (int pixel = 0; pixel < values; pixel++) {
            // Knuth's multiplier of 64 bits.
            hash = hash * 6364136223846793005L + pixels[offset + pixel];
        }
        return hash;
    }

    ImageRef ref(int image) {
        Part part = parts.get(part(image));
        int row = image - first[part(image)];
        return new ImageRef(part.name(), row, part.rows().label(row));
    }

    private int part(int image) {
        int part = 0;
        while (image >= first[part + 1]) {
            part++;
        }
        return part;
    }
}
