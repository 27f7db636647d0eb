package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Variants in one chart: all at once while they are few, else each in a view of its own beside the first. */
final class Views {
    private Views() {}

    /**
     * @param variants those that have something to show, at least one
     */
    static List<Chart.View> of(List<ShownVariant> variants, Function<ShownVariant, List<Series>> series) {
        if (variants.size() <= ReportInput.FEW) {
            List<Series> all = new ArrayList<>();
            variants.forEach(variant -> all.addAll(series.apply(variant)));
            return List.of(new Chart.View("", all));
        }
        List<Chart.View> views = new ArrayList<>();
        List<Series> first = series.apply(variants.get(0));
        for (ShownVariant variant : variants) {
            List<Series> both = new ArrayList<>(first);
            if (variant.color() != variants.get(0).color()) {
                both.addAll(series.apply(variant));
            }
            views.add(new Chart.View(variant.name(), both));
        }
        return views;
    }
}
