package io.github.mnistlab.report.html;

import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ComparisonReport;
import io.github.mnistlab.report.PlainText;
import java.util.ArrayList;
import java.util.List;

/** What became of an experiment since its results were accepted, in sentences. */
final class AcceptedLines {
    private AcceptedLines() {}

    static List<String> of(ResultsComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(changes("Specification and data", comparison.changes()));
        lines.add(changes("Environment", comparison.environment()));
        if (comparison.runs().isEmpty()) {
            lines.add("No run is among both.");
        } else if (comparison.identical()) {
            lines.add("Results: the same to the bit.");
        } else {
            comparison.runs().forEach(run -> lines.add(ComparisonReport.images(run)));
        }
        return lines.stream().map(PlainText::oneLine).toList();
    }

    private static String changes(String what, List<String> changes) {
        return what + ": " + (changes.isEmpty() ? "the same." : String.join("; ", changes));
    }
}
