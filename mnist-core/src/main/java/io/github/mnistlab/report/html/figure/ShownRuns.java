package io.github.mnistlab.report.html.figure;

import java.util.stream.Collectors;

/** Sentences about the runs that stand for their variants, where a part of a page shows one run of each. */
public final class ShownRuns {
    private ShownRuns() {}

    /** How they were chosen; empty where there is nothing to choose. */
    public static String told(ReportInput input) {
        return input.hasSeeds()
                ? "Each variant is shown by one seed: the one with the lowest validation loss (training loss, if there are no"
                        + " validation rows), whose model is kept. Test rows play no part in this choice."
                        + (input.trained().size() < input.variants().size()
                                ? " A variant that is only judged is shown by its first seed."
                                : "")
                : "";
    }

    /** Which they are, where it was told how they were chosen. */
    public static String named(ReportInput input) {
        if (!input.hasSeeds()) {
            return "";
        }
        return input.hasFewVariants()
                ? "Shown here: "
                        + input.variants().stream().map(ShownVariant::bestName).collect(Collectors.joining("; ")) + "."
                : input.trained().isEmpty()
                        ? "Each variant is shown by its first seed."
                        : "Each variant is shown by the same seed as under Training.";
    }
}
