package io.github.mnistlab.report;

import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.TextTable;
import io.github.mnistlab.result.ExperimentResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is shown of an experiment at the end of a build: short enough for a log, wide enough for a terminal. */
public final class ConsoleReport {
    private static final int WIDTH = 100;

    private static final int WORST_SLICES = 5;

    private ConsoleReport() {}

    /**
     * Warnings, the cells of the matrix metric by metric, the other variants with their metrics and what changed from the
     * first, their worst slices, the gates with their verdicts, and where the results lie.
     *
     * @param folder where the results lie, to be shown as it is
     * @return lines of at most 100 columns unless a single word is longer; no escape sequences, and ASCII but for names
     *     and the description
     */
    public static List<String> lines(Judgement judgement, Path folder) {
        ExperimentResult result = judgement.result();
        List<String> lines = new ArrayList<>(PlainText.wrap(title(result.name(), result.description()), WIDTH, ""));
        for (String warning : result.warnings()) {
            lines.addAll(PlainText.wrap("WARNING: " + PlainText.oneLine(warning), WIDTH, "  "));
        }
        addMatrix(result, lines);
        List<Variant> byHand = ResultTables.byHand(result);
        if (!byHand.isEmpty()) {
            ResultTables tables = new ResultTables(result, judgement.intervals(), byHand);
            lines.add("");
            lines.addAll(TextTable.lines(tables.testMetrics(), WIDTH));
            if (tables.isAnyTrained()) {
                lines.add("");
                lines.addAll(TextTable.lines(tables.training(), WIDTH));
            }
        }
        addSlices(new SliceTables(result, judgement.intervals()), lines);
        lines.add("");
        addGates(judgement.verdicts(), lines);
        lines.add("results: " + folder + " (open report.html, or read summary.md)");
        return List.copyOf(lines);
    }

    private static void addMatrix(ExperimentResult result, List<String> lines) {
        if (result.matrix() == null) {
            return;
        }
        MatrixTables tables = new MatrixTables(result, "+-");
        lines.add("");
        lines.add(tables.caption());
        for (MatrixTables.Part part : tables.parts()) {
            if (!part.where().isEmpty()) {
                lines.add("");
                lines.addAll(PlainText.wrap(part.where() + ":", WIDTH, "  "));
            }
            for (ReportTable table : part.tables()) {
                for (List<String> block : TextTable.blocks(table, WIDTH)) {
                    lines.add("");
                    lines.addAll(block);
                }
            }
        }
        if (!tables.footnotes().isEmpty()) {
            lines.add("");
            tables.footnotes().forEach(note -> lines.addAll(PlainText.wrap(note, WIDTH, "    ")));
        }
        lines.add("");
        lines.addAll(PlainText.wrap(tables.training(), WIDTH, "  "));
    }

    private static void addSlices(SliceTables slices, List<String> lines) {
        if (slices.isEmpty()) {
            return;
        }
        for (SliceTables.Captioned captioned : slices.tables(WORST_SLICES)) {
            lines.add("");
            lines.addAll(PlainText.wrap(captioned.caption() + ":", WIDTH, "  "));
            for (List<String> block : TextTable.blocks(captioned.table(), WIDTH)) {
                lines.addAll(block);
            }
            if (!captioned.leftOut().isEmpty()) {
                lines.add("  " + captioned.leftOut());
            }
        }
        lines.add("");
        lines.add("weak segments:");
        slices.segments().forEach(found -> lines.addAll(PlainText.wrap("  " + found.sentence(), WIDTH, "    ")));
    }

    /** On one line, whatever the file says. */
    static String title(String experiment, String description) {
        String question = description == null ? "" : PlainText.oneLine(description);
        return PlainText.oneLine(experiment) + (question.isEmpty() ? "" : ": " + question);
    }

    private static void addGates(List<Verdict> verdicts, List<String> lines) {
        lines.add("gates: " + passed(verdicts));
        int widest = verdicts.stream()
                .mapToInt(verdict -> verdict.status().toString().length())
                .max()
                .orElse(0);
        for (Verdict verdict : verdicts) {
            String status = verdict.status().toString();
            String start = "  " + status + " ".repeat(widest - status.length() + 2);
            String indent = " ".repeat(start.length());
            lines.addAll(PlainText.wrap(start + PlainText.oneLine(verdict.sentence()), WIDTH, indent + "  "));
            if (verdict.status() != VerdictStatus.PASS) {
                lines.add(indent + "  at " + verdict.gate().location());
            }
        }
    }

    /** As {@code 1 of 3 passed, 1 inconclusive}. */
    static String passed(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return "none";
        }
        return count(verdicts, VerdictStatus.PASS) + " of " + verdicts.size() + " passed"
                + others(verdicts, VerdictStatus.INCONCLUSIVE)
                + others(verdicts, VerdictStatus.NOT_JUDGED);
    }

    private static String others(List<Verdict> verdicts, VerdictStatus status) {
        long count = count(verdicts, status);
        return count == 0 ? "" : ", " + count + " " + status;
    }

    private static long count(List<Verdict> verdicts, VerdictStatus status) {
        return verdicts.stream().filter(verdict -> verdict.status() == status).count();
    }
}
