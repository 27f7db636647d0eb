package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.lock.RunComparison;
import io.github.mnistlab.report.text.Markdown;
import io.github.mnistlab.report.text.PlainText;
import java.util.List;
import java.util.function.Function;

/** The changes since the accepted results, as a section of a {@link Summary}. */
final class AcceptedSection {
    private AcceptedSection() {}

    /**
     * The section's Markdown.
     *
     * @param classNames by class
     * @return lines that end in line feeds
     */
    static String of(ResultsComparison comparison, List<String> classNames) {
        StringBuilder text = new StringBuilder("\n### Changes since the accepted results\n\n");
        addChanges("specification and data", comparison.changes(), text);
        addChanges("environment", comparison.environment(), text);
        comparison.applicability().values().forEach(change -> addItem(change, text));
        if (comparison.runs().isEmpty()) {
            return text.append("- no run appears in both\n").toString();
        }
        if (comparison.identical()) {
            return text.append("- results: identical to the bit\n").toString();
        }
        comparison.runs().forEach(run -> addItem(ComparisonReport.images(run), text));
        ComparisonReport.byVariant(comparison).forEach((variant, runs) -> {
            String lost = LostRecall.between(
                    evaluations(runs, RunComparison::before), evaluations(runs, RunComparison::now), classNames);
            if (!lost.isEmpty()) {
                addItem(variant + " has lower recall than accepted on " + lost, text);
            }
        });
        return text.append('\n')
                .append(Markdown.table(ComparisonReport.metrics(comparison)))
                .toString();
    }

    private static void addChanges(String what, List<String> changes, StringBuilder text) {
        addItem(what + ": " + (changes.isEmpty() ? "unchanged" : String.join("; ", changes)), text);
    }

    private static void addItem(String sentence, StringBuilder text) {
        text.append("- ").append(Markdown.escape(PlainText.oneLine(sentence))).append('\n');
    }

    private static List<Evaluation> evaluations(List<RunComparison> runs, Function<RunComparison, Evaluation> when) {
        return runs.stream().map(when).toList();
    }
}
