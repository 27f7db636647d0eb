package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What there is to see of a confusion matrix of more classes than one can read. */
public final class Confusions {
    /** More classes than one reads in one table. */
    public static final int MANY = 30;

    private Confusions() {}

    /** Whether there are too many classes to show each. */
    public static boolean areTooMany(int classes) {
        return classes > MANY;
    }

    /**
     * The classes of the largest confusions: of each kind of mistake, the largest first, the true and the predicted class,
     * until there are enough.
     *
     * @param matrices of the same classes; their mistakes are added up
     * @return up to {@value #MANY} classes, in ascending order
     */
    public static List<Integer> mostConfused(List<ConfusionMatrix> matrices) {
        Map<List<Integer>, Long> rows = new LinkedHashMap<>();
        for (ConfusionMatrix matrix : matrices) {
            for (Mistake mistake : mistakes(matrix)) {
                rows.merge(List.of(mistake.label(), mistake.predicted()), mistake.rows(), Long::sum);
            }
        }
        return rows.entrySet().stream()
                .sorted(Comparator.comparingLong(mistake -> -mistake.getValue()))
                .flatMap(mistake -> mistake.getKey().stream())
                .distinct()
                .limit(MANY)
                .sorted()
                .toList();
    }

    /** The rows of some classes, in their order, and those of all others together as one more class, the last. */
    public static long[][] withOthers(ConfusionMatrix matrix, List<Integer> shown) {
        int[] places = new int[matrix.classes()];
        Arrays.fill(places, shown.size());
        for (int place = 0; place < shown.size(); place++) {
            if (shown.get(place) < places.length) {
                places[shown.get(place)] = place;
            }
        }
        long[][] counts = new long[shown.size() + 1][shown.size() + 1];
        for (int label = 0; label < matrix.classes(); label++) {
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                counts[places[label]][places[predicted]] += matrix.count(label, predicted);
            }
        }
        return counts;
    }

    /** One kind of mistake. */
    private record Mistake(int label, int predicted, long rows) {}

    /**
     * The most frequent mistakes, the largest first.
     *
     * @param names of the classes
     * @param most how many
     */
    public static ReportTable largest(ConfusionMatrix matrix, List<String> names, int most) {
        List<ReportTable.Row> rows = mistakes(matrix).stream()
                .sorted(Comparator.comparingLong((Mistake mistake) -> -mistake.rows()))
                .limit(most)
                .map(mistake -> new ReportTable.Row(
                        PlainText.oneLine(names.get(mistake.label())),
                        false,
                        List.of(
                                PlainText.oneLine(names.get(mistake.predicted())),
                                Numbers.count(mistake.rows()),
                                String.format(
                                        Locale.ROOT,
                                        "%.1f %%",
                                        100.0 * mistake.rows() / matrix.support(mistake.label())))))
                .collect(Collectors.toList());
        return new ReportTable("true class", List.of("predicted", "rows", "share of the class"), rows);
    }

    private static List<Mistake> mistakes(ConfusionMatrix matrix) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int label = 0; label < matrix.classes(); label++) {
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                if (label != predicted && matrix.count(label, predicted) > 0) {
                    mistakes.add(new Mistake(label, predicted, matrix.count(label, predicted)));
                }
            }
        }
        return mistakes;
    }

    /** How many kinds of mistakes there are. */
    public static long kinds(ConfusionMatrix matrix) {
        return mistakes(matrix).size();
    }
}
