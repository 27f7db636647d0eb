package io.github.mnistlab.report;

import io.github.mnistlab.explore.ClassStatistics;
import io.github.mnistlab.explore.Exploration;
import io.github.mnistlab.explore.PartStatistics;
import io.github.mnistlab.explore.PixelStatistics;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tables of a data set's numbers, for the console and its page. */
public final class ExplorationTables {
    private ExplorationTables() {}

    /** How many images each class has in each part, and which share of the part that is. */
    public static ReportTable classes(ExploredData data) {
        List<PartStatistics> parts = data.exploration().parts();
        List<String> columns = new ArrayList<>();
        for (PartStatistics part : parts) {
            columns.add(part.name());
            columns.add("share");
        }
        List<ReportTable.Row> rows = new ArrayList<>();
        IntStream.range(0, parts.get(0).counts().size()).forEach(label -> {
            List<String> cells = new ArrayList<>();
            for (PartStatistics part : parts) {
                cells.add(Numbers.count(part.counts().get(label)));
                cells.add(Numbers.percent(part.share(label)));
            }
            rows.add(new ReportTable.Row(data.classNames().get(label), false, cells));
        });
        List<String> all = new ArrayList<>();
        for (PartStatistics part : parts) {
            all.add(Numbers.count(part.rows()));
            all.add("");
        }
        rows.add(new ReportTable.Row("all", false, all));
        return new ReportTable("class", columns, rows);
    }

    /** How grey each part is. */
    public static ReportTable parts(Exploration exploration) {
        return new ReportTable(
                "pixels",
                List.of("mean", "deviation", "ink", "smallest", "largest"),
                exploration.parts().stream()
                        .map(part -> new ReportTable.Row(
                                part.name(),
                                false,
                                List.of(
                                        Numbers.metric(part.pixels().mean()),
                                        Numbers.metric(part.pixels().standardDeviation()),
                                        Numbers.percent(part.pixels().inkShare()),
                                        String.valueOf(part.pixels().smallest()),
                                        String.valueOf(part.pixels().largest()))))
                        .toList());
    }

    /** How grey each class is in each part. */
    public static ReportTable pixelsOfClasses(ExploredData data) {
        List<PartStatistics> parts = data.exploration().parts();
        List<String> columns = parts.stream()
                .flatMap(part -> List.of(part.name() + ": mean", "deviation", "ink").stream())
                .toList();
        List<ReportTable.Row> rows = new ArrayList<>();
        for (int label = 0; label < parts.get(0).counts().size(); label++) {
            int shown = label;
            rows.add(new ReportTable.Row(
                    data.classNames().get(label),
                    false,
                    parts.stream()
                            .flatMap(part -> cells(pixels(part, shown)).stream())
                            .toList()));
        }
        return new ReportTable("class", columns, rows);
    }

    private static Optional<PixelStatistics> pixels(PartStatistics part, int label) {
        return part.classes().stream()
                .filter(one -> one.label() == label)
                .map(ClassStatistics::pixels)
                .findFirst();
    }

    private static List<String> cells(Optional<PixelStatistics> pixels) {
        return pixels.map(some -> List.of(
                        Numbers.metric(some.mean()),
                        Numbers.metric(some.standardDeviation()),
                        Numbers.percent(some.inkShare())))
                .orElse(List.of("-", "-", "-"));
    }
}
