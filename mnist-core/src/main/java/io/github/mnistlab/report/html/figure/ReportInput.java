package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.report.Confusions;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.result.ExperimentImages;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.TestPredictions;
import io.github.mnistlab.run.TestImages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The input of a report's page.
 *
 * @param judgement the results, and what was made of them
 * @param images of the experiment's data
 * @param variants that have runs, in the order of the file; at least one
 * @param commands to type next
 */
public record ReportInput(
        Judgement judgement, ExperimentImages images, List<ShownVariant> variants, Commands commands) {
    /** Above it, charts show one variant at a time. */
    static final int FEW = 6;

    /** More would be a wall of dots, and of curves some megabytes. */
    private static final int MOST_DRAWN = 60;

    /** @throws IllegalArgumentException if no run came to an end */
    public ReportInput {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("there is no run to report of");
        }
    }

    public static ReportInput of(
            Judgement judgement, TestPredictions predictions, ExperimentImages images, Commands commands) {
        ExperimentResult result = judgement.result();
        List<ShownVariant> variants = new ArrayList<>();
        for (Variant variant : result.specification()) {
            result.bestRunOf(variant.name())
                    .ifPresent(best -> variants.add(new ShownVariant(
                            variants.size(), variant, result.runsOf(variant.name()), best, predictions)));
        }
        return new ReportInput(judgement, images, variants, commands);
    }

    public ExperimentResult result() {
        return judgement.result();
    }

    public Intervals intervals() {
        return judgement.intervals();
    }

    /** Those that were trained here, of whose training there is something to show. */
    public List<ShownVariant> trained() {
        return variants.stream().filter(ShownVariant::isTrained).toList();
    }

    /** Those of which more is known than the predicted classes. */
    public List<ShownVariant> withProbabilities() {
        return variants.stream().filter(ShownVariant::hasProbabilities).toList();
    }

    /** What the others are compared with. */
    public ShownVariant first() {
        return variants.get(0);
    }

    List<ShownVariant> others() {
        return variants.subList(1, variants.size());
    }

    public boolean isMatrix() {
        return result().matrix() != null;
    }

    /** Those that are drawn where each would take much room. */
    List<ShownVariant> drawn() {
        return variants.subList(0, Math.min(MOST_DRAWN, variants.size()));
    }

    /** A sentence for figures of those that are drawn; empty if all are. */
    String notDrawn() {
        int left = variants.size() - drawn().size();
        return left == 0
                ? ""
                : " " + Numbers.count(left, "further variant") + (left == 1 ? " is" : " are")
                        + " left out here; see the tables.";
    }

    public boolean hasFewVariants() {
        return variants.size() <= FEW;
    }

    /** Whether the two were tested on the same images, so that they can be compared image by image. */
    public boolean onTheSameImages(ShownVariant one, ShownVariant other) {
        if (!hasImages(one) || !hasImages(other)) {
            return testRows(one).equals(testRows(other));
        }
        return images.test(one.variant().name())
                .equals(images.test(other.variant().name()));
    }

    private TestImages testRows(ShownVariant variant) {
        return TestImages.of(
                result().specification(), result().data(), variant.variant().name());
    }

    public int classes() {
        return variants.stream()
                .mapToInt(variant -> variant.best().evaluation().classes())
                .max()
                .orElseThrow();
    }

    /** The classes that have a row and a column of their own in confusion matrices: all, or those of the largest confusions. */
    public List<Integer> confusedClasses() {
        return Confusions.areTooMany(classes())
                ? Confusions.mostConfused(variants.stream()
                        .map(variant -> variant.best().evaluation().confusionMatrix())
                        .toList())
                : IntStream.range(0, classes()).boxed().toList();
    }

    public List<String> classNames() {
        return result().classNames().stream().map(PlainText::oneLine).toList();
    }

    /** The names of the classes of a variant's data set. */
    public List<String> classNames(ShownVariant variant) {
        return result().classNamesOf(variant.variant().name()).stream()
                .map(PlainText::oneLine)
                .toList();
    }

    /** Whether there are images of any test row, and not labels alone. */
    public boolean hasImages() {
        return variants.stream().anyMatch(this::hasImages);
    }

    /** Whether a variant reads what one can draw on a pad: MNIST's form, and classes called by their numbers. */
    public boolean isOfDigits(ShownVariant variant) {
        DatasetFiles.Digests data = result().data().get(variant.variant().name());
        return hasImages(variant) && data.shape() == null && data.classNames() == null;
    }

    public boolean hasImages(ShownVariant variant) {
        return images.has(variant.variant().name());
    }

    /** Whether any variant has several seeds. */
    public boolean hasSeeds() {
        return variants.stream().anyMatch(variant -> variant.runs().size() > 1);
    }
}
