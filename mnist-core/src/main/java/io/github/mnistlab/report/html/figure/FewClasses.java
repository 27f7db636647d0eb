package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.report.Confusions;
import io.github.mnistlab.report.text.Numbers;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The classes that a figure shows: all, or a few where there are more than one can tell apart in it.
 *
 * @param labels of the classes, in ascending order
 * @param note a sentence that says which these are; empty if they are all
 */
public record FewClasses(List<Integer> labels, String note) {
    /** Of so many lines each has a colour and dashes of its own that one finds again in the legend. */
    static final int CURVES = 10;

    public FewClasses {
        labels = List.copyOf(labels);
    }

    /**
     * @param values of each class that there is something to show of
     * @param most how many classes are shown if there are too many; of equal ones the lower class
     * @param what the value is, as {@code AUC}
     */
    public static FewClasses lowest(Map<Integer, Double> values, int most, String what) {
        Collection<Integer> all = values.keySet();
        if (!Confusions.areTooMany(all.size())) {
            return new FewClasses(all.stream().sorted().toList(), "");
        }
        Comparator<Integer> byValue = Comparator.comparingDouble(values::get);
        return new FewClasses(
                all.stream()
                        .sorted(byValue.thenComparing(Comparator.naturalOrder()))
                        .limit(most)
                        .sorted()
                        .toList(),
                " Of " + Numbers.count(all.size()) + " classes the " + most + " with the lowest " + what + ".");
    }

    /** Of a colour and dashes: a class's own where all are shown, so that it has them in every figure. */
    int color(int label) {
        return note.isEmpty() ? label : labels.indexOf(label);
    }
}
