package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.file.IdxWriter;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.Trainer;
import io.github.mnistlab.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments whose models were made elsewhere: everything but training, and no library that trains. */
class JudgedModelsTest {
    private static final int ROWS = 1000;

    private static final String DATA = "dataset: {source: generated-digits, training: 100, test: " + ROWS + "}\n";

    @TempDir
    private Path folder;

    private byte[] labels;
    private List<String> lines;
    private Lab lab;

    @BeforeEach
    void prepare() {
        labels = DigitGenerator.generate(1, "test", ROWS).labels();
        lines = new ArrayList<>();
        Workers none = Workers.standard().withLibraries((backend, offline) -> {
            throw new AssertionError("nothing is trained: no library must be looked for");
        });
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(none),
                (level, text) -> lines.add(text));
    }

    @Test
    void oneModelIsHeldAgainstAnother() throws Exception {
        predictions("old.csv", 0.95, 1);
        predictions("new.csv", 0.97, 2);
        ExperimentFile experiment = experiment("""
                variants:
                  old: {model: {source: predictions, file: old.csv}}
                  new: {model: {source: predictions, file: new.csv}}
                gates:
                  - {metric: accuracy, variant: new, notBelow: old, margin: 0.01}
                  - {metric: log-loss, variant: new, atMost: 0.5}
                """);

        Judgement judgement = judged(experiment);

        assertThat(judgement.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        RunResult run = judgement.result().runsOf("new").get(0);
        assertThat(run.evaluation().correct()).isEqualTo(correct(0.97));
        assertThat(run.outcome().isTrained()).isFalse();
        assertThat(judgement.result().warnings()).isEmpty();
        assertThat(lines).noneMatch(line -> line.contains("epochs") || line.contains("rows trained"));
        requireValidResult();
        assertThat(page()).contains("Confusion matrix", "Calibration").doesNotContain("Class balance", "Loss by epoch");
    }

    @Test
    void theSameAgainComesFromTheRunCacheAndCanBeJudgedAndAccepted() throws Exception {
        predictions("old.csv", 0.95, 1);
        ExperimentFile experiment = experiment("""
                model: {source: predictions, file: old.csv}
                gates:
                  - {metric: accuracy, variant: baseline, notBelow: accepted, margin: 0.01}
                """);
        Judgement first = judged(experiment);
        assertThat(first.verdicts()).extracting(Verdict::status).containsExactly(VerdictStatus.NOT_JUDGED);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        Path lock = folder.resolve("digits.lock.yaml");
        assertThat(lock).content().contains("source: predictions").doesNotContain("split:");

        assertThat(judged(experiment).verdicts()).extracting(Verdict::status).containsExactly(VerdictStatus.PASS);
        assertThat(((Judged.Passed) lab.judge(List.of(experiment))).judgements())
                .hasSize(1);
        assertThat(lab.reproduce(List.of(experiment))).isInstanceOf(Reproduced.AsAccepted.class);

        predictions("old.csv", 0.5, 1);
        assertThatThrownBy(() -> lab.judge(List.of(experiment)))
                .isInstanceOf(LabException.Results.class)
                .hasMessageContaining("model.file: ");
        Judged missed = lab.train(List.of(experiment));
        assertThat(missed).isInstanceOf(Judged.Missed.class);
    }

    @Test
    void resultsAndReportStayUntilSomethingChanges() throws Exception {
        predictions("old.csv", 0.95, 1);
        String experiment = """
                model: {source: predictions, file: old.csv}
                gates:
                  - {metric: accuracy, variant: baseline, atLeast: %s}
                """;
        Path result = folder.resolve("results/digits/result.json");
        Path report = folder.resolve("results/digits/report.html");
        Judgement first = judged(experiment(experiment.formatted("0.9")));
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(result, longAgo);
        Files.setLastModifiedTime(report, longAgo);

        Judgement second = judged(experiment(experiment.formatted("0.9")));
        assertThat(second.result()).isEqualTo(first.result());
        assertThat(Files.getLastModifiedTime(report)).isEqualTo(longAgo);

        judged(experiment(experiment.formatted("0.8")));
        assertThat(Files.getLastModifiedTime(result)).isEqualTo(longAgo);
        assertThat(Files.getLastModifiedTime(report)).isGreaterThan(longAgo);
        assertThat(page()).contains("0.8");
    }

    @Test
    void aModelIsHeldAgainstARecipe() throws Exception {
        predictions("fixed.csv", 0.95, 1);
        for (int seed = 1; seed <= 5; seed++) {
            predictions("recipe-" + seed + ".csv", 0.96 + 0.002 * seed, 10 + seed);
        }
        ExperimentFile experiment = experiment("""
                seeds: 5
                variants:
                  fixed: {model: {source: predictions, file: fixed.csv}}
                  recipe: {model: {source: predictions, file: "recipe-{seed}.csv"}}
                gates:
                  - {metric: accuracy, variant: recipe, notBelow: fixed, margin: 0.02}
                  - {metric: accuracy, variant: fixed, notBelow: recipe, margin: 0.05}
                  - {metric: accuracy, variant: recipe, notBelow: fixed, margin: 0.05, speaksOf: next}
                  - {metric: accuracy, variant: recipe, atLeast: 0.9}
                """);

        Judgement judgement = judged(experiment);

        assertThat(judgement.result().runsOf("fixed")).hasSize(1);
        assertThat(judgement.result().runsOf("recipe")).hasSize(5);
        assertThat(judgement.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        assertThat(judgement.verdicts().get(0).bounds()).contains("the recipe against this model, paired by row");
        assertThat(judgement.verdicts().get(1).bounds()).contains("this model against the recipe, paired by row");
        // One model has no seeds that could scatter: their part is the recipe's alone.
        String seedsOfRecipe = seedsPart(judgement.verdicts().get(3));
        assertThat(seedsPart(judgement.verdicts().get(0))).isEqualTo(seedsOfRecipe);
        assertThat(seedsPart(judgement.verdicts().get(1))).isEqualTo(seedsOfRecipe);
    }

    @Test
    void noFreshSeedsOfAModelFromElsewhereCanBeTrained() throws Exception {
        for (int seed = 1; seed <= 5; seed++) {
            predictions("recipe-" + seed + ".csv", 0.9, seed);
        }
        ExperimentFile experiment = experiment("""
                seeds: 5
                model: {source: predictions, file: "recipe-{seed}.csv"}
                gates:
                  - {metric: accuracy, variant: baseline, better: accepted, confidence: none}
                """);
        judged(experiment);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);

        for (int seed = 1; seed <= 5; seed++) {
            predictions("recipe-" + seed + ".csv", 0.99, seed);
        }
        assertThat(judged(experiment).verdicts()).extracting(Verdict::status).containsExactly(VerdictStatus.PASS);

        Acceptance.Accepted accepted = (Acceptance.Accepted) lab.accept(List.of(experiment), Optional.empty());
        assertThat(accepted.locks())
                .singleElement()
                .satisfies(lock -> assertThat(lock.kept()).containsExactly("baseline"));
        accepted = (Acceptance.Accepted) lab.accept(List.of(experiment), Optional.of("another model"));
        assertThat(accepted.locks())
                .singleElement()
                .satisfies(lock -> assertThat(lock.kept()).isEmpty());
    }

    @Test
    void ofClassesAloneThereIsWhatTheirCountsTell() throws Exception {
        StringBuilder csv = new StringBuilder("predicted\n");
        for (byte label : labels) {
            csv.append(label).append('\n');
        }
        Files.writeString(folder.resolve("classes.csv"), csv);
        predictions("whole.csv", 0.9, 3);
        ExperimentFile experiment = experiment("""
                variants:
                  classes: {model: {source: predictions, file: classes.csv}}
                  whole: {model: {source: predictions, file: whole.csv}}
                gates:
                  - {metric: macro-f1, variant: classes, atLeast: 0.99}
                  - {metric: accuracy, variant: classes, better: whole}
                """);

        Judgement judgement = judged(experiment);

        assertThat(judgement.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        assertThat(judgement.result().warnings())
                .containsExactly(
                        "The order of the rows in classes.csv (variant classes) was not checked: it has neither the"
                                + " column id nor label, only as many rows as the test set.");
        assertThat(page()).contains("The order of the rows in classes.csv");
        assertThat(lab.judge(List.of(experiment))).isInstanceOf(Judged.Passed.class);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
    }

    @Test
    void rowsAreTheTestSetBeforeItIsThinned() throws Exception {
        predictions("old.csv", 0.95, 1);
        ExperimentFile whole = experiment("model: {source: predictions, file: old.csv}\n");
        assertThat(judged(whole).result().runs().get(0).evaluation().total()).isEqualTo(ROWS);

        Path idx = folder.resolve("idx");
        Files.createDirectories(idx);
        // The same test rows as files of a user's own, of which a part is asked for.
        LabeledImages test = DigitGenerator.generate(1, "test", ROWS);
        IdxWriter.writeImages(test, idx.resolve("images"));
        IdxWriter.writeLabels(test, idx.resolve("labels"));
        String data =
                "dataset: {source: idx, trainingImages: idx/images, trainingLabels: idx/labels, testImages: idx/images,"
                        + " testLabels: idx/labels, test: 200}\n";
        ExperimentFile part = read("part", data + "model: {source: predictions, file: old.csv}\n");
        assertThat(judged(part).result().runs().get(0).evaluation().total()).isEqualTo(200);
    }

    @Test
    void labelsAloneAreEnough() throws Exception {
        StringBuilder test = new StringBuilder("photo,kind,weight\n");
        StringBuilder old = new StringBuilder("id,predicted\n");
        StringBuilder current = new StringBuilder("id,cat,dog,owl\n");
        List<String> kinds = List.of("cat", "dog", "owl");
        for (int row = 0; row < ROWS; row++) {
            String kind = kinds.get(row * 7 % 3);
            test.append("p").append(row).append(',').append(kind).append(",3\n");
            old.append("p")
                    .append(row)
                    .append(',')
                    .append(row % 10 == 0 ? "owl" : kind)
                    .append('\n');
            current.append("p").append(row);
            kinds.forEach(one -> current.append(one.equals(kind) ? ",0.8" : ",0.1"));
            current.append('\n');
        }
        Files.writeString(folder.resolve("test.csv"), test);
        Files.writeString(folder.resolve("old.csv"), old);
        Files.writeString(folder.resolve("current.csv"), current);
        ExperimentFile experiment = read("digits", """
                dataset: {source: labels, file: test.csv, label: kind, id: photo}
                variants:
                  old: {model: {source: predictions, file: old.csv}}
                  current: {model: {source: predictions, file: current.csv}}
                gates:
                  - {metric: accuracy, variant: current, notBelow: old, margin: 0.01}
                  - {metric: 'min(recall)', variant: current, atLeast: 0.98}
                """);

        Judgement judgement = judged(experiment);

        assertThat(judgement.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        assertThat(judgement.result().classNames()).isEqualTo(kinds);
        assertThat(judgement.result().warnings()).isEmpty();
        assertThat(page())
                .contains("1,000 test rows", "\"names\":[\"cat\",\"dog\",\"owl\"]")
                .doesNotContain("Predictions, image by image", "Select a cell to see its images");
        assertThat(folder.resolve("results/digits/summary.md")).content().contains("owl");
        assertThat(lab.judge(List.of(experiment))).isInstanceOf(Judged.Passed.class);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        requireValidResult();

        Files.writeString(folder.resolve("old.csv"), old.toString().replace("p7,", "p8,"));
        assertThatThrownBy(() -> lab.train(List.of(experiment)))
                .hasMessageContaining(
                        "old.csv: row 7 (line 9), column id is 'p8', but must be 'p7': the rows must be in the"
                                + " order of the test set");
    }

    private static String seedsPart(Verdict verdict) {
        Matcher matcher = Pattern.compile("of which seeds (\\d\\.\\d+)").matcher(verdict.bounds());
        assertThat(matcher.find()).as(verdict.bounds()).isTrue();
        return matcher.group(1);
    }

    private static TrainedModel trainedForAMoment() {
        ModelSpec network = new ModelSpec(List.of(12), Activation.TANH, Initializer.GLOROT_UNIFORM, 0, 0);
        TrainingSpec training =
                new TrainingSpec(2, 32, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);
        LabeledImages rows = DigitGenerator.generate(1, "training", 300);
        return Trainer.train(
                        new TrainingRequest(network, training, rows, null, new RandomStreams(1), null), record -> {})
                .model();
    }

    /** By the published schema. */
    private void requireValidResult() throws IOException {
        String schema = new String(
                RunSpec.class.getResourceAsStream("result.schema.json").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(Files.readString(folder.resolve("results/digits/result.json")), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void ofAFileWithClassesAloneNoProbabilityIsGated() throws Exception {
        Files.writeString(folder.resolve("classes.csv"), "label,predicted\n7,7\n");
        ExperimentFile experiment = experiment("""
                model: {source: predictions, file: classes.csv}
                gates:
                  - {metric: accuracy, variant: baseline, atLeast: 0.9}
                  - {metric: ece, variant: baseline, atMost: 0.1}
                """);

        assertThatThrownBy(() -> lab.train(List.of(experiment)))
                .isInstanceOf(LabException.Experiments.class)
                .hasMessageContaining("digits.yaml:6:5: ece needs probabilities, but ")
                .hasMessageEndingWith(
                        "classes.csv of variant baseline has predicted classes alone; choose a metric of the"
                                + " confusion matrix, such as accuracy or macro-f1");
    }

    @Test
    void aNetworkThatWasSavedIsJudgedAsItWasWhenItWasTrained() throws Exception {
        LabeledImages test = DigitGenerator.generate(1, "test", ROWS);
        Path saved = folder.resolve("net.zip");
        Evaluation trained;
        try (TrainedModel model = trainedForAMoment()) {
            model.save(saved);
            trained = Evaluation.of(test.labels(), Probabilities.of(model.predict(test), 10));
        }
        ExperimentFile experiment = experiment("model: {source: deeplearning4j, file: net.zip}\n");

        Evaluation judged = judged(experiment).result().runs().get(0).evaluation();

        assertThat(judged.confusionMatrix()).isEqualTo(trained.confusionMatrix());
        assertThat(judged.logLoss()).isCloseTo(trained.logLoss(), within(1e-5));
        assertThat(lab.judge(List.of(experiment))).isInstanceOf(Judged.Passed.class);
        requireValidResult();

        Files.write(saved, new byte[] {'P', 'K', 3, 4, 0});
        assertThatThrownBy(() -> lab.train(List.of(experiment)))
                .isInstanceOf(LabException.FailedRuns.class)
                .hasMessageContaining("net.zip cannot be read as a network: ");
    }

    @Test
    void aFaultyFileFailsItsRunAndSaysWhere() throws Exception {
        Files.writeString(folder.resolve("short.csv"), "predicted\n7\n");
        ExperimentFile experiment = experiment("model: {source: predictions, file: short.csv}\n");

        assertThatThrownBy(() -> lab.train(List.of(experiment)))
                .isInstanceOf(LabException.FailedRuns.class)
                .hasMessageContaining("digits baseline-1: ")
                .hasMessageContaining("short.csv: it has 1 rows, but the test set has 1000");
    }

    @Test
    void aMissingFileAndACopyAreToldAtOnce() throws Exception {
        predictions("seed-1.csv", 0.95, 1);
        Files.copy(folder.resolve("seed-1.csv"), folder.resolve("seed-2.csv"));
        ExperimentFile experiment = experiment("seeds: 3\nmodel: {source: predictions, file: 'seed-{seed}.csv'}\n");

        assertThatThrownBy(() -> lab.train(List.of(experiment)))
                .hasMessageContaining("seed-3.csv is not a file: nothing is there")
                .hasMessageContaining("a copy is no further seed");
    }

    private Judgement judged(ExperimentFile experiment) throws InterruptedException {
        Judged judged = lab.train(List.of(experiment));
        return (judged instanceof Judged.Passed passed ? passed.judgements() : ((Judged.Missed) judged).judgements())
                .get(0);
    }

    private ExperimentFile experiment(String yaml) throws IOException {
        return read("digits", DATA + yaml);
    }

    private ExperimentFile read(String name, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), "name: " + name + "\n" + yaml);
        return lab.read(file).get(0);
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("results/digits/report.html"));
    }

    private static long correct(double share) {
        return Math.round(share * ROWS);
    }

    /** Of a model that is right on a share of the rows, chosen by a seed. */
    private void predictions(String file, double share, long seed) throws IOException {
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            order.add(row);
        }
        Collections.shuffle(order, new Random(seed));
        List<Integer> wrong = order.subList(0, (int) (ROWS - correct(share)));
        StringBuilder csv = new StringBuilder("id,label,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9\n");
        for (int row = 0; row < ROWS; row++) {
            int predicted = wrong.contains(row) ? (labels[row] + 1) % 10 : labels[row];
            csv.append(row).append(',').append(labels[row]);
            for (int label = 0; label < 10; label++) {
                csv.append(String.format(Locale.ROOT, ",%.3f", label == predicted ? 0.91 : 0.01));
            }
            csv.append('\n');
        }
        Files.writeString(folder.resolve(file), csv);
    }
}
