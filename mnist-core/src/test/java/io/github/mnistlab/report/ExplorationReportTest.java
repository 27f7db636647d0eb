package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxWriter;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.explore.Part;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlannedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorationReportTest {
    private static final List<String> NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private static final Dataset DIGITS =
            new Dataset(DigitGenerator.generate(1, "training", 600), DigitGenerator.generate(1, "test", 200));

    @TempDir
    Path folder;

    @Test
    void showsCountsPixelsChecksAndWhatToLookAt() {
        List<String> lines = ExplorationReport.lines(
                ExploredData.of("digits", "drawn by a program", "mvn mnist:explore", DIGITS),
                Path.of("target", "explore.html"));

        assertThat(lines.get(0)).isEqualTo("digits: drawn by a program");
        assertThat(lines)
                .contains("class  training    share  test    share")
                .contains("3            60  10.00 %    20  10.00 %")
                .contains("all         600            200")
                .anyMatch(line -> line.matches("training  0\\.1\\d{3} +0\\.3\\d{3}  1\\d\\.\\d\\d % +0 +255"))
                .contains("checks: 10 of 10 passed")
                .contains("  ok    training and test: no test image is among the training images")
                .anyMatch(line -> line.matches("  3  \\d+ \\(\\d\\.\\d\\)(?:, \\d+ \\(\\d\\.\\d\\)){4}"))
                .endsWith("page: " + Path.of("target", "explore.html"));
        assertThat(lines).allMatch(line -> line.length() <= 100);
    }

    @Test
    void looksAtTheRowsThatARunGets() throws Exception {
        PreparedData rows = rows("split: {validation: 100}");

        assertThat(explored("split: {validation: 100}").parts())
                .containsExactly(
                        new Part(Part.TRAINING, rows.training().images()),
                        new Part(Part.VALIDATION, rows.validation().images()),
                        new Part(Part.TEST, rows.test().images()));
        assertThat(explored("split: {validation: 100}")
                        .exploration()
                        .parts()
                        .get(0)
                        .counts())
                .containsExactly(50, 50, 50, 7, 50, 50, 50, 50, 50, 50);
        assertThat(explored("split: {validation: 100}").origin())
                .startsWith("the rows that variant baseline gets with seed 5, after subset, split and imbalance")
                .endsWith("validation 100 rows");
    }

    /** Images that serve two purposes are no duplicates. */
    @Test
    void takesTestRowsThatValidateForTestRows() throws Exception {
        ExploredData explored = explored("split: {validation: test-set}\nacknowledge: [validation-on-test]");

        assertThat(explored.parts()).extracting(Part::name).containsExactly(Part.TRAINING, Part.TEST);
        assertThat(explored.exploration().duplicates().identical()).isEmpty();
    }

    private ExploredData explored(String more) throws Exception {
        ExperimentSpec spec = spec(more);
        return ExploredData.of(spec, Plan.of(spec).runs().get(0), rows(more), NAMES, "mvn mnist:explore");
    }

    private PreparedData rows(String more) throws Exception {
        PlannedRun run = Plan.of(spec(more)).runs().get(0);
        DatasetFiles files = IdxWriter.write(DIGITS, folder.resolve("data"));
        return PreparedData.of(
                files.load(),
                run.spec().dataset(),
                run.spec().trained().orElseThrow().split(),
                new RandomStreams(run.id().seed()));
    }

    private ExperimentSpec spec(String more) throws Exception {
        Path file = folder.resolve("thinned.yaml");
        Files.writeString(file, """
                name: thinned
                dataset: {source: generated-digits, training: 600, test: 200, imbalance: {type: counts, counts: {3: 7}}}
                model: {hidden: [8]}
                training: {epochs: 1}
                seeds: [5, 6]
                """ + more);
        return ExperimentReader.read(file, "thinned.yaml").spec();
    }
}
