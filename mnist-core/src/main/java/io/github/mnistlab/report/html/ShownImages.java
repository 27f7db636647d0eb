package io.github.mnistlab.report.html;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.report.html.figure.ShownVariant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The test images that a page holds: every mistake of each variant's best run, every image on which variants disagree, a
 * few hits of each class and the least certain ones. Where that is more than a page can bear, hits have half of the room at
 * most, and of mistakes what was most confidently wrong comes first, of each variant in turn. The same results choose the
 * same images.
 */
final class ShownImages {
    /** Some 250 bytes each, as a page has them where they are MNIST's. */
    private static final int MOST_IMAGES = 4_000;

    /** Of all images, before they are compressed. */
    private static final int MOST_VALUES = MOST_IMAGES * ImageShape.MNIST_PIXELS;

    /** Of an image for a variant: some 30 bytes each. */
    private static final int MOST_PREDICTIONS = 40_000;

    private static final int HITS_OF_A_CLASS = 10;
    private static final int UNCERTAIN_HITS = 48;

    /** Of each of many variants; together they have more. */
    private static final int HITS_OF_A_CLASS_OF_MANY = 1;

    private static final int UNCERTAIN_HITS_OF_MANY = 6;

    private final ReportInput input;
    private final List<Optional<LabeledImages>> sets = new ArrayList<>();
    private final List<ShownVariant> firstOfSet = new ArrayList<>();
    private final List<Integer> setOfVariant = new ArrayList<>();
    private final List<Set<Integer>> rows = new ArrayList<>();
    private final List<Integer> disagreements = new ArrayList<>();

    ShownImages(ReportInput input) {
        this.input = input;
        for (ShownVariant variant : input.variants()) {
            int set = IntStream.range(0, sets.size())
                    .filter(i -> input.onTheSameImages(firstOfSet.get(i), variant))
                    .findFirst()
                    .orElse(sets.size());
            if (set == sets.size()) {
                sets.add(
                        input.hasImages(variant)
                                ? Optional.of(
                                        input.images().test(variant.variant().name()))
                                : Optional.empty());
                firstOfSet.add(variant);
                rows.add(new LinkedHashSet<>());
            }
            setOfVariant.add(set);
        }
        choose();
    }

    private void choose() {
        int many = input.variants().size();
        int budget = Math.min(mostImages(), MOST_PREDICTIONS / many);
        List<Waiting> wanted = new ArrayList<>();
        List<Integer> setOfList = new ArrayList<>();
        int hits = 0;
        for (int i = 0; i < many; i++) {
            if (sets.get(setOfVariant.get(i)).isEmpty()) {
                continue;
            }
            Predictions predictions = input.variants().get(i).predictions();
            Set<Integer> chosen = rows.get(setOfVariant.get(i));
            for (int row : hits(predictions)) {
                // Half of the room is for mistakes.
                if (hits < budget / 2 && chosen.add(row)) {
                    hits++;
                }
            }
            wanted.add(new Waiting(mistakes(predictions)));
            setOfList.add(setOfVariant.get(i));
        }
        for (int set = 0; set < sets.size(); set++) {
            int[] split = disagreements(set);
            disagreements.add(split.length);
            if (sets.get(set).isPresent()) {
                wanted.add(new Waiting(split));
                setOfList.add(set);
            }
        }
        int taken = hits;
        boolean any = true;
        while (any && taken < budget) {
            any = false;
            for (int i = 0; i < wanted.size() && taken < budget; i++) {
                Waiting waiting = wanted.get(i);
                if (waiting.hasNext()) {
                    any = true;
                    taken += rows.get(setOfList.get(i)).add(waiting.next()) ? 1 : 0;
                }
            }
        }
    }

    private int mostImages() {
        int largest = sets.stream()
                .flatMap(Optional::stream)
                .mapToInt(images -> Thumbnail.of(images.shape()).values())
                .max()
                .orElse(1);
        return Math.min(MOST_IMAGES, MOST_VALUES / largest);
    }

    /** Rows that are taken one after the other. */
    private static final class Waiting {
        private final int[] rows;
        private int next;

        Waiting(int[] rows) {
            this.rows = rows;
        }

        boolean hasNext() {
            return next < rows.length;
        }

        int next() {
            return rows[next++];
        }
    }

    private List<Integer> hits(Predictions predictions) {
        boolean few = input.hasFewVariants();
        List<Integer> hits = new ArrayList<>();
        hits.addAll(someHits(predictions, few ? HITS_OF_A_CLASS : HITS_OF_A_CLASS_OF_MANY));
        hits.addAll(uncertainHits(predictions, few ? UNCERTAIN_HITS : UNCERTAIN_HITS_OF_MANY));
        return hits;
    }

