package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.interval.NormalRuns.Estimate;
import io.github.mnistlab.gate.GateQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What gates are worth, for people. */
public final class CalibrationReport {
    private static final int WIDTH = 100;

    /** Below it normality is doubted. */
    private static final double DOUBTFUL = 0.05;

    private CalibrationReport() {}

    /**
     * For the console.
     *
     * @param experiment its name
     * @param falseAlarmRate for which limits are suggested
     * @return lines of at most 100 columns, unless a single word or a line of YAML is longer
     */
    public static List<String> lines(String experiment, List<GateQuality> gates, double falseAlarmRate) {
        List<String> lines = new ArrayList<>();
        lines.add(experiment + ": what its gates are worth, if what seeds give is normal (intervals of 95%)");
        for (GateQuality gate : gates) {
            lines.add("");
            lines.addAll(PlainText.wrap(gate.requirement(), WIDTH, "    "));
            sentences(gate).forEach(sentence -> lines.addAll(PlainText.wrap("  " + sentence, WIDTH, "    ")));
            if (!gate.suggestions().isEmpty()) {
                lines.add(String.format(
                        Locale.ROOT, "  for a false alarm in %,d, of these take one:", Math.round(1 / falseAlarmRate)));
                gate.suggestions().forEach(suggestion -> {
                    lines.add("    seeds: " + suggestion.runs());
                    lines.add("    gates:");
                    lines.add("      " + suggestion.gate());
                });
            }
        }
        return List.copyOf(lines);
    }

    /** What is known of a gate, without suggestions. */
    static List<String> sentences(GateQuality gate) {
        List<String> sentences = new ArrayList<>();
        if (gate.mean() != null) {
            sentences.add(gate.values().size() + " seeds: mean " + Numbers.metric(gate.mean())
                    + (gate.deviation() == null ? "" : ", standard deviation " + estimate(gate.deviation())));
        }
        if (!gate.reason().isEmpty()) {
            sentences.add("nothing can be said: " + gate.reason());
            return sentences;
        }
        sentences.add(String.format(Locale.ROOT, "normal? Shapiro-Francia's p-value is %.2f, ", gate.normality())
                + (gate.normality() < DOUBTFUL
                        ? "so that what follows is doubtful"
                        : "which is nothing against it; of " + gate.values().size()
                                + " values only gross departures show"));
        sentences.add("false alarms on an unchanged recipe, by "
                + (gate.runs() == 1 ? "one seed: " : "the mean of " + gate.runs() + " seeds: ")
                + percent(gate.falseAlarms().value()) + " ("
                + percent(gate.falseAlarms().lower()) + " to "
                + percent(gate.falseAlarms().upper()) + ")");
        sentences.add("smallest drop caught four times in five: " + estimate(gate.dropCaught()));
        return sentences;
    }

    private static String estimate(Estimate estimate) {
        return Numbers.metric(estimate.value()) + " (" + Numbers.metric(estimate.lower()) + " to "
                + Numbers.metric(estimate.upper()) + ")";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.2f%%" : "%.1f%%", 100 * share);
    }
}
