package io.github.mnistlab.explore;

import io.github.mnistlab.data.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Checks of a data set that could be read at all: whether it is likely to be what it is taken for. */
final class Checks {
    /** An image of a pen's lines is mostly paper. */
    private static final double MOST_INK = 0.5;

    private Checks() {}

    static List<Check> of(ImageShape shape, List<PartStatistics> parts, Duplicates duplicates) {
        List<Check> checks = new ArrayList<>();
        checks.add(shapes(shape, parts));
        checks.add(labels(parts));
        checks.add(range(parts));
        if (shape.isGrey()) {
            checks.add(polarity(parts));
        }
        checks.add(blank(parts));
        checks.add(differentLabels(duplicates));
        parts.forEach(part -> checks.add(within(part.name(), duplicates)));
        for (int other = 1; other < parts.size(); other++) {
            for (int part = 0; part < other; part++) {
                checks.add(between(parts.get(part).name(), parts.get(other).name(), duplicates));
            }
        }
        checks.add(similar(duplicates));
        return List.copyOf(checks);
    }

    /** Readers refuse all else, so that this says what holds rather than asks. */
    private static Check shapes(ImageShape shape, List<PartStatistics> parts) {
        return new Check(
                "shape",
                true,
                PartStatistics.rowsInWords(parts) + " images of " + shape.height() + "×" + shape.width() + " pixels"
                        + (shape.isGrey() ? "" : " in colour") + ", with one label each");
    }

    private static Check labels(List<PartStatistics> parts) {
        List<String> missing = new ArrayList<>();
        for (PartStatistics part : parts) {
            IntStream.range(0, part.counts().size())
                    .filter(label -> part.counts().get(label) == 0)
                    .forEach(label -> missing.add("no " + part.name() + " image of class " + label));
        }
        String range = "labels are 0 to " + (parts.get(0).counts().size() - 1);
        return missing.isEmpty()
                ? new Check("labels", true, range + ", and every class has images in every part")
                : new Check("labels", false, range + ", but there is " + String.join(", ", missing));
    }

    private static Check range(List<PartStatistics> parts) {
        int smallest =
                parts.stream().mapToInt(part -> part.pixels().smallest()).min().orElseThrow();
        int largest =
                parts.stream().mapToInt(part -> part.pixels().largest()).max().orElseThrow();
        String found = "grey values range from " + smallest + " to " + largest;
        if (largest <= PixelStatistics.INK / 2) {
            return new Check(
                    "range",
                    false,
                    found
                            + ", though ink is 255: they may have been scaled, to 0 to 1 for example, before being stored");
        }
        return new Check("range", true, found + ", with 0 for paper and 255 for ink");
    }

    private static Check polarity(List<PartStatistics> parts) {
        List<String> inverted = parts.stream()
                .filter(part -> part.pixels().mean() > MOST_INK)
                .map(part -> String.format(
                        Locale.ROOT,
                        "the %s images are %.0f %% ink",
                        part.name(),
                        100 * part.pixels().mean()))
                .toList();
        return inverted.isEmpty()
                ? new Check("paper and ink", true, "images are mostly paper (0)")
                : new Check(
                        "paper and ink",
                        false,
                        String.join(", ", inverted) + "; here 0 is paper and 255 is ink, so they may be inverted");
    }

    private static Check blank(List<PartStatistics> parts) {
        List<String> blank = parts.stream()
                .filter(part -> !part.blank().isEmpty())
                .map(part -> {
                    int images = part.blank().size();
                    return count(images) + " " + part.name()
                            + (images == 1 ? " image, row " : " images, the first in row ")
                            + part.blank().get(0);
                })
                .toList();
        return blank.isEmpty()
                ? new Check("blank images", true, "none")
                : new Check("blank images", false, "all pixels are the same in " + String.join("; in ", blank));
    }

    private static Check differentLabels(Duplicates duplicates) {
        int groups = duplicates.withDifferentLabels();
        return groups == 0
                ? new Check("one image, one label", true, "no two identical images have different labels")
                : new Check(
                        "one image, one label",
                        false,
                        count(groups) + (groups == 1 ? " image has" : " images have") + " different labels in different"
                                + " places, at most one of which is right");
    }

    private static Check within(String part, Duplicates duplicates) {
        int repeats = duplicates.repeatsWithin(part);
        return repeats == 0
                ? new Check("duplicates in " + part, true, "no image occurs twice")
                : new Check(
                        "duplicates in " + part,
                        false,
                        count(repeats) + (repeats == 1 ? " image repeats" : " images repeat") + " an earlier one, pixel"
                                + " by pixel");
    }

    private static Check between(String earlier, String later, Duplicates duplicates) {
        String subject = earlier + " and " + later;
        int shared = duplicates.alsoIn(later, earlier);
        return shared == 0
                ? new Check(subject, true, "no " + later + " image is among the " + earlier + " images")
                : new Check(
                        subject,
                        false,
                        count(shared) + " " + later + (shared == 1 ? " image is" : " images are") + " among the "
                                + earlier
                                + " images too: metrics on " + (shared == 1 ? "it" : "them")
                                + " flatter a model");
    }

    private static Check similar(Duplicates duplicates) {
        String subject = "near-duplicates";
        int pairs = duplicates.similar().size();
        if (pairs == 0) {
            return duplicates.similarSearched()
                    ? new Check(
                            subject,
                            true,
                            "no two different images are closer than " + Duplicates.SIMILAR_DISTANCE + " to each other")
                    : new Check(subject, false, "not searched: too many images are alike in outline");
        }
        long between = duplicates.similar().stream()
                .filter(SimilarImages::betweenParts)
                .count();
        return new Check(
                subject,
                false,
                (duplicates.similarSearched() ? "" : "at least ") + count(pairs) + " pair"
                        + (pairs == 1 ? " of images is " : "s of images are ")
                        + Duplicates.SIMILAR_DISTANCE + " or less apart, as copies are and images written independently"
                        + " hardly ever; " + (between == 0 ? "none" : count(between)) + " between parts");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
