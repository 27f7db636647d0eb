package io.github.mnistlab.report;

import io.github.mnistlab.data.Slice;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.result.WeakSegments;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a search for weak segments came to, as it is shown: in a sentence where there is little room, or as a table.
 *
 * @param found what it came to
 * @param fewestRows segments of fewer rows were not tried
 */
public record ShownSegments(WeakSegments found, int fewestRows) {
    /** As many as a sentence can hold. */
    private static final int IN_SENTENCE = 5;

    private static final List<String> COLUMNS =
            List.of("rows", "misread", "share misread", "elsewhere", "adjusted p-value");

    /** What was tried, and the weakest segments. */
    public String sentence() {
        if (!isAnyWeak()) {
            return outcome();
        }
        List<String> segments = found.segments().stream()
                .limit(IN_SENTENCE)
                .map(ShownSegments::inWords)
                .toList();
        int left = found.segments().size() - segments.size();
        return outcome() + ": " + String.join("; ", segments) + (left > 0 ? "; and " + left + " more" : "");
    }

    /** What was tried, and whether any is weak. */
    public String outcome() {
        String tooSmall = found.tooSmall() == 0
                ? ""
                : ", " + Numbers.count(found.tooSmall()) + " left out for fewer than " + fewestRows
                        + " rows in them or beside them";
        return PlainText.oneLine(found.variant()) + ": " + Numbers.count(found.tried(), "segment")
                + " of one and two columns tried" + tooSmall + "; "
                + (isAnyWeak() ? "surely weaker than the other rows" : "none is surely weaker than the other rows");
    }

    /** Whether there is anything for a table to show. */
    public boolean isAnyWeak() {
        return !found.segments().isEmpty();
    }

    /** The weak segments, the surest first. */
    public ReportTable table() {
        return new ReportTable(
                "segment",
                COLUMNS,
                found.segments().stream()
                        .map(segment -> new ReportTable.Row(
                                name(segment),
                                false,
                                List.of(
                                        Numbers.count(segment.rows()),
                                        Numbers.count(segment.misread()),
                                        Numbers.percent(segment.share()),
                                        Numbers.percent(segment.elsewhere()),
                                        adjusted(segment))))
                        .toList());
    }

    private static String inWords(WeakSegments.Segment segment) {
        return String.format(
                Locale.ROOT,
                "%s (%,d of %,d misread, %s, elsewhere %s; adjusted p %s)",
                name(segment),
                segment.misread(),
                segment.rows(),
                Numbers.percent(segment.share()),
                Numbers.percent(segment.elsewhere()),
                adjusted(segment));
    }

    private static String name(WeakSegments.Segment segment) {
        return PlainText.oneLine(segment.slices().stream().map(Slice::toString).collect(Collectors.joining(" and ")));
    }

    private static String adjusted(WeakSegments.Segment segment) {
        return segment.adjusted() < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", segment.adjusted());
    }
}
