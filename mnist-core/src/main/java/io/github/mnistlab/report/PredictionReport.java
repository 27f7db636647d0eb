package io.github.mnistlab.report;

import io.github.mnistlab.predict.ReadPicture;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Predictions of pictures, for the console. */
public final class PredictionReport {
    private static final int WIDTH = 100;

    private PredictionReport() {}

    /**
     * A row a picture: its label, how sure that is, and the runner-up.
     *
     * @param network whose it is
     * @param page where the page lies, to be shown as it is
     */
    public static List<String> lines(List<ReadPicture> pictures, String network, Path page) {
        List<ReportTable.Row> rows = new ArrayList<>();
        for (ReadPicture picture : pictures) {
            int first = picture.order().get(0);
            int second = picture.order().get(1);
            rows.add(new ReportTable.Row(
                    PlainText.oneLine(picture.name()),
                    false,
                    List.of(
                            Integer.toString(first),
                            Numbers.percent(picture.probabilities().get(first)),
                            Integer.toString(second),
                            Numbers.percent(picture.probabilities().get(second)))));
        }
        List<String> lines = new ArrayList<>(PlainText.wrap("network: " + PlainText.oneLine(network), WIDTH, "  "));
        lines.add("");
        lines.addAll(TextTable.lines(
                new ReportTable("picture", List.of("label", "confidence", "runner-up", "its confidence"), rows),
                WIDTH));
        lines.add("");
        pictures.stream()
                .filter(picture -> picture.digit().looksLikeTwo())
                .forEach(picture -> lines.addAll(PlainText.wrap(
                        PlainText.oneLine(picture.name())
                                + " looks as if there were two digits; the network knows only single ones.",
                        WIDTH,
                        "  ")));
        lines.add("page: " + page);
        return List.copyOf(lines);
    }
}
