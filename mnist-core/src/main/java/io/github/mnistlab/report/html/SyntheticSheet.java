package io.github.mnistlab.report.html;

import io.github.mnistlab.balance.SyntheticExample;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.report.Confusions;
import io.github.mnistlab.report.html.figure.FewClasses;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.report.html.figure.ShownVariant;
import io.github.mnistlab.report.text.ClassTitle;
import io.github.mnistlab.run.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Images that balancing made up, beside the real ones each was made from.
 *
 * @param title whose they are
 * @param note a sentence that says which classes these are; empty if they are all
 * @param rows class by class
 */
record SyntheticSheet(String title, String note, List<Row> rows) {
    /** Of so many variants. */
    private static final int MOST = 8;

    /**
     * @param className of the class
     * @param examples a few
     */
    record Row(String className, List<Example> examples) {
        /** What stands above it. */
        String title() {
            return ClassTitle.of(className);
        }
    }

    /**
     * @param base tile of the real image
     * @param synthetic tile of what was made
     * @param neighbor tile of the other real image; -1 where there is none
     * @param text how it was made
     */
    record Example(int base, int synthetic, int neighbor, String text) {}

    /** How many variants that have such images are left out. */
    static int left(ReportInput input) {
        return Math.max(
                0,
                (int) input.variants().stream()
                                .filter(variant -> has(input, variant))
                                .count()
                        - MOST);
    }

    private static boolean has(ReportInput input, ShownVariant variant) {
        return input.hasImages(variant) && variant.best().outcome().syntheticExamples() != null;
    }

    static List<SyntheticSheet> of(ReportInput input, Sprites sprites) {
        List<SyntheticSheet> sheets = new ArrayList<>();
        input.variants().stream()
                .filter(variant -> has(input, variant))
                .limit(MOST)
                .forEach(variant -> {
                    LabeledImages training =
                            input.images().training(variant.best().id());
                    List<Row> rows = new ArrayList<>();
                    FewClasses shown = rarest(variant.best().outcome());
                    for (SyntheticExample example : variant.best().outcome().syntheticExamples()) {
                        if (!shown.labels().contains(example.label())) {
                            continue;
                        }
                        String name = input.classNames(variant).get(example.label());
                        if (rows.isEmpty()
                                || !rows.get(rows.size() - 1).className().equals(name)) {
                            rows.add(new Row(name, new ArrayList<>()));
                        }
                        rows.get(rows.size() - 1).examples().add(example(example, training, sprites));
                    }
                    sheets.add(new SyntheticSheet(variant.bestName(), shown.note(), rows));
                });
        return sheets;
    }

    /** All classes that were filled up, or those that had the fewest rows. */
    private static FewClasses rarest(RunOutcome outcome) {
        Map<Integer, Double> rows = new TreeMap<>();
        outcome.syntheticExamples()
                .forEach(example -> rows.put(
                        example.label(),
                        outcome.trainingCounts().get(example.label()).doubleValue()));
        return FewClasses.lowest(rows, Confusions.MANY, "number of training rows");
    }

    private static Example example(SyntheticExample example, LabeledImages training, Sprites sprites) {
        int base = sprites.add(training.shape(), example.baseImage(training));
        int synthetic = sprites.add(training.shape(), example.image(training));
        if (example.neighbor() == null) {
            return new Example(base, synthetic, -1, "with noise");
        }
        return new Example(
                base,
                synthetic,
                sprites.add(training.shape(), example.neighborImage(training)),
                String.format(Locale.ROOT, "%.0f %% of the way", 100 * example.gap()));
    }
}
