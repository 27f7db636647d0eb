package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the published grid to the promise: a simulation that broke it cannot be committed without a word. */
class VerdictGridPageTest {
    private static final Path PAGE = Path.of("..", "docs", "verdict-grid.md");

    /** More wrong verdicts, in percent, than 20,000 builds of a cell that keeps the promise of 5 % would show. */
    private static final double MOST = 5.6;

    private static final int LAST_LOOK = 20_000;

    private static String text;
    private static List<Cell> cells;

    /**
     * A row of the page.
     *
     * @param worst the larger share of wrong passes and wrong fails, in percent
     */
    private record Cell(String name, String seedEffects, int builds, double worst) {
        static Cell of(String line) {
            String[] parts = line.substring(2).split(" \\| ", -1);
            return new Cell(
                    String.join(" | ", Arrays.copyOf(parts, 8)),
                    parts[7],
                    Integer.parseInt(parts[8].replace(",", "")),
                    Math.max(Double.parseDouble(parts[9]), Double.parseDouble(parts[10])));
        }
    }

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(PAGE);
        cells = text.substring(text.indexOf("## The cells"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| metric"))
                .map(Cell::of)
                .toList();
    }

    @Test
    void itHasCellsOfEachKind() {
        assertThat(text).contains("\n" + cells.size() + " cells.");
        assertThat(cells).hasSizeGreaterThanOrEqualTo(85).extracting(Cell::name).doesNotHaveDuplicates();
        assertThat(cells).extracting(Cell::seedEffects).contains("normal", "uniform", "exponential");
    }

    @Test
    void whatLookedWrongWasLookedAtAgain() {
        assertThat(cells)
                .filteredOn(cell -> cell.builds() < LAST_LOOK)
                .allSatisfy(cell -> assertThat(cell.worst()).as(cell.name()).isLessThanOrEqualTo(5));
    }

    /** Of seeds that are not normal, docs/verdicts.md says how often a verdict is wrong. */
    @Test
    void noCellBreaksThePromiseWhereItIsGiven() {
        assertThat(cells)
                .filteredOn(cell -> cell.seedEffects().equals("normal"))
                .allSatisfy(cell -> assertThat(cell.worst()).as(cell.name()).isLessThanOrEqualTo(MOST));
    }
}
