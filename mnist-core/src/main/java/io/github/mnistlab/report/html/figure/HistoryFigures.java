package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Learning curves: loss and accuracy by epoch, of each variant's best run. */
public final class HistoryFigures {
    /** Of one line. */
    private static final int MOST_POINTS = 400;

    private static final int VALIDATION_DASH = 1;

    private static final String TRAINING = ", training";
    private static final String VALIDATION = ", validation";

    private final ReportInput input;

    public HistoryFigures(ReportInput input) {
        this.input = input;
    }

    public Chart loss() {
        return chart(
                "history-loss",
                "Loss",
                Axis.of("loss, nats", Axis.Format.NUMBER),
                EpochRecord::trainingLoss,
                EpochRecord::validationLoss);
    }

    public Chart accuracy() {
        return chart(
                "history-accuracy",
                "Accuracy",
                Axis.of("accuracy", Axis.Format.PERCENT),
                EpochRecord::trainingAccuracy,
                EpochRecord::validationAccuracy);
    }

    private Chart chart(
            String id,
            String title,
            Axis y,
            Function<EpochRecord, Double> training,
            Function<EpochRecord, Double> validation) {
        boolean validated = input.trained().stream().anyMatch(HistoryFigures::isValidated);
        String description = "Solid lines: training rows" + (validated ? "; dashed lines: validation rows" : "")
                + ". The large mark is the epoch whose parameters were tested: " + tested() + ".";
        return Chart.choosing(
                "Variant",
                id,
                title + " by epoch",
                description,
                Axis.of("epoch", Axis.Format.COUNT),
                y,
                Views.of(input.trained(), variant -> series(variant, training, validation)));
    }

    private String tested() {
        String first = input.trained().stream()
                .limit(ReportInput.FEW)
                .map(variant -> variant.best().outcome().chosenEpoch() + " for " + variant.name())
                .collect(Collectors.joining(", "));
        return first + (input.trained().size() <= ReportInput.FEW ? "" : " and so on");
    }

    private static boolean isValidated(ShownVariant variant) {
        return variant.best().outcome().history().get(0).validationLoss() != null;
    }

    private static List<Series> series(
            ShownVariant variant, Function<EpochRecord, Double> training, Function<EpochRecord, Double> validation) {
        List<Series> series = new ArrayList<>();
        List<EpochRecord> history = variant.best().outcome().history();
        int chosen = variant.best().outcome().chosenEpoch();
        series.add(new Series(
                variant.name() + TRAINING, Series.Kind.LINE, variant.color(), 0, line(history, chosen, training)));
        Function<EpochRecord, Double> marked = training;
        String markedName = variant.name() + TRAINING;
        if (isValidated(variant)) {
            series.add(new Series(
                    variant.name() + VALIDATION,
                    Series.Kind.LINE,
                    variant.color(),
                    VALIDATION_DASH,
                    line(history, chosen, validation)));
            marked = validation;
            markedName = variant.name() + VALIDATION;
        }
        EpochRecord epoch = history.get(chosen - 1);
        series.add(Series.of(
                markedName, Series.Kind.MARK, variant.color(), List.of(new double[] {epoch.epoch(), marked.apply(epoch)
                })));
        return series;
    }

    private static List<double[]> line(List<EpochRecord> history, int chosen, Function<EpochRecord, Double> value) {
        int step = (history.size() + MOST_POINTS - 1) / MOST_POINTS;
        return history.stream()
                .filter(epoch -> epoch.epoch() % step == 0
                        || epoch.epoch() == 1
                        || epoch.epoch() == chosen
                        || epoch.epoch() == history.size())
                .map(epoch -> new double[] {epoch.epoch(), value.apply(epoch)})
                .toList();
    }
}
