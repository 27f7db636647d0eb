package io.github.mnistlab.report.html;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.report.html.figure.ShownVariant;
import io.github.mnistlab.report.text.ClassTitle;
import io.github.mnistlab.run.DistortedExample;
import java.util.ArrayList;
import java.util.List;

/**
 * Training images beside what augmentation makes of them, epoch after epoch.
 *
 * @param title whose they are
 * @param galleries an image each
 */
record DistortedSheet(String title, List<Gallery> galleries) {
    /** Of so many variants. */
    private static final int MOST = 4;

    static List<DistortedSheet> of(ReportInput input, Sprites sprites) {
        return input.trained().stream()
                .filter(DistortedSheet::has)
                .limit(MOST)
                .map(variant -> new DistortedSheet(
                        variant.bestName(),
                        galleries(input.images().distorted(variant.best().id()), input.classNames(variant), sprites)))
                .toList();
    }

    /** How many variants that have such images are left out. */
    static int left(ReportInput input) {
        return Math.max(
                0, (int) input.trained().stream().filter(DistortedSheet::has).count() - MOST);
    }

    private static boolean has(ShownVariant variant) {
        return variant.variant()
                .spec()
                .trained()
                .filter(spec ->
                        spec.augmentation() != null && !spec.augmentation().isNone())
                .isPresent();
    }

    static List<Gallery> galleries(List<DistortedExample> examples, List<String> classNames, Sprites sprites) {
        return examples.stream()
                .map(example -> gallery(example, classNames, sprites))
                .toList();
    }

    private static Gallery gallery(DistortedExample example, List<String> classNames, Sprites sprites) {
        String name = classNames.get(example.original().label(0));
        LabeledImages distorted = example.distorted();
        List<Gallery.Picture> pictures = new ArrayList<>();
        pictures.add(new Gallery.Picture(
                sprites.add(example.original(), 0), "training image of class " + name, "original", ""));
        for (int epoch = 0; epoch < distorted.size(); epoch++) {
            pictures.add(new Gallery.Picture(
                    sprites.add(distorted, epoch),
                    "the same, distorted in epoch " + (epoch + 1),
                    "epoch " + (epoch + 1),
                    ""));
        }
        return new Gallery(ClassTitle.of(name), pictures);
    }
}
