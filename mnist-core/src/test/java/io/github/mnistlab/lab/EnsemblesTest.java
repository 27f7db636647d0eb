package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.result.RunResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variants that join the models of others. */
class EnsemblesTest {
    private static final String HEAD = "name: digits\ndataset: {source: generated-digits, training: 400, test: 300}\n";

    @TempDir
    private Path folder;

    private List<String> lines;
    private Lab lab;

    @BeforeEach
    void prepare() {
        lines = new ArrayList<>();
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(QuickWorkers.workers()),
                (level, text) -> lines.add(text));
    }

    @Test
    void itsProbabilitiesAreTheMeanOfItsMembers() throws Exception {
        ExperimentFile experiment = experiment("""
                seeds: 3
                training: {epochs: 2}
                variants:
                  all: {ensemble: {of: small}}
                  small: {model: {hidden: [12]}}
                  wide: {model: {hidden: [24]}, seeds: [2, 3, 4]}
                  pairs: {ensemble: {of: [wide, small]}}
                gates:
                  - {metric: accuracy, variant: all, atLeast: 0.2, confidence: none}
                  - {metric: accuracy, variant: all, notBelow: small, margin: 0.5}
                  - {metric: accuracy, variant: pairs, atLeast: 0.2, confidence: none}
                """);

        Judgement judgement = judged(experiment);

        assertThat(judgement.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        assertThat(judgement.verdicts().get(1).bounds()).contains("this model against the recipe, paired by row");
        assertThat(judgement.result().runsOf("all"))
                .extracting(run -> run.id().seed())
                .containsExactly(1L);
        assertThat(judgement.result().runsOf("pairs"))
                .extracting(run -> run.id().seed())
                .containsExactly(2L, 3L);
        requireMean(judgement, "all-1", "small-1", "small-2", "small-3");
        requireMean(judgement, "pairs-2", "wide-2", "small-2");
        requireMean(judgement, "pairs-3", "wide-3", "small-3");
        assertThat(folder.resolve("results/digits/report.html")).content().contains("all", "pairs");
        requireValidResult();

        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        assertThat(lab.reproduce(List.of(experiment))).isInstanceOf(Reproduced.AsAccepted.class);
        assertThat(lab.judge(List.of(experiment))).isInstanceOf(Judged.Passed.class);
        assertThat(judged(experiment).result().runs().stream().map(RunResult::key))
                .containsExactlyElementsOf(
                        judgement.result().runs().stream().map(RunResult::key).toList());

        lines.clear();
        lab.plan(List.of(experiment));
        assertThat(lines)
                .contains(
                        "    ensemble   the mean of all seeds of small, one model",
                        "    ensemble   for each seed the mean of wide and small")
                .anyMatch(line -> line.contains("6 runs: 6 in the run cache, none to train"));
    }

    /** Of what was trained here and of what was not: the lock says of each what makes up its ensemble's key. */
    @Test
    void whatItIsComparedWithIsKeptHoweverOftenResultsAreAccepted() throws Exception {
        Files.writeString(
                folder.resolve("even.csv"),
                "0,1,2,3,4,5,6,7,8,9\n" + "0.1,".repeat(9).concat("0.1\n").repeat(300));
        ExperimentFile experiment = experiment("""
                seeds: 2
                training: {epochs: 1}
                model: {hidden: [12]}
                variants:
                  even: {seeds: 1, model: {source: predictions, file: even.csv}}
                  small: {}
                  all: {ensemble: {of: small}}
                  mixed: {ensemble: {of: [even, small]}}
                gates:
                  - {metric: accuracy, variant: all, notBelow: accepted, confidence: none}
                  - {metric: accuracy, variant: mixed, notBelow: accepted, confidence: none}
                """);
        judged(experiment);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        Path lock = folder.resolve("digits.lock.yaml");
        String first = Files.readString(lock);

        Judgement again = judged(experiment);

        assertThat(again.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        assertThat(lock).hasContent(first);
    }

    /** A page shows distorted images of what was trained with augmentation, and nothing of training of what is joined. */
    @Test
    void aPageTellsWhatWasTrainedFromWhatWasJoined() throws Exception {
        judged(experiment("""
                seeds: 2
                training: {epochs: 1}
                model: {hidden: [12]}
                augmentation: {affine: {rotation: 5}}
                variants:
                  turned: {}
                  both: {ensemble: {of: turned}}
                """));

        assertThat(folder.resolve("results/digits/report.html"))
                .content()
                .contains("Distorted training images: turned, seed ", "the same, distorted in epoch 1")
                .doesNotContain("Distorted training images: both", "distorted in epoch 2");
    }

    @Test
    void amongClassesAloneThereIsNoMean() throws Exception {
        Files.writeString(folder.resolve("classes.csv"), "predicted\n" + "7\n".repeat(300));
        ExperimentFile experiment = experiment("""
                variants:
                  one: {model: {source: predictions, file: classes.csv}}
                  small: {model: {hidden: [12]}, training: {epochs: 1}}
                  both: {ensemble: {of: [one, small]}}
                """);

        assertThatThrownBy(() -> lab.train(List.of(experiment)))
                .isInstanceOf(LabException.FailedRuns.class)
                .hasMessageContaining(
                        "digits both-1: one of its members gave the predicted classes alone, of which there is no mean");
    }

    private void requireMean(Judgement judgement, String ensemble, String... members) throws IOException {
        double[] mean = new double[300 * 10];
        for (String member : members) {
            ByteBuffer floats = bytes(member);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (double) floats.getFloat() / members.length;
            }
        }
        ByteBuffer doubles = bytes(ensemble);
        double[] joined = new double[mean.length];
        doubles.asDoubleBuffer().get(joined);
        assertThat(joined).containsExactly(mean, withPrecision(1e-12));
        RunResult run = judgement.result().runs().stream()
                .filter(one -> one.id().toString().equals(ensemble))
                .findFirst()
                .orElseThrow();
        assertThat(run.outcome().isTrained()).isFalse();
        assertThat(run.evaluation().total()).isEqualTo(300);
    }

    private ByteBuffer bytes(String run) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(folder.resolve("results/digits/predictions-" + run + ".bin")))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private void requireValidResult() throws IOException {
        String schema = new String(
                RunSpec.class.getResourceAsStream("result.schema.json").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(Files.readString(folder.resolve("results/digits/result.json")), InputFormat.JSON))
                .isEmpty();
    }

    private Judgement judged(ExperimentFile experiment) throws InterruptedException {
        Judged judged = lab.train(List.of(experiment));
        return (judged instanceof Judged.Passed passed ? passed.judgements() : ((Judged.Missed) judged).judgements())
                .get(0);
    }

    private ExperimentFile experiment(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("digits.yaml"), HEAD + yaml);
        return lab.read(file).get(0);
    }
}
