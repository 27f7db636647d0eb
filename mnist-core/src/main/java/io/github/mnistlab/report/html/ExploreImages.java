package io.github.mnistlab.report.html;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.explore.ClassStatistics;
import io.github.mnistlab.explore.IdenticalImages;
import io.github.mnistlab.explore.ImageRef;
import io.github.mnistlab.explore.Part;
import io.github.mnistlab.explore.PartStatistics;
import io.github.mnistlab.explore.SimilarImages;
import io.github.mnistlab.explore.UnusualImage;
import io.github.mnistlab.report.ExploredData;
import io.github.mnistlab.report.text.ClassTitle;
import io.github.mnistlab.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The images of a page about a data set, each with the words beneath it. */
final class ExploreImages {
    /** Groups or pairs of duplicates that are shown. */
    static final int DUPLICATES = 24;

    /** Images of each class that are shown as they come. */
    private static final int SAMPLES = 14;

    /** Images of one group that are shown. */
    private static final int OF_A_GROUP = 12;

    private final ExploredData data;
    private final Sprites sprites = new Sprites();

    ExploreImages(ExploredData data) {
        this.data = data;
    }

    /** All images that were asked for. */
    Sprites sprites() {
        return sprites;
    }

    /** The first training images of each class. */
    List<Gallery> samples() {
        Part part = data.parts().get(0);
        return IntStream.range(0, part.rows().classes())
                .mapToObj(label -> new Gallery(
                        name(label),
                        IntStream.range(0, part.rows().size())
                                .filter(row -> part.rows().label(row) == label)
                                .limit(SAMPLES)
                                .mapToObj(row -> sample(new ImageRef(part.name(), row, label)))
                                .toList()))
                .filter(gallery -> !gallery.pictures().isEmpty())
                .toList();
    }

    /** An image of each class, and what augmentation makes of it. */
    List<Gallery> distorted() {
        return DistortedSheet.galleries(data.distorted(), data.classNames(), sprites);
    }

    /** The mean and the variance of each class that has images, part by part. */
    List<Gallery> classes() {
        List<Gallery> galleries = new ArrayList<>();
        for (PartStatistics part : data.exploration().parts()) {
            List<Gallery.Picture> means = new ArrayList<>();
            List<Gallery.Picture> variances = new ArrayList<>();
            for (ClassStatistics one : part.classes()) {
                String of = " of " + Numbers.count(one.rows()) + " " + part.name() + " images of class "
                        + name(one.label());
                means.add(picture(one.meanImage(), 1, "Mean" + of, one));
                variances.add(picture(one.varianceImage(), ClassStatistics.MAX_VARIANCE, "Variance" + of, one));
            }
            galleries.add(new Gallery(capital(part.name()) + ": mean", means));
            galleries.add(new Gallery(capital(part.name()) + ": variance", variances));
        }
        return galleries;
    }

    /** What is most unusual in each class, a row for each part. */
    List<Gallery.Group> unusual() {
        List<Gallery.Group> groups = new ArrayList<>();
        for (int label = 0; label < data.parts().get(0).rows().classes(); label++) {
            List<Gallery> galleries = new ArrayList<>();
            for (int part = 0; part < data.parts().size(); part++) {
                int shown = label;
                List<Gallery.Picture> pictures = data.exploration().unusual().get(part).stream()
                        .filter(image -> image.image().label() == shown)
                        .map(this::picture)
                        .toList();
                if (!pictures.isEmpty()) {
                    galleries.add(new Gallery(capital(data.parts().get(part).name()), pictures));
                }
            }
            if (!galleries.isEmpty()) {
                groups.add(new Gallery.Group(ClassTitle.of(name(label)), galleries));
            }
        }
        return groups;
    }

    /** The first groups of identical images. */
    List<Gallery> identical() {
        return data.exploration().duplicates().identical().stream()
                .limit(DUPLICATES)
                .map(this::gallery)
                .toList();
    }

    /** The nearest pairs of similar images. */
    List<Gallery> similar() {
        return data.exploration().duplicates().similar().stream()
                .limit(DUPLICATES)
                .map(pair -> new Gallery(distance(pair), List.of(picture(pair.first()), picture(pair.second()))))
                .toList();
    }

    private Gallery gallery(IdenticalImages group) {
        int size = group.images().size();
        return new Gallery(
                size + " times" + (group.labelsDiffer() ? ", under different labels" : ""),
                group.images().stream().limit(OF_A_GROUP).map(this::picture).toList());
    }

    private static String distance(SimilarImages pair) {
        return String.format(Locale.ROOT, "%.1f apart", pair.distance())
                + (pair.first().label() == pair.second().label() ? "" : ", under different labels");
    }

    private Gallery.Picture sample(ImageRef image) {
        return new Gallery.Picture(
                tile(image), ClassTitle.of(name(image.label())) + ", " + image.part() + " row " + image.row(), "", "");
    }

    private Gallery.Picture picture(List<Double> pixels, double ink, String label, ClassStatistics one) {
        byte[] grey = new byte[pixels.size()];
        for (int pixel = 0; pixel < grey.length; pixel++) {
            grey[pixel] = (byte) Math.round(pixels.get(pixel) / ink * 255);
        }
        return new Gallery.Picture(sprites.add(shape(), grey), label, name(one.label()), "");
    }

    private ImageShape shape() {
        return data.parts().get(0).rows().shape();
    }

    private Gallery.Picture picture(UnusualImage image) {
        String distance = String.format(Locale.ROOT, "%.1f", image.distance());
        return new Gallery.Picture(
                tile(image.image()),
                "A " + image.image().part() + " image of class "
                        + name(image.image().label()),
                Numbers.count(image.image().row()),
                distance + "×");
    }

    private Gallery.Picture picture(ImageRef image) {
        return new Gallery.Picture(
                tile(image),
                "A " + image.part() + " image of class " + name(image.label()),
                image.part() + " " + Numbers.count(image.row()),
                "label " + name(image.label()));
    }

    private int tile(ImageRef image) {
        Part part = data.parts().stream()
                .filter(one -> one.name().equals(image.part()))
                .findFirst()
                .orElseThrow();
        return sprites.add(part.rows(), image.row());
    }

    private String name(int label) {
        return data.classNames().get(label);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
