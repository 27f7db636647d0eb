package io.github.mnistlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.report.html.figure.Answer;
import io.github.mnistlab.report.html.figure.Commands;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.result.ExperimentImages;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.result.StoredImages;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.result.TestPredictions;
import io.github.mnistlab.run.DistortedExample;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.SmallExperiment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final String COMMAND = "mvn mnist:experiment -Dmnist.experiment=small";

    private static final Commands COMMANDS = new Commands(COMMAND, "mvn mnist:explore");
    private static final Path NO_MODELS = Path.of("no-such-folder");
    private static final int MEGABYTE = 1 << 20;

    private static final String SMALL = """
            name: small
            description: Is what is drawn what was measured?
            dataset:
              source: generated-digits
              training: 600
              test: 300
              imbalance: {type: step, minority: [3, 5], ratio: 5}
            split: {validation: 100}
            seeds: [1, 2]
            model: {hidden: [16]}
            training: {epochs: 3}
            variants:
              baseline: {}
              smote: {balancing: {method: smote}}
              noise: {balancing: {method: random-over, shrinkage: 1}}
            gates:
              - {metric: accuracy, variant: baseline, atLeast: 0.9999, confidence: none}
              - {metric: accuracy, variant: smote, atLeast: 0.01}
            """;

    @TempDir
    private static Path folder;

    private static SmallExperiment small;
    private static String page;

    @BeforeAll
    static void train() throws IOException, InvalidExperimentException {
        small = SmallExperiment.train("small", SMALL, folder);
        page = render(small);
    }

    static String render(SmallExperiment trained) {
        return render(trained, trained.folder());
    }

    private static String render(SmallExperiment trained, Path models) {
        TestPredictions predictions = new StoredPredictions(trained.prepared(), trained.folder());
        return ReportPage.html(
                judgement(trained.prepared().spec(), trained.result(), predictions),
                predictions,
                new StoredImages(trained.prepared()),
                COMMANDS,
                models);
    }

    private static Judgement judgement(ExperimentSpec spec, ExperimentResult result, TestPredictions predictions) {
        return judgement(spec, result, predictions, null);
    }

    private static Judgement judgement(
            ExperimentSpec spec,
            ExperimentResult result,
            TestPredictions predictions,
            ResultsComparison sinceAccepted) {
        return new Judgement(
                result,
                Judge.judge(spec, result, new Grounds(predictions, Optional.empty(), false)),
                new Intervals(result, predictions),
                sinceAccepted,
                List.of());
    }

    @Test
    void everySectionIsThereAndTheContentsLeadToEach() {
        List<String> ids = all("<section id=\"([a-z-]+)\"", page);

        assertThat(ids)
                .containsExactly(
                        "gates",
                        "variants",
                        "training",
                        "confusion",
                        "images",
                        "pad",
                        "classes",
                        "confidence",
                        "curves",
                        "balance",
                        "provenance");
        assertThat(all("<li><a href=\"#([a-z-]+)\">", page)).isEqualTo(ids);
        assertThat(all(" id=\"([^\"]+)\"", page)).doesNotHaveDuplicates();
        assertThat(page)
                .contains("1 of 2 gates passed, 1 missed", "Is what is drawn what was measured?", COMMAND)
                .doesNotContain(folder.toString());
    }

    @Test
    void ofAModelThatWasOnlyJudgedThereIsEverythingButTraining(@TempDir Path own)
            throws IOException, InvalidExperimentException {
        StringBuilder csv = new StringBuilder("label,predicted\n");
        for (byte label : DigitGenerator.generate(1, "test", 50).labels()) {
            csv.append(label).append(",7\n");
        }
        Files.writeString(own.resolve("sevens.csv"), csv);
        String mixed = render(SmallExperiment.train("mixed", """
                name: mixed
                dataset: {source: generated-digits, training: 100, test: 50}
                training: {epochs: 1}
                model: {hidden: [8]}
                variants:
                  network: {}
                  sevens: {model: {source: predictions, file: sevens.csv}}
                """, own));

        assertThat(all("<section id=\"([a-z-]+)\"", mixed)).contains("training", "confidence", "images", "balance");
        assertThat(between(mixed, "<section id=\"training\"", "</section>"))
                .contains("network")
                .doesNotContain("sevens");
        assertThat(between(mixed, "<section id=\"confidence\"", "</section>")).doesNotContain("sevens");
        assertThat(mixed).contains("\"name\":\"sevens\"", "\"disagreements\":");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void everyChartHasMarksATitleAndAText() throws IOException {
        List<String> charts = all("(?s)<figure class=\"chart\".*?</figure>", page);
        assertThat(charts).hasSize(10);
        for (String chart : charts) {
            assertThat(chart).containsPattern("<h3>[^<]+</h3>\n<p>[^<]{20,}</p>");
            JsonNode data = json(chart, "<script type=\"application/json\" class=\"chart-data\">(.*?)</script>");
            assertThat(data.get("views")).isNotEmpty().allSatisfy(view -> {
                assertThat(view.get("series")).isNotEmpty();
                assertThat(view.get("series"))
                        .allSatisfy(series -> assertThat(series.get("points"))
                                .as(view.get("label") + " " + series.get("name"))
                                .isNotEmpty());
            });
        }
    }

    /** The page's numbers against those of the evaluation: images, predictions and probabilities belong together. */
    @Test
    void imagesCarryWhatWasPredictedOfThem() throws IOException {
        JsonNode data = json(page, "<script type=\"application/json\" id=\"report-data\">(.*?)</script>");
        assertThat(data.get("sets")).hasSize(1);
        JsonNode set = data.get("sets").get(0);
        StoredPredictions predictions = new StoredPredictions(small.prepared(), small.folder());
        for (JsonNode variant : data.get("variants")) {
            RunId id =
                    new RunId(variant.get("name").asText(), variant.get("seed").asLong());
            RunResult run = small.result().runs().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(run).isEqualTo(small.result().bestRunOf(id.variant()).orElseThrow());
            Predictions made = predictions.of(run);
            byte[] packed =
                    Base64.getDecoder().decode(variant.get("probabilities").asText());
            int mistakes = 0;
            for (int i = 0; i < set.get("rows").size(); i++) {
                int row = set.get("rows").get(i).asInt();
                assertThat(set.get("labels").get(i).asInt()).isEqualTo(made.label(row));
                assertThat(variant.get("predicted").get(i).asInt()).isEqualTo(made.predicted(row));
                for (int label = 0; label < 10; label++) {
                    int at = 2 * (10 * i + label);
                    double probability = ((packed[at] & 0xff) | (packed[at + 1] & 0xff) << 8) / 65535.0;
                    assertThat(Math.abs(probability
                                    - made.probabilities().orElseThrow().get(row, label)))
                            .isLessThan(1e-5);
                }
                mistakes += made.label(row) == made.predicted(row) ? 0 : 1;
            }
            assertThat((long) mistakes).isEqualTo(made.rows() - run.evaluation().correct());
        }
    }

    @Test
    void syntheticImagesStandBesideTheirParents() {
        assertThat(page)
                .contains(
                        "Synthetic images made by balancing: smote, seed ",
                        "Synthetic images made by balancing: noise, seed ");
        assertThat(all("real neighbour of class ([35])", page)).contains("3", "5");
        assertThat(page).contains("% of the way", "with noise");
    }

    @Test
    void theSameResultsGiveTheSameBytesAndTheFileHasThem() throws IOException {
        assertThat(render(small)).isEqualTo(page);

        Path target = resultsIn(folder.resolve("written"));
        write(target, COMMANDS, "code");

        assertThat(Files.readString(target.resolve(ReportPage.FILE)))
                .startsWith(render(small, target))
                .endsWith(" -->\n");
    }

    @Test
    void aPageIsMadeAnewOnlyIfSomethingHasChangedThatItDependsOn() throws IOException {
        Path target = resultsIn(folder.resolve("unchanged/small"));
        Path file = target.resolve(ReportPage.FILE);
        Path model = target.resolve("model-baseline-" + bestOfBaseline() + ".zip");
        assertThat(isWritten(target, COMMANDS, "code")).isTrue();
        assertThat(isWritten(target, COMMANDS, "code")).isFalse();

        assertThat(isWritten(target, COMMANDS, "other code")).isTrue();
        assertThat(isWritten(target, new Commands("make", COMMANDS.explore()), "code"))
                .isTrue();
        assertThat(isWritten(target, new Commands(COMMANDS.again(), "make"), "code"))
                .isTrue();
        write(target, COMMANDS, "code");
        for (Path source : List.of(target.resolve(ResultStore.RESULT), target.resolve(ReportFiles.VERDICTS), file)) {
            Files.writeString(source, Files.readString(source).replaceFirst("0", "1"));
            assertThat(isWritten(target, COMMANDS, "code")).as("%s", source).isTrue();
        }
        Files.delete(model);
        assertThat(isWritten(target, COMMANDS, "code")).isTrue();
        assertThat(file).content().doesNotContain("id=\"pad\"");
        Files.copy(small.folder().resolve(model.getFileName()), model);
        assertThat(isWritten(target, COMMANDS, "code")).isTrue();
        Files.writeString(
                Files.createDirectories(folder.resolve("unchanged/explore/small@baseline"))
                        .resolve("explore.html"),
                "seen");
        assertThat(isWritten(target, COMMANDS, "code")).isTrue();
        assertThat(isWritten(target, COMMANDS, "code")).isFalse();
        Files.writeString(file, "");
        assertThat(isWritten(target, COMMANDS, "code")).isTrue();
    }

    @Test
    void aPageIsMadeAnewIfOtherChangesSinceTheAcceptedResultsAreToldOnIt() throws IOException {
        Path target = resultsIn(folder.resolve("accepted/small"));
        ResultsComparison same = new ResultsComparison(List.of(), List.of(), List.of(), Map.of());
        ResultsComparison other =
                new ResultsComparison(List.of("training.epochs: 1 -> 2"), List.of(), List.of(), Map.of());
        write(target, COMMANDS, "code");

        assertThat(isWritten(target, COMMANDS, "code", same)).isTrue();
        assertThat(isWritten(target, COMMANDS, "code", same)).isFalse();
        assertThat(isWritten(target, COMMANDS, "code", other)).isTrue();
        assertThat(target.resolve(ReportPage.FILE)).content().contains("training.epochs: 1 -&gt; 2");
        assertThat(isWritten(target, COMMANDS, "code")).isTrue();
    }

    private static long bestOfBaseline() {
        return small.result().bestRunOf("baseline").orElseThrow().id().seed();
    }

    /** What a folder of results has before its page is there. */
    private static Path resultsIn(Path target) throws IOException {
        Files.createDirectories(target);
        for (Path file : List.of(Path.of(ResultStore.RESULT), Path.of("model-baseline-" + bestOfBaseline() + ".zip"))) {
            Files.copy(small.folder().resolve(file), target.resolve(file));
        }
        Files.writeString(target.resolve(ReportFiles.VERDICTS), "[0]");
        return target;
    }

    private static boolean isWritten(Path target, Commands commands, String code) throws IOException {
        return isWritten(target, commands, code, null);
    }

    private static boolean isWritten(Path target, Commands commands, String code, ResultsComparison sinceAccepted)
            throws IOException {
        FileTime longAgo = FileTime.fromMillis(0);
        Path file = target.resolve(ReportPage.FILE);
        if (Files.exists(file)) {
            Files.setLastModifiedTime(file, longAgo);
        }
        write(target, commands, code, sinceAccepted);
        return !Files.getLastModifiedTime(file).equals(longAgo);
    }

    private static void write(Path target, Commands commands, String code) throws IOException {
        write(target, commands, code, null);
    }

    private static void write(Path target, Commands commands, String code, ResultsComparison sinceAccepted)
            throws IOException {
        TestPredictions predictions = new StoredPredictions(small.prepared(), small.folder());
        ReportPage.write(
                judgement(small.prepared().spec(), small.result(), predictions, sinceAccepted),
                predictions,
                new StoredImages(small.prepared()),
                commands,
                target,
                code);
    }

    @Test
    void leadsToThePageAboutTheTrainingRows() throws IOException {
        Path target = folder.resolve("beside/small");
        assertThat(render(small, target))
                .contains("The training rows themselves: <code>mvn mnist:explore</code>")
                .doesNotContain("explore.html");

        Path explored = Files.createDirectories(folder.resolve("beside/explore/small@baseline"));
        Files.writeString(explored.resolve("explore.html"), "seen");
        assertThat(render(small, Files.createDirectories(target)))
                .contains("<a href=\"../explore/small@baseline/explore.html\">The training rows themselves</a>");
    }

    /** The answer claims a difference only where its interval leaves out zero. */
    @Test
    void theAnswerClaimsNoMoreThanIntervalsSupport() {
        String same = answer(9_800, 9_801);
        String more = answer(9_000, 9_800);
        String fewer = answer(9_800, 9_000);

        assertThat(same).contains("classifies 0.01 percentage points more", "no clear difference over these seeds");
        assertThat(more).contains("the recipe smote is better on data like these, with 95 % confidence");
        assertThat(fewer).contains("classifies 8.00 percentage points fewer", "the recipe smote is worse");
        assertThat(answer("seeds: [1]\n", 9_000, 9_800))
                .contains("this network of smote is better")
                .contains("another seed may give a different result")
                .doesNotContain("the recipe smote");
    }

    private static String answer(int baseline, int smote) {
        return answer("seeds: [1, 2, 3]\n", baseline, smote);
    }

    private static String answer(String seeds, int baseline, int smote) {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + seeds);
        ExperimentResult result = SampleResults.of(
                spec,
                run -> SampleResults.evaluation(
                        ("smote".equals(run.variant()) ? smote : baseline) + 3 * (int) run.seed(), 10_000));
        ReportInput input = ReportInput.of(
                judgement(spec, result, SampleResults::predictions),
                SampleResults::predictions,
                new SampleImages(),
                COMMANDS);
        return String.join(" ", Answer.of(input));
    }

    @Test
    void thePadHasTheFirstVariantsKeptNetworkAndAnExampleOfEachClassItKnows() throws IOException {
        JsonNode network = json(page, "id=\"pad-network\">(.*?)</script>");

        assertThat(network.get("layers"))
                .extracting(layer -> layer.get("inputs").asInt() + "-"
                        + layer.get("outputs").asInt() + " "
                        + layer.get("function").asText())
                .containsExactly("784-16 relu", "16-10 identity");
        assertThat(page).containsPattern("The network of baseline, seed [12] \\(784-16-10\\) runs in this page");
        assertThat(all("data-tile=\"\\d+\" data-label=\"(\\d)\"", page))
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    @Test
    void withoutAKeptModelThereIsNoPad() {
        assertThat(withNames("calm")).doesNotContain("pad-network").doesNotContain("Draw a digit");
    }

    /** Names that try to be more than names, through all of the page. */
    @Test
    void hostileNamesStayText() {
        String hostile = "</script><script>alert(1)</script>\"><img src=x onerror=alert(1)>\u2028\u202e";
        String attacked = withNames(hostile);
        String calm = withNames("calm");

        Pattern text = Pattern.compile(
                "(?s)<script type=\"application/json\".*?</script>|(?<=>)[^<]*|(?<=aria-label=)\"[^\"]*\"|<style>.*?</style>");
        assertThat(text.matcher(attacked).replaceAll(""))
                .isEqualTo(text.matcher(calm).replaceAll(""));
        assertThat(attacked)
                .doesNotContain("<img src=x", "<script>alert", "\u202e")
                .contains("&lt;/script&gt;&lt;script&gt;alert(1)");
    }

    private static String withNames(String name) {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS);
        List<Variant> variants = spec.variants().stream()
                .map(variant -> new Variant(variant.name() + name, null, variant.seeds(), variant.spec()))
                .toList();
        ExperimentSpec renamed = new ExperimentSpec(
                name, name, spec.acknowledge(), spec.reproducibility(), variants, spec.matrix(), false, List.of());
        ExperimentResult result = SampleResults.of(renamed, run -> SampleResults.evaluation(900, 1_000));
        return ReportPage.html(
                judgement(renamed, result, SampleResults::predictions),
                SampleResults::predictions,
                new SampleImages(),
                new Commands("mvn -Dx=" + name, "mvn mnist:explore"),
                NO_MODELS);
    }

    /** 35 variants with 3 seeds, half of 10,000 images wrong: what is too much is left out, and said to be. */
    @Test
    void staysSmallHoweverMuchThereIs() {
        StringBuilder yaml = new StringBuilder("""
                name: sample
                dataset: {source: generated-digits}
                seeds: [1, 2, 3]
                training: {epochs: 30}
                variants:
                """);
        for (int variant = 0; variant < 35; variant++) {
            yaml.append("  some-variant-").append(variant).append(": {}\n");
        }
        ExperimentSpec spec = SampleResults.spec(yaml.toString());
        ExperimentResult result = SampleResults.of(
                spec,
                run -> SampleResults.evaluation(
                        5_000 + 17 * Integer.parseInt(run.variant().substring(13)) + (int) run.seed(), 10_000));
        String large = onTenThousandImages(spec, result);

        assertThat(large.getBytes(StandardCharsets.UTF_8).length).isLessThan(4 * MEGABYTE);
        assertThat(large).containsPattern("To stay small, the page holds 1,\\d{3} test images");
    }

    @Test
    void staysSmallHoweverManyVariantsThereAre() {
        ExperimentSpec spec = SampleResults.spec("""
                name: sample
                dataset: {source: generated-digits}
                seeds: 1
                matrix:
                  axes:
                    training.batchSize: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
                    training.epochs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                """);
        ExperimentResult result = SampleResults.of(
                spec,
                run -> SampleResults.evaluation(
                        5_000 + Math.floorMod(run.variant().hashCode(), 4_000), 10_000));

        String large = onTenThousandImages(spec, result);

        assertThat(large.getBytes(StandardCharsets.UTF_8).length).isLessThan(6 * MEGABYTE);
        assertThat(large)
                .containsPattern("To stay small, the page holds \\d{3} test images")
                .contains("140 further variants are left out here; see the tables.");
    }

    private String onTenThousandImages(ExperimentSpec spec, ExperimentResult result) {
        Map<RunId, Predictions> kept = new ConcurrentHashMap<>();
        TestPredictions predictions = run -> kept.computeIfAbsent(run.id(), id -> SampleResults.predictions(run));
        LabeledImages digits = new GeneratedDigitsStore(folder.resolve("many"))
                .files(1, 100, 10_000)
                .loadTest(new DatasetSpec.GeneratedDigits(100, 10_000, 1, null));

        return ReportPage.html(
                judgement(spec, result, predictions), predictions, new SampleImages(digits), COMMANDS, NO_MODELS);
    }

    /** Seeds of one cell could not be trained at all, one of another. */
    @Test
    void aMatrixIsDrawnAlongItsNumbersAndSaysWhatCouldNotBe() throws IOException {
        ExperimentSpec spec = SampleResults.spec("""
                name: sample
                dataset: {source: generated-digits, imbalance: {type: step, minority: 0.5, ratio: 1}}
                seeds: 2
                matrix:
                  axes:
                    balancing.method: [none, smote]
                    dataset.imbalance.ratio: [1, 10, 100]
                  metrics: [balanced-accuracy, ece]
                """);
        Map<RunId, String> inapplicable = Map.of(
                new RunId("smote-ratio-100", 1), "too few </script><b>",
                new RunId("smote-ratio-100", 2), "too few </script><b>",
                new RunId("smote-ratio-10", 2), "none");
        ExperimentResult result = SampleResults.of(
                spec,
                run -> SampleResults.evaluation(
                        run.variant().startsWith("smote") ? 9_700 : 9_000 + (int) run.seed(), 10_000),
                inapplicable);
        String matrix = ReportPage.html(
                judgement(spec, result, SampleResults::predictions),
                SampleResults::predictions,
                new SampleImages(),
                COMMANDS,
                NO_MODELS);

        JsonNode data = json(matrix, "id=\"matrix-chart\".*?class=\"chart-data\">(.*?)</script>");
        assertThat(data.at("/x/kind").asText()).isEqualTo("log");
        assertThat(data.get("views"))
                .extracting(view -> view.get("label").asText())
                .containsExactly("balanced-accuracy", "ece");
        JsonNode series = data.at("/views/0/series");
        assertThat(series)
                .extracting(
                        one -> one.get("name").asText() + " " + one.get("kind").asText())
                .containsExactly("none band", "none line", "smote band", "smote line");
        assertThat(series.at("/1/points").toString()).isEqualTo("[[1,0.90015],[10,0.90015],[100,0.90015]]");
        assertThat(series.at("/0/points/0").toString()).isEqualTo("[1,0.9001,0.9002]");
        assertThat(series.at("/3/points").toString()).isEqualTo("[[1,0.97],[10,0.97]]");
        assertThat(matrix)
                .contains("9 runs of 5 variants", "3 further runs could not be made")
                .contains("not applicable: too few &lt;/script&gt;&lt;b&gt;")
                .contains("mean of 1 seed only; not applicable with seed 2: none")
                .contains("n/a [2]");
    }

    /** As many images as sample predictions speak of; labels are those of the predictions. */
    private static final class SampleImages implements ExperimentImages {
        private final LabeledImages images;

        SampleImages(LabeledImages images) {
            this.images = images;
        }

        SampleImages() {
            byte[] pixels = new byte[10_000 * ImageShape.MNIST_PIXELS];
            Arrays.fill(pixels, 0, 5_000 * ImageShape.MNIST_PIXELS, (byte) 200);
            this.images = new LabeledImages(pixels, new byte[10_000], 10);
        }

        @Override
        public LabeledImages test(String variant) {
            return images;
        }

        @Override
        public LabeledImages training(RunId run) {
            byte[] labels = new byte[10_000];
            // What sample results say that the bases of their synthetic rows are of.
            labels[17] = 3;
            labels[108] = 8;
            return new LabeledImages(images.toPixelArray(), labels, 10);
        }

        @Override
        public List<DistortedExample> distorted(RunId run) {
            throw new AssertionError("no sample result is of distorted images");
        }
    }

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(match.groupCount()))
                .forEach(found::add);
        return found;
    }

    private static JsonNode json(String text, String pattern) throws IOException {
        return JsonMapper.builder().build().readTree(all("(?s)" + pattern, text).get(0));
    }
}
