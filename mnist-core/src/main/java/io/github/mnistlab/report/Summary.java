package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.ClassificationReport;
import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.gate.GateQuality;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.report.text.Markdown;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.TextTable;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.Provenance.Machine;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An experiment's results as Markdown, for a pull request's comment or the summary of a CI job: the verdicts first. */
final class Summary {
    private static final int WORST_SLICES = 10;

    private final ExperimentResult result;
    private final List<Verdict> verdicts;
    private final Intervals intervals;
    private final List<GateQuality> qualities;
    private final StringBuilder text = new StringBuilder();

    private Summary(Judgement judgement) {
        this.result = judgement.result();
        this.intervals = judgement.intervals();
        this.verdicts = judgement.verdicts();
        this.qualities = judgement.qualities();
    }

    /**
     * @param commandToRunAgain runs just this experiment
     * @param resultsPage the address of a page with all reports, if there is one
     * @return lines that end in line feeds
     */
    static String of(Judgement judgement, String commandToRunAgain, Optional<String> resultsPage) {
        Summary summary = new Summary(judgement);
        summary.addHead();
        summary.addVerdicts();
        summary.addWarnings();
        if (judgement.sinceAccepted() != null) {
            summary.text.append(AcceptedSection.of(judgement.sinceAccepted(), summary.result.classNames()));
        }
        summary.addTables();
        summary.addQualities();
        summary.addDetails();
        summary.addOrigin();
        summary.text.append(resultsPage
                .map(page -> "\n[All reports of this build](" + page + ")\n")
                .orElse("\nNext to this file: `result.json` with everything, `verdicts.json` with the gates.\n"));
        summary.text.append("\n### Run it again\n\n").append(Markdown.codeBlock(PlainText.oneLine(commandToRunAgain)));
        return summary.text.toString();
    }

    private void addHead() {
        text.append("## ").append(Markdown.escape(result.name())).append('\n');
        String description = result.description() == null ? "" : Markdown.escape(result.description());
        if (!description.isEmpty()) {
            text.append('\n').append(description).append('\n');
        }
    }

    private void addVerdicts() {
        text.append("\n**Gates: ").append(ConsoleReport.passed(verdicts)).append("**\n");
        if (verdicts.isEmpty()) {
            return;
        }
        text.append('\n').append(Markdown.row("verdict", List.of("gate", "measured", "where")));
        text.append(Markdown.row("---", List.of("---", "---", "---")));
        for (Verdict verdict : verdicts) {
            String status = verdict.status().toString();
            String shortfall =
                    verdict.shortfall().isEmpty() ? "" : "; **" + Markdown.escape(verdict.shortfall()) + "**";
            String bounds = verdict.bounds().isEmpty() ? "" : "<br>" + Markdown.escape(verdict.bounds());
            String settledBy = verdict.settledBy().isEmpty() ? "" : "<br>" + Markdown.escape(verdict.settledBy());
            text.append(Markdown.row(
                    verdict.status() == VerdictStatus.PASS ? status : "**" + status + "**",
                    List.of(
                            Markdown.escape(verdict.requirement()),
                            Markdown.escape(verdict.measured()) + shortfall + bounds + settledBy,
                            Markdown.escape(verdict.gate().location().toString()))));
        }
    }

    private void addWarnings() {
        for (String warning : result.warnings()) {
            text.append("\n> **Warning:** ").append(Markdown.escape(warning)).append('\n');
        }
    }

