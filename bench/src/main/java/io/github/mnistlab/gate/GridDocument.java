package io.github.mnistlab.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** docs/verdict-grid.md: the cells that were simulated, and the worst of them. */
final class GridDocument {
    private static final double PROMISE = 5;

    /** What 20,000 builds of a cell that keeps the promise may show. */
    private static final double MOST = 5.6;

    private static final int WRONG_PASSES = 9;

    private static final String HEAD = """
            | metric | against | speaks of | truth | images | seeds | difficulty | seed effects | builds | wrong passes % | wrong fails % | worsening noticed | lead proven |
            |---|---|---|---:|---:|---:|---|---|---:|---:|---:|---:|---:|
            """;

    /** By what the cell is. */
    private final Map<String, String> rows = new TreeMap<>();

    private final String exponentialSeeds = ExponentialSeeds.table();

    private GridDocument() {}

    /**
     * What a cell came to.
     *
     * @param wrongPasses their share
     * @param wrongFails their share
     * @param worsening by how much worse than the limit the metric must be for four fails in five builds
     * @param lead by how much better, for four passes in five
     */
    record Result(int builds, double wrongPasses, double wrongFails, String worsening, String lead) {}

    /** One that was written before, or an empty one. */
    static GridDocument read(Path file) throws IOException {
        GridDocument document = new GridDocument();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("| ") && line.split("\\|").length == 14 && !line.startsWith("| metric")) {
                    String[] parts = line.split(" \\| ", -1);
                    document.rows.put(
                            String.join(" | ", Arrays.copyOf(parts, 8)).substring(2), line);
                }
            }
        }
        return document;
    }

    boolean has(GridCell cell) {
        return rows.containsKey(cell.row());
    }

    void put(GridCell cell, Result result) {
        rows.put(
                cell.row(),
                String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.1f | %.1f | %s | %s |",
                        cell.row(),
                        result.builds(),
                        100 * result.wrongPasses(),
                        100 * result.wrongFails(),
                        result.worsening(),
                        result.lead()));
    }

    boolean isToBeRunAgain(GridCell cell) {
        String row = rows.get(cell.row());
        return worst(row) > PROMISE && builds(row) < VerdictGrid.LAST_LOOK;
    }

    private static double worst(String row) {
        String[] parts = row.split(" \\| ", -1);
        return Math.max(Double.parseDouble(parts[WRONG_PASSES]), Double.parseDouble(parts[WRONG_PASSES + 1]));
    }

    private static int builds(String row) {
        return Integer.parseInt(row.split(" \\| ", -1)[WRONG_PASSES - 1].replace(",", ""));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, text());
    }

    private String text() {
        List<String> above =
                rows.values().stream().filter(row -> worst(row) > MOST).toList();
        List<String> open = rows.values().stream()
                .filter(row -> worst(row) > PROMISE && builds(row) < VerdictGrid.LAST_LOOK)
                .toList();
        return """
                # The grid of verdicts

                How often a verdict at `confidence: 0.95` is wrong, in worlds whose truth is known: simulated images and models, a
                limit that is the truth itself, and so many builds. [Verdicts](verdicts.md) says by what method. An image is misread with
                a probability that is its own times its seed's, and mostly for the next class; *unequal* means that half of the errors
                are made on few hard images. The share of misread images scatters over seeds by a tenth of itself (normal) or a fifth of it.
                *Truth* is the accuracy. Against a variant, both have the same truth and the same seeds, and agree on 70 %% of the images or (nearly the
                same) on 97 %%.

                *Worsening noticed* is by how much worse than the limit the metric must be for the gate to fail in four builds of five,
                *lead proven* by how much better for it to pass in four of five.

                `VerdictGrid` in `bench` writes this page, and adds to it what is missing. A cell in which more than 2.5 %% of 200 builds
                are wrong gets 1,000 of its own, and one in which more than 5 %% of those are, 20,000.

                ```sh
                mvn -ntp -Pbench -DskipTests -pl bench -am package
                java -cp 'bench/target/classes:bench/target/lib/*' io.github.mnistlab.gate.VerdictGrid coarse docs/verdict-grid.md
                ```

                %s
                ## Seeds that are not normal

                What several seeds say of the recipe takes their means for normal. Where they scatter exponentially (most are nearly as
                good as can be, few much worse), a pass is wrong more often than promised, the more of the variance is theirs and not
                the images'. A verdict says both: "standard error 0.0010, of which seeds 0.0002" is a part of (0.0002 / 0.0010)², 4 %%.
                20,000 builds each:

                %s
                ## The cells

                %s%s
                """.formatted(
                        summary(above, open),
                        exponentialSeeds,
                        HEAD,
                        rows.values().stream()
                                .sorted(Comparator.comparing((String row) -> row.split(" \\| ", -1)[1]))
                                .collect(Collectors.joining("\n")));
    }

    private String summary(List<String> above, List<String> open) {
        String unfinished = open.isEmpty()
                ? ""
                : " Above 5 %% of 1,000 builds, and not yet run with 20,000: %,d.".formatted(open.size());
        return above.isEmpty()
                ? "%,d cells. In none were more than 5.6 %% wrong.%s%n".formatted(rows.size(), unfinished)
                : "%,d cells.%s More than 5.6 %% were wrong in these:%n%n%s%s%n"
                        .formatted(rows.size(), unfinished, HEAD, String.join("\n", above));
    }
}
