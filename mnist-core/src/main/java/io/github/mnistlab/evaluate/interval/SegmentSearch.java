package io.github.mnistlab.evaluate.interval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * A search for segments of the test rows on which a classifier is worse than on the others: every category of one column, and
 * every combination of two columns that is not one of these again. Each is held against all other rows by Fisher's exact test, one-sided (R. A. Fisher,
 * "The Design of Experiments", 1935): if mistakes had nothing to do with the segment, how likely would it have so many? As
 * many questions find something by chance, p-values are adjusted for all that were asked, by {@link Holm}.
 */
public final class SegmentSearch {
    private SegmentSearch() {}

    /**
     * Some rows.
     *
     * @param columns their columns, by number: one, or two in ascending order
     * @param values the category in each
     * @param rows how many there are
     * @param wrong how many of them are misread
     * @param pValue of Fisher's exact test, by itself
     * @param adjusted the same, adjusted for all segments that were tried
     */
    public record Segment(
            List<Integer> columns, List<Integer> values, int rows, int wrong, double pValue, double adjusted) {}

    /**
     * What came out.
     *
     * @param tried all segments that have enough rows, those first that are most surely worse
     * @param tooSmall how many have too few
     */
    public record Found(List<Segment> tried, int tooSmall) {}

    /**
     * Searches.
     *
     * @param columns the category of each row, column by column
     * @param wrong whether each row was misread
     * @param fewestRows segments of fewer rows are not tried, nor such as leave fewer
     */
    public static Found search(List<int[]> columns, boolean[] wrong, int fewestRows) {
        List<Segment> enough = new ArrayList<>();
        int tooSmall = 0;
        int mistakes =
                (int) IntStream.range(0, wrong.length).filter(row -> wrong[row]).count();
        Map<List<Integer>, Integer> sizes = new HashMap<>();
        for (List<Integer> chosen : choices(columns.size())) {
            for (Map.Entry<List<Integer>, int[]> counts :
                    counts(chosen, columns, wrong).entrySet()) {
                int rows = counts.getValue()[0];
                int misread = counts.getValue()[1];
                if (isWholeOfOne(chosen, counts.getKey(), rows, sizes)) {
                    continue;
                }
                if (rows < fewestRows || wrong.length - rows < fewestRows) {
                    tooSmall++;
                } else {
                    double pValue = pValue(wrong.length, mistakes, rows, misread);
                    enough.add(new Segment(chosen, counts.getKey(), rows, misread, pValue, 1));
                }
            }
        }
        return new Found(adjusted(enough), tooSmall);
    }

    /** Whether two categories together are the very rows that one of them is; notes how many those of one are. */
    private static boolean isWholeOfOne(
            List<Integer> chosen, List<Integer> values, int rows, Map<List<Integer>, Integer> sizes) {
        if (chosen.size() == 1) {
            sizes.put(List.of(chosen.get(0), values.get(0)), rows);
            return false;
        }
        return IntStream.range(0, chosen.size())
                .anyMatch(place -> sizes.get(List.of(chosen.get(place), values.get(place))) == rows);
    }

    private static List<List<Integer>> choices(int columns) {
        List<List<Integer>> choices = new ArrayList<>();
        IntStream.range(0, columns).forEach(one -> choices.add(List.of(one)));
        for (int one = 0; one < columns; one++) {
            for (int two = one + 1; two < columns; two++) {
                choices.add(List.of(one, two));
            }
        }
        return choices;
    }

    /** Rows, and misread ones, by their categories. */
    private static Map<List<Integer>, int[]> counts(List<Integer> chosen, List<int[]> columns, boolean[] wrong) {
        Map<List<Integer>, int[]> counts = new LinkedHashMap<>();
        for (int row = 0; row < wrong.length; row++) {
            int place = row;
            List<Integer> values =
                    chosen.stream().map(column -> columns.get(column)[place]).toList();
            int[] count = counts.computeIfAbsent(values, key -> new int[2]);
            count[0]++;
            count[1] += wrong[row] ? 1 : 0;
        }
        return counts;
    }

    private static double pValue(int all, int mistakes, int rows, int misread) {
        return misread == 0
                ? 1
                : HypergeometricDistribution.of(all, mistakes, rows).survivalProbability(misread - 1);
    }

    private static List<Segment> adjusted(List<Segment> segments) {
        double[] adjusted =
                Holm.adjust(segments.stream().mapToDouble(Segment::pValue).toArray());
        List<Segment> all = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Segment one = segments.get(i);
            all.add(new Segment(one.columns(), one.values(), one.rows(), one.wrong(), one.pValue(), adjusted[i]));
        }
        all.sort(Comparator.comparingDouble(Segment::pValue));
        return Collections.unmodifiableList(all);
    }
}
