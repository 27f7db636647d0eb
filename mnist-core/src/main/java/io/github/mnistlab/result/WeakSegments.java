package io.github.mnistlab.result;

import io.github.mnistlab.data.Slice;
import io.github.mnistlab.data.Slices;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.interval.SegmentSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a search for segments of test rows came to on which a variant is worse than on the others: every slice, and every
 * combination of two from different columns. With several seeds a row counts as misread where more than half of the models
 * misread it.
 *
 * @param variant whose predictions they are
 * @param tried how many segments were tried
 * @param tooSmall how many were not, for having too few rows
 * @param segments those whose adjusted p-value is at most {@value #ALPHA}, the surest first, and at most {@value #MOST}; of
 *     two slices together only where they are worse than each of them that is here by itself
 */
public record WeakSegments(String variant, int tried, int tooSmall, List<Segment> segments) {
    /** How likely anything is reported at all where mistakes have nothing to do with segments. */
    public static final double ALPHA = 0.05;

    /** As many as one reads. */
    static final int MOST = 20;

    /**
     * A weak segment.
     *
     * @param slices the one slice, or the two that its rows are in
     * @param rows how many they are
     * @param misread how many of them are misread
     * @param elsewhere the share that is misread of all other rows
     * @param pValue of Fisher's exact test against all other rows, one-sided
     * @param adjusted the same, adjusted by Holm's method for all segments that were tried
     */
    public record Segment(List<Slice> slices, int rows, int misread, double elsewhere, double pValue, double adjusted) {
        /** Copies. */
        public Segment {
            slices = List.copyOf(slices);
        }

        /** The share of its rows that is misread. */
        public double share() {
            return misread / (double) rows;
        }
    }

    /** Copies. */
    public WeakSegments {
        segments = List.copyOf(segments);
    }

    /**
     * Searches.
     *
     * @param classes what each run of the variant predicted, at least one
     */
    static WeakSegments of(String variant, List<Predictions> classes, Slices slices) {
        boolean[] misread = misread(classes);
        SegmentSearch.Found found = SegmentSearch.search(
                slices.columns().stream().map(Slices.Column::ofRows).toList(), misread, slices.fewestRows());
        int all = (int)
                IntStream.range(0, misread.length).filter(row -> misread[row]).count();
        Map<Slice, Double> single = new HashMap<>();
        List<Segment> segments = new ArrayList<>();
        for (SegmentSearch.Segment one : found.tried()) {
            if (one.adjusted() <= ALPHA) {
                Segment segment = segment(one, slices, all, misread.length);
                segments.add(segment);
                if (segment.slices().size() == 1) {
                    single.put(segment.slices().get(0), segment.share());
                }
            }
        }
        return new WeakSegments(
                variant,
                found.tried().size(),
                found.tooSmall(),
                segments.stream()
                        .filter(segment -> segment.slices().size() == 1
                                || segment.slices().stream()
                                        .allMatch(slice -> segment.share() > single.getOrDefault(slice, -1.0)))
                        .limit(MOST)
                        .toList());
    }

    private static Segment segment(SegmentSearch.Segment found, Slices slices, int mistakes, int rows) {
        List<Slice> parts = IntStream.range(0, found.columns().size())
                .mapToObj(place -> {
                    Slices.Column column = slices.columns().get(found.columns().get(place));
                    return new Slice(
                            column.name(), column.values().get(found.values().get(place)));
                })
                .toList();
        double elsewhere = (mistakes - found.wrong()) / (double) (rows - found.rows());
        return new Segment(parts, found.rows(), found.wrong(), elsewhere, found.pValue(), found.adjusted());
    }

    private static boolean[] misread(List<Predictions> classes) {
        boolean[] misread = new boolean[classes.get(0).rows()];
        for (int row = 0; row < misread.length; row++) {
            int place = row;
            long models = classes.stream()
                    .filter(model -> model.predicted(place) != model.label(place))
                    .count();
            misread[row] = 2 * models > classes.size();
        }
        return misread;
    }
}
