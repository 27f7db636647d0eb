package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Slice;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.gate.Evidence;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.result.SliceMetrics;
import io.github.mnistlab.result.WeakSegments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slices of test rows, from their file to verdicts, against values of scikit-learn, SciPy and statsmodels. */
class SlicesTest {
    private static final JsonNode VECTORS = vectors();

    private static final String LABELS = """
            dataset: {source: labels, file: test.csv, label: truth, id: id}
            variants:
              old: {model: {source: predictions, file: old.csv}}
              new: {model: {source: predictions, file: new.csv}}
            """;

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private Lab lab;

    @BeforeEach
    void prepare() throws IOException {
        Workers none = Workers.standard().withLibraries((backend, offline) -> {
            throw new AssertionError("nothing is trained: no library must be looked for");
        });
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(none),
                (level, text) -> lines.add(text));
        StringBuilder test = new StringBuilder("id,truth,writer,sex,paper\n");
        StringBuilder slices = new StringBuilder("id,writer,sex,paper\n");
        for (int row = 0; row < VECTORS.get("rows").size(); row++) {
            List<String> values = new ArrayList<>();
            VECTORS.get("rows").get(row).forEach(value -> values.add(value.asText()));
            test.append("p")
                    .append(row)
                    .append(',')
                    .append(String.join(",", values))
                    .append('\n');
            slices.append("p")
                    .append(row)
                    .append(',')
                    .append(String.join(",", values.subList(1, 4)))
                    .append('\n');
        }
        write("test.csv", test);
        write("slices.csv", slices);
        for (String model : List.of("old", "new")) {
            StringBuilder csv = new StringBuilder("id,cat,dog,owl\n");
            JsonNode probabilities = VECTORS.get("models").get(model).get("probabilities");
            for (int row = 0; row < probabilities.size(); row++) {
                csv.append("p").append(row);
                probabilities.get(row).forEach(value -> csv.append(',').append(value.asText()));
                csv.append('\n');
            }
            write(model + ".csv", csv);
        }
    }

    @Test
    void metricsBySliceAreThoseOfScikitLearn() throws Exception {
        Judgement judgement = judged("slices: {file: slices.csv}\n");

        for (String model : List.of("old", "new")) {
            List<SliceMetrics> slices = judgement.result().runsOf(model).get(0).slices();
            JsonNode expected = VECTORS.get("models").get(model).get("slices");
            assertThat(slices)
                    .extracting(one -> one.slice().toString())
                    .containsExactlyInAnyOrderElementsOf(names(expected));
            for (SliceMetrics slice : slices) {
                JsonNode there = expected.get(slice.slice().toString());
                assertThat(slice.rows()).isEqualTo(there.get("rows").intValue());
                for (String metric : names(there.get("metrics"))) {
                    assertThat(slice.metrics().get(named(metric)))
                            .as(metric + " of " + slice.slice())
                            .isCloseTo(there.get("metrics").get(metric).doubleValue(), within(1e-9));
                }
            }
        }
        requireValidResult();
    }

    /** With the class's name in the place of its number. */
    private static String named(String metric) {
        return metric.replaceFirst("\\[0]", "[cat]")
                .replaceFirst("\\[1]", "[dog]")
                .replaceFirst("\\[2]", "[owl]");
    }

    @Test
    void weakSegmentsAreThoseOfFishersTestAndHolmsMethod() throws Exception {
        Judgement judgement = judged("slices: {file: slices.csv}\n");

        List<WeakSegments> found = judgement.result().slices().weak();
        assertThat(found).extracting(WeakSegments::variant).containsExactly("old", "new");
        for (WeakSegments ofModel : found) {
            JsonNode expected = VECTORS.get("models").get(ofModel.variant()).get("segments");
            assertThat(ofModel.tried()).isEqualTo(expected.get("tried").intValue());
            assertThat(ofModel.tooSmall()).isEqualTo(expected.get("tooSmall").intValue());
            assertThat(ofModel.segments()).hasSize(expected.get("weak").size());
            for (int i = 0; i < ofModel.segments().size(); i++) {
                WeakSegments.Segment segment = ofModel.segments().get(i);
                JsonNode there = expected.get("weak").get(i);
                assertThat(segment.slices().stream().map(Slice::toString).collect(Collectors.joining(" and ")))
                        .isEqualTo(there.get("name").textValue());
                assertThat(segment.rows()).isEqualTo(there.get("rows").intValue());
                assertThat(segment.misread()).isEqualTo(there.get("misread").intValue());
                assertThat(segment.elsewhere()).isCloseTo(there.get("elsewhere").doubleValue(), within(1e-12));
                assertThat(segment.pValue() / there.get("pValue").doubleValue()).isCloseTo(1, within(1e-9));
                assertThat(segment.adjusted() / there.get("adjusted").doubleValue())
                        .isCloseTo(1, within(1e-9));
            }
        }
        assertThat(String.join(" ", lines).replaceAll("\\s+", " "))
                .contains(
                        "weak segments:",
                        "new: 35 segments of one and two columns tried, 6 left out for fewer than 30 rows"
                                + " in them or beside them; surely weaker than the other rows: writer=dee and paper=plain (38 of 67"
                                + " misread, 56.72 %, elsewhere 9.96 %; adjusted p below 0.0001)");
        assertThat(page()).contains("Slices of the test rows", "writer=dee and paper=plain");
    }

    @Test
    void gatesAreJudgedByTheBoundsOfEachSlice() throws Exception {
        Judgement judgement = judged("""
                slices: {file: slices.csv}
                gates:
                  - {metric: 'accuracy[writer=cy]', variant: new, atLeast: 0.7}
                  - {metric: min(accuracy by writer), variant: new, atLeast: 0.8}
                  - {metric: gap(accuracy by writer), variant: new, atMost: 0.1}
                """);

        JsonNode bounds = VECTORS.get("models").get("new").get("bounds");
        assertThat(judgement.verdicts())
                .extracting(Verdict::status)
                .containsExactly(VerdictStatus.PASS, VerdictStatus.FAIL, VerdictStatus.FAIL);
        for (Verdict verdict : judgement.verdicts()) {
            Evidence rests = verdict.rests().orElseThrow();
            JsonNode expected = bounds.get(verdict.gate().metric().toString());
            assertThat(rests.estimate()).isCloseTo(expected.get(0).doubleValue(), within(1e-12));
            assertThat(rests.lower()).isCloseTo(expected.get(1).doubleValue(), within(1e-9));
            assertThat(rests.upper()).isCloseTo(expected.get(2).doubleValue(), within(1e-9));
        }
        assertThat(judgement.verdicts().get(0).measured()).isEqualTo("0.7944 (143 of 180)");
        assertThat(judgement.verdicts().get(1).measured()).isEqualTo("0.7012 (writer=dee: 115 of 164)");
        assertThat(judgement.verdicts().get(2).measured()).isEqualTo("0.2573 (writer=ann less writer=dee)");
    }

    @Test
    void aSliceOfTooFewRowsNeverPasses() throws Exception {
        Judgement judgement = judged("""
                slices: {file: slices.csv}
                gates:
                  - {metric: 'accuracy[writer=eve]', variant: new, atLeast: 0.1}
                  - {metric: 'accuracy[writer=eve]', variant: new, atLeast: 0.1, confidence: none}
                  - {metric: min(accuracy by writer), variant: new, atLeast: 0.5}
                  - {metric: min(accuracy by writer), variant: new, atLeast: 0.5, confidence: none}
                  - {metric: min(accuracy by sex), variant: new, atLeast: 0.5}
                  - {metric: 'recall[0][writer=dee]', variant: new, atLeast: 0.1}
                """);

        assertThat(judgement.verdicts())
                .extracting(Verdict::status)
                .containsExactly(
                        VerdictStatus.INCONCLUSIVE,
                        VerdictStatus.INCONCLUSIVE,
                        VerdictStatus.INCONCLUSIVE,
                        VerdictStatus.INCONCLUSIVE,
                        VerdictStatus.PASS,
                        VerdictStatus.PASS);
        for (Verdict verdict : judgement.verdicts().subList(0, 4)) {
            assertThat(verdict.settledBy())
                    .isEqualTo("not every slice can be judged: writer=eve has 19 rows, fewer than 30");
        }
    }

    @Test
    void oneModelIsHeldAgainstAnotherSliceBySlice() throws Exception {
        Judgement judgement = judged("""
                slices: {file: slices.csv, columns: [sex, paper]}
                gates:
                  - {metric: 'accuracy[sex=f]', variant: new, notBelow: old, margin: 0.1}
                  - {metric: min(recall by sex), variant: new, notBelow: old, margin: 0.3}
                  - {metric: max(log-loss by paper), variant: new, notBelow: old, margin: 0.5}
                  - {metric: gap(recall by sex), variant: new, notBelow: old, margin: 0.5}
                  - {metric: gap(accuracy by paper), variant: new, notBelow: old, margin: 0.001}
                  - {metric: 'log-loss[paper=plain]', variant: new, atMost: 0.01}
                """);

        assertThat(judgement.verdicts())
                .extracting(Verdict::status)
                .containsExactly(
                        VerdictStatus.PASS,
                        VerdictStatus.PASS,
                        VerdictStatus.PASS,
                        VerdictStatus.PASS,
                        VerdictStatus.INCONCLUSIVE,
                        VerdictStatus.FAIL);
        assertThat(judgement.result().slices().columns()).containsExactly("sex", "paper");
    }

    @Test
    void ofSeveralSeedsTheWorstSliceIsThatOfTheLowestMean() throws Exception {
        Files.move(folder.resolve("old.csv"), folder.resolve("seed-1.csv"));
        Files.copy(folder.resolve("new.csv"), folder.resolve("seed-2.csv"));
        Judgement judgement = lab.train(lab.read(Files.writeString(folder.resolve("pets.yaml"), """
                        name: pets
                        dataset: {source: labels, file: test.csv, label: truth, id: id}
                        slices: {file: slices.csv, columns: [sex, writer]}
                        seeds: 2
                        variants:
                          recipe: {model: {source: predictions, file: 'seed-{seed}.csv'}}
                        gates:
                          - {metric: min(accuracy by sex), variant: recipe, atLeast: 0.5, speaksOf: models}
                          - {metric: min(accuracy by sex), variant: recipe, atLeast: 0.99, speaksOf: models}
                          - {metric: gap(accuracy by sex), variant: recipe, atMost: 0.5, confidence: none}
                          - {metric: gap(accuracy by sex), variant: recipe, atMost: 0.2, speaksOf: models}
                          - {metric: min(accuracy by writer), variant: recipe, atLeast: 0.99, speaksOf: models}
                        """)))
                .judgements()
                .get(0);

        double f = meanAccuracy("sex=f");
        double m = meanAccuracy("sex=m");
        List<Verdict> verdicts = judgement.verdicts();
        assertThat(verdicts)
                .extracting(Verdict::status)
                .containsExactly(
                        VerdictStatus.PASS,
                        VerdictStatus.FAIL,
                        VerdictStatus.PASS,
                        VerdictStatus.PASS,
                        VerdictStatus.FAIL);
        assertThat(verdicts.get(0).rests().orElseThrow().estimate()).isCloseTo(Math.min(f, m), within(1e-12));
        assertThat(verdicts.get(0).bounds())
                .contains("a bounded mean over rows, for every slice; its upper bound by Bonferroni");
        assertThat(verdicts.get(3).rests().orElseThrow().estimate()).isCloseTo(Math.abs(f - m), within(1e-12));
        assertThat(verdicts.get(4).measured()).startsWith("0.7408 (writer=dee: 243 of 328), mean of 2 seeds");
    }

    private static double meanAccuracy(String slice) {
        double sum = 0;
        for (String model : List.of("old", "new")) {
            sum += VECTORS.get("models")
                    .get(model)
                    .get("slices")
                    .get(slice)
                    .get("metrics")
                    .get("accuracy")
                    .doubleValue();
        }
        return sum / 2;
    }

    @Test
    void columnsMayBeThoseOfTheData() throws Exception {
        Judgement file = judged("slices: {file: slices.csv, columns: [writer]}\n");
        Judgement data = judged("slices: {columns: [writer]}\n");

        assertThat(data.result().slices()).isEqualTo(file.result().slices());
        assertThat(data.result().runs())
                .extracting("slices")
                .isEqualTo(file.result().runs().stream()
                        .map(run -> (Object) run.slices())
                        .toList());
    }

    @Test
    void columnsMayBeCategoricalFeaturesOfATable() throws Exception {
        Judgement file = judged("slices: {file: slices.csv, columns: [writer, sex]}\n");
        for (String model : List.of("old", "new")) {
            Path predictions = folder.resolve(model + ".csv");
            Files.writeString(predictions, Files.readString(predictions).replaceAll("(?m)^p(\\d)", "$1"));
        }
        String table = """
                name: pets
                dataset: {source: csv, trainingFile: test.csv, testFile: test.csv, label: truth, ignore: [id], categorical: [writer, sex, paper]}
                variants:
                  old: {model: {source: predictions, file: old.csv}}
                  new: {model: {source: predictions, file: new.csv}}
                gates:
                  - {metric: min(accuracy by sex), variant: new, atLeast: 0.5}
                """;

        Judgement judgement = lab.train(lab.read(
                        Files.writeString(folder.resolve("pets.yaml"), table + "slices: {columns: [writer, sex]}\n")))
                .judgements()
                .get(0);

        assertThat(judgement.result().slices()).isEqualTo(file.result().slices());
        assertThat(judgement.verdicts()).extracting(Verdict::status).containsExactly(VerdictStatus.PASS);
        assertThatThrownBy(() -> lab.train(lab.read(Files.writeString(
                        folder.resolve("pets.yaml"), table + "slices: {columns: [sex, Writer, age]}\n"))))
                .hasMessageContaining("slices.columns: there is no column 'Writer'; there are id, truth, writer,"
                        + " sex, paper; did you mean 'writer'?")
                .hasMessageContaining("there is no column 'age'");
    }

    @Test
    void columnsOfATableNeedNotBeFeatures() throws Exception {
        StringBuilder test = new StringBuilder("id,truth,site,weight\n");
        for (int row = 0; row < VECTORS.get("rows").size(); row++) {
            String truth = VECTORS.get("rows").get(row).get(0).asText();
            String site = row % 3 == 0 ? "NA" : row % 3 == 1 ? "missing" : "north";
            test.append(row).append(',').append(truth).append(',').append(site).append(",2.5\n");
        }
        write("table.csv", test);
        Path predictions = folder.resolve("new.csv");
        Files.writeString(predictions, Files.readString(predictions).replaceAll("(?m)^p(\\d)", "$1"));
        String table = """
                name: pets
                dataset: {source: csv, trainingFile: table.csv, testFile: table.csv, label: truth, ignore: [id, site]}
                variants:
                  new: {model: {source: predictions, file: new.csv}}
                """;

        Judgement judgement = lab.train(
                        lab.read(Files.writeString(folder.resolve("pets.yaml"), table + "slices: {columns: [site]}\n")))
                .judgements()
                .get(0);

        int rows = VECTORS.get("rows").size();
        assertThat(judgement.result().runs().get(0).slices())
                .extracting(slice -> slice.slice() + " " + slice.rows())
                .containsExactlyInAnyOrder(
                        "site=(missing) " + (rows + 2) / 3, "site=missing " + (rows + 1) / 3, "site=north " + rows / 3);
        assertThatThrownBy(() -> lab.train(lab.read(
                        Files.writeString(folder.resolve("pets.yaml"), table + "slices: {columns: [site, weight]}\n"))))
                .hasMessageContaining(
                        "slices.columns: weight has numbers, which make no slices; name a column of groups in"
                                + " its place, under dataset.ignore if it is not to be learnt from");
    }

    @Test
    void slicesOfOtherContentMakeResultsStale() throws Exception {
        String yaml =
                "slices: {file: slices.csv}\ngates:\n  - {metric: 'accuracy[sex=f]', variant: new, notBelow: accepted}\n";
        ExperimentFile experiment = experiment(yaml);
        judged(yaml);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        assertThat(folder.resolve("pets.lock.yaml")).content().contains("slices:", "- writer");
        // A file written otherwise is not another one.
        Path slices = folder.resolve("slices.csv");
        String text = Files.readString(slices);
        Files.writeString(slices, text.replace(",f,", ",\"f\","));
        Judged again = lab.judge(List.of(experiment));
        assertThat(again.judgements().get(0).verdicts())
                .extracting(Verdict::status)
                .containsExactly(VerdictStatus.PASS);

        Files.writeString(slices, text.replaceFirst(",f,", ",m,"));

        assertThatThrownBy(() -> lab.judge(List.of(experiment)))
                .isInstanceOf(LabException.Results.class)
                .hasMessageContaining("since then changed:\n  slices: ");
        lab.train(List.of(experiment));
        assertThat(Files.readString(folder.resolve("results/pets/summary.md"))).contains("slices: ");
    }

    @Test
    void withoutIdsTheOrderIsSaidToBeUnchecked() throws Exception {
        Files.writeString(
                folder.resolve("slices.csv"),
                Files.readString(folder.resolve("slices.csv")).replaceAll("(?m)^[^,]+,", ""));

        assertThat(judged("slices: {file: slices.csv}\n").result().warnings())
                .containsExactly(
                        "The order of the rows in slices.csv was not checked: it has no column id, only as many rows"
                                + " as the test set.");
    }

    @Test
    void everyFaultOfTheFileIsToldAtOnce() throws Exception {
        List<String> text = new ArrayList<>(Files.readAllLines(folder.resolve("slices.csv")));
        text.set(1, text.get(1).replaceFirst(",\\w+$", ","));
        text.set(3, text.get(3) + ",x");
        text.set(5, text.get(5).replaceFirst("p4", "p5"));
        Files.write(folder.resolve("slices.csv"), text);

        assertThatThrownBy(() -> judged("slices: {file: slices.csv}\n"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("slices.csv:\n"
                        + "    row 0 (line 2), column paper is empty; give rows without a category a name, such as none\n"
                        + "    row 2 (line 4) has 5 fields, but the header names 4\n"
                        + "    row 4 (line 6), column id is 'p5', but must be 'p4': the rows must be in the order of the test"
                        + " set");
    }

    @Test
    void otherNumbersOfRowsAndOddColumnsAreRefused() throws Exception {
        Path slices = folder.resolve("slices.csv");
        String text = Files.readString(slices);
        Files.writeString(slices, text + "p900,ann,f,lined\n");
        assertRefused("it has more rows than the 900 of the test set, from line 902 on");
        Files.writeString(slices, text.replaceFirst("p899.*\\n", ""));
        assertRefused("it has 899 rows, but the test set has 900");
        Files.writeString(slices, text.replaceFirst("sex", "writer"));
        assertRefused("the column 'writer' is there twice");
        Files.writeString(slices, text.replaceFirst("sex", "a=b"));
        assertRefused(
                "the column 'a=b' cannot be named in gates; a name has 1 to 100 characters, no space at its ends, and"
                        + " none of = [ ] ( )");
        Files.writeString(slices, "");
        assertRefused("slices.csv is empty; its first line must name its columns");
        Files.writeString(slices, "id\n");
        assertRefused("there is no column of categories");
        Files.delete(slices);
        assertRefused("slices.csv is not a file: nothing is there");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> judged("slices: {file: slices.csv}\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void classesAreCalledByTheirNames() throws Exception {
        Judgement judgement = judged("""
                slices: {file: slices.csv}
                gates:
                  - {metric: 'recall[cat][sex=f]', variant: new, atLeast: 0.5}
                  - {metric: 'min(recall[owl] by sex)', variant: new, atLeast: 0.5}
                  - {metric: min(recall by sex), variant: new, atLeast: 0.5}
                """);

        assertThat(judgement.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        assertThat(judgement.verdicts().get(0).requirement()).isEqualTo("recall[cat][sex=f] of new at least 0.5");
        assertThat(Files.readString(folder.resolve("results/pets/metrics.csv")))
                .contains("pets,new,1,recall[cat],", "pets,new,1,recall[cat][sex=f],");
        assertThatThrownBy(() -> judged("""
                        slices: {file: slices.csv}
                        gates:
                          - {metric: 'recall[cow][sex=f]', variant: new, atLeast: 0.5}
                        """)).hasMessageContaining("cat, dog, owl");
    }

    /** Which accepted results are called by too, though a lock has no names of its own. */
    @Test
    void classesOfWhatIsMeasuredAreCalledByTheirNames() throws Exception {
        String yaml = """
                slices: {file: slices.csv, columns: [sex]}
                gates:
                  - {metric: min(recall), variant: new, notBelow: accepted}
                  - {metric: min(recall by sex), variant: new, notBelow: accepted}
                """;
        ExperimentFile experiment = experiment(yaml);
        judged(yaml);
        lab.accept(List.of(experiment), Optional.empty());

        List<Verdict> verdicts =
                lab.judge(List.of(experiment)).judgements().get(0).verdicts();

        assertThat(verdicts).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        assertThat(verdicts.get(0).measured())
                .matches("0\\.\\d{4} \\(class (cat|dog|owl): .*\\) against 0\\.\\d{4} \\(class \\1: .*");
        assertThat(verdicts.get(1).measured())
                .matches("0\\.\\d{4} \\((sex=[fm], class (cat|dog|owl)): .*\\) against 0\\.\\d{4} \\(\\1: .*");
    }

    @Test
    void gatesOnWhatIsNotThereAreToldTheNearest() {
        assertThatThrownBy(() -> judged("""
                        slices: {file: slices.csv}
                        gates:
                          - {metric: 'accuracy[writer=cyy]', variant: new, atLeast: 0.7}
                          - {metric: min(accuracy by writr), variant: new, atLeast: 0.8}
                        """))
                .isInstanceOf(LabException.Experiments.class)
                .hasMessageContaining(
                        "accuracy[writer=cyy] asks for the slice writer=cyy, but writer has ann, bob, cy, dee, eve; did you"
                                + " mean \"cy\"?")
                .hasMessageContaining(
                        "min(accuracy by writr) asks for the column writr, but the slices have writer, sex, paper;"
                                + " did you mean \"writer\"?");
    }

    private Judgement judged(String yaml) throws Exception {
        return lab.train(List.of(experiment(yaml))).judgements().get(0);
    }

    private ExperimentFile experiment(String yaml) throws IOException {
        return lab.read(Files.writeString(folder.resolve("pets.yaml"), "name: pets\n" + LABELS + yaml))
                .get(0);
    }

    private void write(String name, CharSequence text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("results/pets/report.html"));
    }

    private void requireValidResult() throws IOException {
        String schema = new String(
                RunSpec.class.getResourceAsStream("result.schema.json").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(Files.readString(folder.resolve("results/pets/result.json")), InputFormat.JSON))
                .isEmpty();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode vectors() {
        try (InputStream stream = SlicesTest.class.getResourceAsStream("/vectors/slices.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
