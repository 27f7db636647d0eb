package io.github.mnistlab.report;

import io.github.mnistlab.explore.Check;
import io.github.mnistlab.explore.Exploration;
import io.github.mnistlab.explore.Part;
import io.github.mnistlab.explore.UnusualImage;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A data set on the console: its counts, its pixels, what was checked, and its most unusual images. */
public final class ExplorationReport {
    private static final int WIDTH = 100;

    /** Of each class. */
    private static final int UNUSUAL = 5;

    private ExplorationReport() {}

    /**
     * @param page where the page lies, to be shown as it is
     * @return lines of at most 100 columns unless a single word is longer; no escape sequences
     */
    public static List<String> lines(ExploredData data, Path page) {
        Exploration found = data.exploration();
        List<String> lines =
                new ArrayList<>(PlainText.wrap(ConsoleReport.title(data.name(), data.origin()), WIDTH, ""));
        lines.add("");
        lines.addAll(TextTable.lines(ExplorationTables.classes(data), WIDTH));
        lines.add("");
        lines.addAll(TextTable.lines(ExplorationTables.parts(found), WIDTH));
        lines.add("");
        addChecks(found.checks(), lines);
        addUnusual(data, lines);
        lines.add("page: " + page);
        return List.copyOf(lines);
    }

    private static void addChecks(List<Check> checks, List<String> lines) {
        long sound = checks.stream().filter(Check::sound).count();
        lines.add("checks: " + sound + " of " + checks.size() + " passed");
        for (Check check : checks) {
            String start = check.sound() ? "  ok    " : "  LOOK  ";
            lines.addAll(PlainText.wrap(
                    start + check.subject() + ": " + PlainText.oneLine(check.finding()), WIDTH, " ".repeat(10)));
        }
    }

    private static void addUnusual(ExploredData data, List<String> lines) {
        Exploration found = data.exploration();
        List<UnusualImage> unusual = found.unusual().get(0);
        if (unusual.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("most unusual " + Part.TRAINING
                + " images: row (distance from its class, as a multiple of the median distance)");
        for (int label = 0; label < found.parts().get(0).counts().size(); label++) {
            int shown = label;
            String images = unusual.stream()
                    .filter(image -> image.image().label() == shown)
                    .limit(UNUSUAL)
                    .map(image -> String.format(
                            Locale.ROOT, "%d (%.1f)", image.image().row(), image.distance()))
                    .collect(Collectors.joining(", "));
            if (!images.isEmpty()) {
                lines.addAll(PlainText.wrap("  " + data.classNames().get(label) + "  " + images, WIDTH, "     "));
            }
        }
        lines.add("");
    }
}