    private void addTables() {
        addMatrix();
        List<Variant> byHand = ResultTables.byHand(result);
        if (!byHand.isEmpty()) {
            ResultTables tables = new ResultTables(result, intervals, byHand);
            addTable(result.matrix() == null ? "Metrics" : "Metrics of the other variants", tables.testMetrics());
            addSeeds();
            addWorse(tables.worse());
        }
        addSlices(new SliceTables(result, intervals));
        boolean many = result.matrix() != null;
        if (many) {
            text.append("\n<details>\n<summary>Training and per-class results of every variant</summary>\n");
        }
        ResultTables all = new ResultTables(result, intervals, result.specification());
        if (all.isAnyTrained()) {
            addTable("Training", all.training());
        }
        addTable("Recall by class", all.recalls());
        addLine(all.leftOut());
        if (all.isAnyTrained()) {
            addTable("Training rows by class, first seed", all.classDistribution());
            addLine(all.leftOut());
        }
        if (many) {
            text.append("\n</details>\n");
        }
    }

    private void addSlices(SliceTables slices) {
        if (slices.isEmpty()) {
            return;
        }
        text.append("\n### Slices\n");
        for (SliceTables.Captioned captioned : slices.tables(WORST_SLICES)) {
            text.append('\n').append(Markdown.escape(captioned.caption())).append("\n\n");
            text.append(Markdown.table(captioned.table()));
            if (!captioned.leftOut().isEmpty()) {
                text.append('\n').append(captioned.leftOut()).append('\n');
            }
        }
        text.append("\nWeak segments:\n\n");
        slices.segments()
                .forEach(found -> text.append("- ")
                        .append(Markdown.escape(found.sentence()))
                        .append('\n'));
    }

    /** Cell by cell there would be more than a comment holds; result.json has the rest. */
    private void addMatrix() {
        if (result.matrix() == null) {
            return;
        }
        MatrixTables tables = new MatrixTables(result, "±");
        text.append("\n### Metrics\n\n")
                .append(Markdown.escape(tables.caption()))
                .append('\n');
        for (MatrixTables.Part part : tables.parts()) {
            if (!part.where().isEmpty()) {
                text.append("\n#### ").append(Markdown.escape(part.where())).append('\n');
            }
            part.tables().forEach(table -> text.append('\n').append(Markdown.table(table)));
        }
        if (!tables.footnotes().isEmpty()) {
            text.append('\n');
            tables.footnotes()
                    .forEach(note ->
                            text.append("- ").append(Markdown.escape(note)).append('\n'));
        }
        text.append('\n').append(Markdown.escape(tables.training())).append('\n');
    }

    /** Every metric of every variant that has several seeds. */
    private void addSeeds() {
        for (Variant variant : ResultTables.byHand(result)) {
            if (result.runsOf(variant.name()).size() > 1) {
                text.append("\n<details>\n<summary>All metrics of ")
                        .append(Markdown.escape(variant.name()))
                        .append(", by seed</summary>\n\n")
                        .append(Markdown.table(SeedTable.of(result, variant, intervals)))
                        .append("\n</details>\n");
            }
        }
    }

    private void addQualities() {
        List<GateQuality> known = qualities.stream()
                .filter(quality -> quality.falseAlarms() != null)
                .toList();
        if (known.isEmpty()) {
            return;
        }
        text.append(
                "\n<details>\n<summary>How sensitive the gates are, if metrics are normally distributed over seeds</summary>\n");
        for (GateQuality quality : known) {
            text.append("\n").append(Markdown.escape(quality.requirement())).append("\n\n");
            CalibrationReport.sentences(quality)
                    .forEach(sentence ->
                            text.append("- ").append(Markdown.escape(sentence)).append('\n'));
        }
        text.append("\n</details>\n");
    }

    private void addWorse(List<String> sentences) {
        if (!sentences.isEmpty()) {
            text.append("\n### Classes with lower recall\n\n");
            sentences.forEach(sentence ->
                    text.append("- ").append(Markdown.escape(sentence)).append('\n'));
        }
    }

    private void addLine(String sentence) {
        if (!sentence.isEmpty()) {
            text.append('\n').append(sentence).append('\n');
        }
    }

    private void addTable(String title, ReportTable table) {
        text.append("\n### ").append(title).append("\n\n").append(Markdown.table(table));
    }

