package io.github.mnistlab.report.html;

import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ComparisonReport;
import io.github.mnistlab.report.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** The changes since the accepted results, in sentences. */
final class AcceptedLines {
    private AcceptedLines() {}

    static List<String> of(ResultsComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(changes("Specification and data", comparison.changes()));
        lines.add(changes("Environment", comparison.environment()));
        if (comparison.runs().isEmpty()) {
            lines.add("No run appears in both.");
        } else if (comparison.identical()) {
            lines.add("Results: identical to the bit.");
        } else {
            comparison.runs().forEach(run -> lines.add(ComparisonReport.images(run)));
        }
        return lines.stream().map(PlainText::oneLine).toList();
    }

    private static String changes(String what, List<String> changes) {
        return what + ": " + (changes.isEmpty() ? "unchanged." : String.join("; ", changes));
    }
}
