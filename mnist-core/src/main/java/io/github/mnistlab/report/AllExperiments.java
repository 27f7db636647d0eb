package io.github.mnistlab.report;

import io.github.mnistlab.disk.WholeFile;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.report.text.Markdown;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.TextTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The experiments of all modules of a build, in one summary.
 *
 * @param experiments by module and name
 * @param unreadable titles of those whose results could not be read
 */
public record AllExperiments(List<ModuleExperiment> experiments, List<String> unreadable) {
    private static final int WIDTH = 100;

    /** Copies. */
    public AllExperiments {
        experiments = List.copyOf(experiments);
        unreadable = List.copyOf(unreadable);
    }

    /** As {@code 3 experiments in 2 modules: of 7 gates 6 passed, 1 was missed}. */
    public String sentence() {
        long modules =
                experiments.stream().map(ModuleExperiment::module).distinct().count();
        long gates = experiments.stream()
                .mapToLong(experiment -> experiment.verdicts().size())
                .sum();
        String judged = gates == 0
                ? "no gate"
                : "of " + Numbers.count(gates, "gate") + " " + count(VerdictStatus.PASS) + " passed, "
                        + count(VerdictStatus.FAIL) + " missed" + others(VerdictStatus.INCONCLUSIVE)
                        + others(VerdictStatus.NOT_JUDGED);
        return Numbers.count(experiments.size(), "experiment") + " in " + Numbers.count(modules, "module") + ": "
                + judged;
    }

    private String others(VerdictStatus status) {
        return count(status) == 0 ? "" : ", " + count(status) + " " + status;
    }

    private long count(VerdictStatus status) {
        return experiments.stream()
                .mapToLong(experiment -> experiment.count(status))
                .sum();
    }

    /** How many gates of each experiment have which verdict. */
    public ReportTable verdicts() {
        return new ReportTable(
                "experiment",
                Arrays.stream(VerdictStatus.values())
                        .map(VerdictStatus::toString)
                        .toList(),
                experiments.stream()
                        .map(experiment -> new ReportTable.Row(
                                experiment.title(),
                                false,
                                Arrays.stream(VerdictStatus.values())
                                        .map(status -> String.valueOf(experiment.count(status)))
                                        .toList()))
                        .toList());
    }

    /** For the console. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(sentence(), ""));
        lines.addAll(TextTable.lines(verdicts(), WIDTH));
        return lines;
    }

    /**
     * Writes it as {@value ReportFiles#SUMMARY}, in place whole or not at all.
     *
     * @param folder that of all output, not an experiment's; made if it is missing
     */
    public Path writeSummary(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(ReportFiles.SUMMARY);
        byte[] text = markdown().getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, stream -> stream.write(text));
        return file;
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("## All experiments\n\n**")
                .append(Markdown.escape(sentence()))
                .append("**\n\n")
                .append(Markdown.table(verdicts()));
        unreadable.forEach(title -> text.append("\n> **Warning:** the results of ")
                .append(Markdown.escape(title))
                .append(" could not be read\n"));
        experiments.forEach(experiment -> add(experiment, text));
        return text.toString();
    }

    private static void add(ModuleExperiment experiment, StringBuilder text) {
        text.append("\n### ").append(Markdown.escape(experiment.title())).append('\n');
        Stream.of(experiment.question())
                .filter(question -> !question.isEmpty())
                .forEach(question ->
                        text.append('\n').append(Markdown.escape(question)).append('\n'));
        experiment
                .warnings()
                .forEach(warning -> text.append("\n> **Warning:** ")
                        .append(Markdown.escape(warning))
                        .append('\n'));
        experiment.gates().ifPresent(gates -> text.append('\n').append(Markdown.table(gates)));
        text.append('\n').append(Markdown.table(experiment.metrics()));
    }
}