    private void addDetails() {
        if (ResultTables.byHand(result).isEmpty()) {
            return;
        }
        text.append("\n<details>\n<summary>Classification reports and confusion matrices</summary>\n");
        for (Variant variant : ResultTables.byHand(result)) {
            RunResult run = result.runsOf(variant.name()).get(0);
            ConfusionMatrix matrix = run.evaluation().confusionMatrix();
            text.append("\n#### ")
                    .append(Markdown.escape(variant.name()))
                    .append(", seed ")
                    .append(run.id().seed())
                    .append("\n\n");
            if (Confusions.areTooMany(matrix.classes())) {
                addLargestConfusions(matrix);
                continue;
            }
            text.append(Markdown.codeBlock(
                            ClassificationReport.of(matrix, ClassificationReport.DEFAULT_DIGITS, classNames())))
                    .append("\nConfusion matrix, true class down and predicted class across:\n\n")
                    .append(Markdown.codeBlock(String.join("\n", TextTable.lines(confusion(matrix, classNames()), 0))));
        }
        text.append("\n</details>\n");
    }

    private void addLargestConfusions(ConfusionMatrix matrix) {
        text.append("The largest of ")
                .append(Numbers.count(Confusions.kinds(matrix), "kind"))
                .append(" of mistakes; report.html has every class:\n\n")
                .append(Markdown.table(Confusions.largest(matrix, classNames(), Confusions.MANY)));
    }

    private List<String> classNames() {
        return result.classNames().stream().map(PlainText::oneLine).toList();
    }

    private static ReportTable confusion(ConfusionMatrix matrix, List<String> names) {
        List<String> classes = names.subList(0, matrix.classes());
        List<ReportTable.Row> rows = new ArrayList<>();
        for (int label = 0; label < matrix.classes(); label++) {
            int row = label;
            rows.add(new ReportTable.Row(
                    classes.get(label),
                    false,
                    IntStream.range(0, matrix.classes())
                            .mapToObj(predicted -> Long.toString(matrix.count(row, predicted)))
                            .toList()));
        }
        return new ReportTable(" ", classes, rows);
    }

    private void addOrigin() {
        text.append("\n<details>\n<summary>Provenance: data, code and environment</summary>\n\n");
        addOrigin("mnist-lab", result.provenance().version());
        addSource();
        ProvenanceLines.of(result).forEach(line -> addOrigin(line.what(), line.value()));
        addRuns();
        text.append("\n</details>\n");
    }

    private void addRuns() {
        List<String> byHand =
                ResultTables.byHand(result).stream().map(Variant::name).toList();
        if (result.matrix() != null) {
            addOrigin("key, parameters and predictions of each run of the matrix", "in result.json");
        }
        List<RunResult> runs = result.runs().stream()
                .filter(run -> byHand.contains(run.id().variant()))
                .toList();
        if (runs.isEmpty()) {
            return;
        }
        text.append('\n').append(Markdown.row("run", List.of("key", "parameters", "predictions")));
        text.append(Markdown.row("---", List.of("---", "---", "---")));
        for (RunResult run : runs) {
            text.append(Markdown.row(
                    Markdown.escape(run.id().toString()),
                    List.of(
                            Markdown.escape(run.key()),
                            Markdown.escape(run.outcome().parameterDigest()),
                            Markdown.escape(run.outcome().predictionDigest()))));
        }
    }

    private void addSource() {
        SourceState source = result.provenance().source();
        if (source != null) {
            String branch = source.branch() == null ? "" : " on " + source.branch();
            String changes = source.dirty() ? ", with uncommitted changes " + source.changes() : "";
            addOrigin("commit", source.commit() + branch + changes);
        }
        Machine machine = result.provenance().machine();
        if (machine != null) {
            addOrigin("machine", machine.host() + ", " + machine.user() + ", " + machine.directory());
        }
    }

    private void addOrigin(String what, String value) {
        text.append("- ")
                .append(Markdown.escape(what))
                .append(": ")
                .append(Markdown.escape(value))
                .append('\n');
    }
}
