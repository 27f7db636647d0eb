package io.github.mnistlab.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is said of gates that are missed, or inconclusive where that is not enough. */
public final class Violations {
    private Violations() {}

    /**
     * All violations in one message: where each gate stands, what it requires, what was measured and how much is missing;
     * and for each experiment its report and how to run just this one again.
     *
     * @param missed at least one, of one experiment or of several, those of one together
     * @param outputDirectory where the reports lie, as {@code target/mnist}
     * @param commandToRunAgain makes of an experiment's name the command that runs it
     * @return lines separated by line feeds, without one at the end
     */
    public static String message(List<Verdict> missed, Path outputDirectory, UnaryOperator<String> commandToRunAgain) {
        Map<String, List<Verdict>> byExperiment = new LinkedHashMap<>();
        for (Verdict verdict : missed) {
            byExperiment
                    .computeIfAbsent(verdict.experiment(), name -> new ArrayList<>())
                    .add(verdict);
        }
        List<String> lines = new ArrayList<>();
        lines.add(head(missed));
        byExperiment.forEach((experiment, verdicts) -> {
            for (Verdict verdict : verdicts) {
                lines.add("");
                lines.add(verdict.gate().location().toString());
                lines.add("  required: " + verdict.requirement());
                lines.add("  measured: " + verdict.measured()
                        + (verdict.shortfall().isEmpty() ? "" : "; " + verdict.shortfall()));
                if (!verdict.bounds().isEmpty()) {
                    lines.add("  that is:  " + verdict.bounds());
                }
                if (!verdict.settledBy().isEmpty()) {
                    lines.add("  " + verdict.status() + ": " + verdict.settledBy());
                }
            }
            lines.add("");
            lines.add("report:    " + outputDirectory.resolve(experiment).resolve("summary.md"));
            lines.add("run again: " + commandToRunAgain.apply(experiment));
        });
        return String.join("\n", lines);
    }

    private static String head(List<Verdict> missed) {
        long inconclusive = missed.stream()
                .filter(verdict -> verdict.status() == VerdictStatus.INCONCLUSIVE)
                .count();
        String gates = missed.size() == 1 ? "1 gate is " : missed.size() + " gates are ";
        if (inconclusive == 0) {
            return gates + "missed:";
        }
        return inconclusive == missed.size()
                ? gates + "inconclusive, which is not enough here:"
                : gates + "missed or inconclusive, which is not enough here:";
    }
}
