package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.interval.NormalRuns.Estimate;
import io.github.mnistlab.gate.GateQuality;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How sensitive gates are, for people. */
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
        lines.add(experiment + ": how sensitive its gates are, if metrics are normal over seeds (95 % intervals)");
        for (GateQuality gate : gates) {
            lines.add("");
            lines.addAll(PlainText.wrap(gate.requirement(), WIDTH, "    "));
            sentences(gate).forEach(sentence -> lines.addAll(PlainText.wrap("  " + sentence, WIDTH, "    ")));
            if (!gate.suggestions().isEmpty()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  for one false alarm in %,d, take one of these:",
                        Math.round(1 / falseAlarmRate)));
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
            sentences.add(Numbers.count(gate.values().size(), "seed") + ": mean " + Numbers.metric(gate.mean())
                    + (gate.deviation() == null ? "" : ", standard deviation " + estimate(gate.deviation())));
        }
        if (!gate.reason().isEmpty()) {
            sentences.add("no estimate: " + gate.reason());
            return sentences;
        }
        sentences.add(String.format(Locale.ROOT, "normality: Shapiro-Francia p-value %.2f, ", gate.normality())
                + (gate.normality() < DOUBTFUL
                        ? "so the following is doubtful"
                        : "no evidence against it (with " + gate.values().size()
                                + " values only gross departures show)"));
        sentences.add("false alarms for an unchanged recipe, judged by "
                + (gate.runs() == 1 ? "one seed: " : "the mean of " + gate.runs() + " seeds: ")
                + percent(gate.falseAlarms().value()) + " ("
                + percent(gate.falseAlarms().lower()) + " to "
                + percent(gate.falseAlarms().upper()) + ")");
        sentences.add("smallest drop detected four times out of five: " + estimate(gate.dropCaught()));
        return sentences;
    }

    private static String estimate(Estimate estimate) {
        return Numbers.metric(estimate.value()) + " (" + Numbers.metric(estimate.lower()) + " to "
                + Numbers.metric(estimate.upper()) + ")";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.2f %%" : "%.1f %%", 100 * share);
    }
}
