package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Intervals.Interval;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer of a matrix, in plain words: which of its lines clearly differ from the first, at the far end. */
final class MatrixAnswer {
    private MatrixAnswer() {}

    static List<String> of(ReportInput input) {
        MatrixShape shape = new MatrixShape(input);
        MetricExpression metric =
                input.result().matrix().metrics().get(0).in(input.result().classNames());
        List<String> sentences = new ArrayList<>();
        int runs = input.result().runs().size();
        sentences.add(Numbers.count(runs, "run") + " of "
                + Numbers.count(input.variants().size(), "variant") + (runs == 1 ? " was" : " were")
                + " trained and tested.");
        int missing = input.result().notApplicable().size();
        if (missing > 0) {
            sentences.add(Numbers.count(missing, "further run")
                    + " could not be made, because the method is not applicable to the rows; the reasons are below.");
        }
        List<String> lines = shape.lines();
        List<String> values = shape.along().values();
        String end = values.get(values.size() - 1);
        ShownVariant reference = shape.cells(lines.get(0)).get(end);
        if (lines.size() < 2 || reference == null) {
            return sentences;
        }
        addDifferences(input, shape, metric, end, reference, sentences);
        return sentences;
    }

    private static void addDifferences(
            ReportInput input,
            MatrixShape shape,
            MetricExpression metric,
            String end,
            ShownVariant reference,
            List<String> sentences) {
        List<String> clear = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        for (String line : shape.lines().subList(1, shape.lines().size())) {
            Map<String, ShownVariant> cells = shape.cells(line);
            ShownVariant cell = cells.get(end);
            if (cell == null || !input.onTheSameImages(cell, reference)) {
                continue;
            }
            Optional<Interval> interval = input.intervals()
                    .ofDifference(cell.variant().name(), reference.variant().name(), metric);
            boolean sure = interval.isPresent()
                    && (interval.get().lower() > 0 || interval.get().upper() < 0);
            if (sure) {
                boolean better = interval.get().lower() > 0 == (metric.direction() == Direction.HIGHER_IS_BETTER);
                clear.add(PlainText.oneLine(line) + " is " + (better ? "better" : "worse") + " ("
                        + Numbers.difference(cell.mean(metric).minus(reference.mean(metric))) + ", between "
                        + Numbers.metric(interval.get().lower()) + " and "
                        + Numbers.metric(interval.get().upper()) + ")");
            } else {
                undecided.add(PlainText.oneLine(line));
            }
        }
        String where = "At " + shape.alongName() + " " + PlainText.oneLine(end) + ", by " + metric + " against "
                + PlainText.oneLine(shape.lines().get(0)) + " (" + Numbers.metric(reference.mean(metric)) + "): ";
        if (!clear.isEmpty()) {
            sentences.add(where + String.join("; ", clear) + ". Each interval has " + Intervals.PERCENT
                    + " % confidence by itself; among many, one may miss.");
        }
        if (!undecided.isEmpty()) {
            sentences.add((clear.isEmpty() ? where : "") + String.join(", ", undecided)
                    + (undecided.size() == 1 ? " shows" : " show") + " no clear difference in these runs.");
        }
    }
}