    /** Evenly over the data set. */
    private static List<Integer> someHits(Predictions predictions, int most) {
        List<Integer> some = new ArrayList<>();
        for (int label = 0; label < predictions.classes(); label++) {
            int wanted = label;
            List<Integer> hits = IntStream.range(0, predictions.rows())
                    .filter(row -> predictions.label(row) == wanted && predictions.predicted(row) == wanted)
                    .boxed()
                    .toList();
            int count = Math.min(most, hits.size());
            for (int i = 0; i < count; i++) {
                some.add(hits.get((int) ((long) i * hits.size() / count)));
            }
        }
        return some;
    }

    private static List<Integer> uncertainHits(Predictions predictions, int most) {
        return IntStream.range(0, predictions.rows())
                .filter(row -> predictions.predicted(row) == predictions.label(row))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> confidence(predictions, row)))
                .limit(most)
                .toList();
    }

    private static int[] mistakes(Predictions predictions) {
        return IntStream.range(0, predictions.rows())
                .filter(row -> isMistake(predictions, row))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -confidence(predictions, row)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean isMistake(Predictions predictions, int row) {
        return predictions.predicted(row) != predictions.label(row);
    }

    private int[] disagreements(int set) {
        Predictions first = null;
        BitSet split = new BitSet();
        for (int i = 0; i < setOfVariant.size(); i++) {
            if (setOfVariant.get(i) == set) {
                Predictions other = input.variants().get(i).predictedClasses();
                first = first == null ? other : first;
                for (int row = 0; row < first.rows(); row++) {
                    if (other.predicted(row) != first.predicted(row)) {
                        split.set(row);
                    }
                }
            }
        }
        return split.stream().toArray();
    }

    private static double confidence(Predictions predictions, int row) {
        return predictions
                .probabilities()
                .map(probabilities -> probabilities.get(row, predictions.predicted(row)))
                .orElse(0.0);
    }

    /** What the page's script shows; puts the images among the sprites. */
    Data data(Sprites sprites) {
        List<Data.ImageSet> shownSets = new ArrayList<>();
        List<List<Integer>> chosen = new ArrayList<>();
        for (int set = 0; set < sets.size(); set++) {
            Optional<LabeledImages> images = sets.get(set);
            List<Integer> sorted = rows.get(set).stream().sorted().toList();
            Predictions predictions = firstOfSet.get(set).predictedClasses();
            chosen.add(sorted);
            shownSets.add(new Data.ImageSet(
                    sorted.stream()
                            .map(row -> sprites.add(images.orElseThrow(), row))
                            .toList(),
                    sorted,
                    sorted.stream().map(predictions::label).toList(),
                    predictions.rows(),
                    disagreements.get(set)));
        }
        List<Integer> cells = input.confusedClasses();
        Optional<List<Integer>> fewer = Optional.of(cells).filter(shown -> shown.size() < input.classes());
        List<Data.VariantPredictions> variants = new ArrayList<>();
        for (int i = 0; i < input.variants().size(); i++) {
            ShownVariant variant = input.variants().get(i);
            int set = setOfVariant.get(i);
            variants.add(Data.VariantPredictions.of(variant, set, chosen.get(set), fewer));
        }
        return new Data(input.classes(), input.classNames(), cells, shownSets, variants);
    }

    /**
     * Which images the page holds.
     *
     * @param shown how many there are
     */
    String told(int shown) {
        int left = leftOut();
        return left == 0
                ? "The page holds every misclassified image, every image on which variants disagree, and a sample of the"
                        + " correctly classified ones."
                : String.format(
                        Locale.ROOT,
                        "To stay small, the page holds %,d test images: the most confident mistakes of each variant,"
                                + " disagreements and a sample of correct predictions; %,d mistakes are counted but not shown.",
                        shown,
                        left);
    }

    /** Mistakes that are not among the images, over all variants. */
    int leftOut() {
        int left = 0;
        for (int i = 0; i < input.variants().size(); i++) {
            if (sets.get(setOfVariant.get(i)).isEmpty()) {
                continue;
            }
            Set<Integer> chosen = rows.get(setOfVariant.get(i));
            Predictions predictions = input.variants().get(i).predictedClasses();
            left += (int) IntStream.range(0, predictions.rows())
                    .filter(row -> isMistake(predictions, row) && !chosen.contains(row))
                    .count();
        }
        return left;
    }
}
