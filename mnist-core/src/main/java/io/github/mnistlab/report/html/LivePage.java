package io.github.mnistlab.report.html;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.report.LiveRun;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The page about runs that go on, which loads itself again until they are over: everything that {@code live.jte} shows.
 * The numbers are those of training: the test images come at the end.
 */
public final class LivePage {
    /** In the folder of all output. */
    public static final String FILE = "live.html";

    /** More lines than that cannot be told apart; those that came last are what one looks for. */
    private static final int MOST_LINES = 12;

    private static final Section CURVES = new Section("curves", "Curves so far");
    private static final Section RUNS = new Section("runs", "Runs");

    private final List<LiveRun> runs;
    private final String lead;
    private final boolean isOver;

    private LivePage(List<LiveRun> runs, String lead, boolean isOver) {
        this.runs = List.copyOf(runs);
        this.lead = PlainText.oneLine(lead);
        this.isOver = isOver;
    }

    /**
     * Writes the page as {@value #FILE}, in place whole or not at all.
     *
     * @param runs in the order in which they were heard of
     * @param lead how far all of them are
     * @param isOver whether nothing more will come
     * @param folder that of all output; made if it is missing
     */
    public static void write(List<LiveRun> runs, String lead, boolean isOver, Path folder) throws IOException {
        Files.createDirectories(folder);
        LivePage page = new LivePage(runs, lead, isOver);
        HtmlText.write(folder.resolve(FILE), output -> JteliveGenerated.render(output, null, page));
    }

    Page page() {
        return new Page(
                "mnist-lab live",
                lead,
                "Written while runs go on, by mnist.live.",
                List.of(CURVES, RUNS),
                List.of("report.css"),
                isOver ? List.of() : List.of("live.js"));
    }

    String lead() {
        return lead;
    }

    boolean isOver() {
        return isOver;
    }

    Section curvesSection() {
        return CURVES;
    }

    Section runsSection() {
        return RUNS;
    }

    /** What was trained, loss first; none before the first epoch is over. */
    List<Chart> charts() {
        List<LiveRun> trained =
                runs.stream().filter(run -> !run.history().isEmpty()).toList();
        if (trained.isEmpty()) {
            return List.of();
        }
        List<LiveRun> drawn = trained.subList(Math.max(0, trained.size() - MOST_LINES), trained.size());
        String which = drawn.size() < trained.size()
                ? " The " + MOST_LINES + " runs that began last, of " + trained.size() + "."
                : "";
        return List.of(
                chart("loss", "Loss", which, drawn, EpochRecord::trainingLoss, EpochRecord::validationLoss),
                chart(
                        "accuracy",
                        "Accuracy",
                        which,
                        drawn,
                        EpochRecord::trainingAccuracy,
                        EpochRecord::validationAccuracy));
    }

    private static Chart chart(
            String id,
            String title,
            String which,
            List<LiveRun> drawn,
            Function<EpochRecord, Double> training,
            Function<EpochRecord, Double> validation) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            LiveRun run = drawn.get(i);
            boolean isValidated = run.history().get(0).validationLoss() != null;
            Function<EpochRecord, Double> value = isValidated ? validation : training;
            series.add(Series.of(
                    name(run),
                    Series.Kind.LINE,
                    i,
                    run.history().stream()
                            .map(epoch -> new double[] {epoch.epoch(), value.apply(epoch)})
                            .toList()));
        }
        return Chart.of(
                "live-" + id,
                title + " by epoch",
                "Of the validation rows where a run has any, and else of its training rows." + which,
                Axis.of("epoch", Axis.Format.COUNT),
                Axis.of(title.toLowerCase(Locale.ROOT), Axis.Format.NUMBER),
                series);
    }

    private static String name(LiveRun run) {
        return run.experiment() + " " + run.name();
    }

    ReportTable table() {
        return new ReportTable(
                "run",
                List.of("state", "epoch", "loss", "accuracy"),
                runs.stream().map(LivePage::row).toList());
    }

    private static ReportTable.Row row(LiveRun run) {
        if (run.history().isEmpty()) {
            return new ReportTable.Row(name(run), false, List.of(run.state(), "", "", ""));
        }
        EpochRecord last = run.history().get(run.history().size() - 1);
        boolean isValidated = last.validationLoss() != null;
        return new ReportTable.Row(
                name(run),
                false,
                List.of(
                        run.state(),
                        Numbers.count(last.epoch()) + (run.epochs() == 0 ? "" : " of " + Numbers.count(run.epochs())),
                        String.format(Locale.ROOT, "%.4f", isValidated ? last.validationLoss() : last.trainingLoss()),
                        String.format(
                                Locale.ROOT,
                                "%.4f",
                                isValidated ? last.validationAccuracy() : last.trainingAccuracy())));
    }
}
