package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.result.GitFolder;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that are known, accepted, compared and had again, and what becomes of them when somebody edits them. */
class AcceptedResultsTest {
    private static final String EXPERIMENT = """
            name: small
            dataset: {source: generated-digits, training: 600, test: 200}
            model: {hidden: [32]}
            training: {epochs: 2, batchSize: 32}
            """;
    private static final Optional<String> NO_REASON = Optional.empty();

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void aModelThatWasMadeElsewhereIsComparedWithTheOneBeforeIt() throws Exception {
        String judged = """
                name: small
                dataset: {source: labels, file: truth.csv}
                model: {source: predictions, file: predicted.csv}
                gates: [{metric: accuracy, variant: baseline, notBelow: accepted, margin: 0.2}]
                """;
        Files.writeString(folder.resolve("truth.csv"), "label\n" + "cat\ndog\n".repeat(50));
        Files.writeString(folder.resolve("predicted.csv"), "predicted\ncat\ncat\n" + "cat\ndog\n".repeat(49));
        GitFolder git = repository();
        accept(judged);
        git.commit("a model");

        Files.writeString(folder.resolve("predicted.csv"), "predicted\ndog\ndog\n" + "cat\ndog\n".repeat(49));
        refuses(LabException.Results.class, lab -> lab.judge(read(judged))).contains("model.file: ", "(baseline-1)");
        assertThat(lab().train(read(judged))).isInstanceOf(Judged.Passed.class);
        ResultsComparison since = lab().diff(read(judged), "HEAD").get("small");
        assertThat(since.changes())
                .anySatisfy(change -> assertThat(change).containsPattern("model\\.file: \\w{8} -> \\w{8} "));
        assertThat(told()).contains("baseline-1: 1 test row now correct, 1 now wrong");
    }

    @Test
    void resultsSayWhereTheyComeFromButNotWhose() throws Exception {
        GitFolder git = repository();
        read(EXPERIMENT);
        git.commit("an experiment");
        String commit = git.git("rev-parse", "HEAD");
        String user = System.getProperty("user.name");

        lab().train(read(EXPERIMENT));
        assertThat(folder.resolve("target/small/result.json"))
                .content()
                .contains("\"commit\" : \"" + commit + "\"", "\"branch\" : \"main\"", "\"dirty\" : false")
                .contains("\"OPENBLAS_CORETYPE\"", "\"libc\"", "\"features\"", "openblas-0.3.19")
                .doesNotContain(folder.toString(), "\"machine\"", "\"" + user + "\"");
        assertThat(folder.resolve("target/small/summary.md"))
                .content()
                .contains("commit: " + commit + " on main", "computed by: Deeplearning4j")
                .doesNotContain(folder.toString());

        Files.writeString(folder.resolve("notes.txt"), "not committed");
        lab(true, Map.of()).train(read(EXPERIMENT));
        assertThat(folder.resolve("target/small/result.json"))
                .content()
                .contains("\"dirty\" : true", "\"changes\" : \"", "\"machine\"", "\"user\" : \"" + user + "\"");
    }

    @Test
    void anotherKernelIsToldFromADefect() throws Exception {
        Lab haswell = lab(false, Map.of("OPENBLAS_CORETYPE", "HASWELL"));
        haswell.train(read(EXPERIMENT));
        haswell.accept(read(EXPERIMENT), NO_REASON);
        Lab older = lab(false, Map.of("OPENBLAS_CORETYPE", "SANDYBRIDGE"));
        assertThat(older.reproduce(read(EXPERIMENT))).isInstanceOf(Reproduced.AsAccepted.class);
        assertThat(told())
                .contains("small: not identical, but neither is the environment:")
                .contains("environment.OPENBLAS_CORETYPE: HASWELL -> SANDYBRIDGE")
                .contains("baseline, accepted", "difference");

        List<String> lines = new ArrayList<>(Files.readAllLines(lock()));
        lines.set(lines.indexOf("    epochs:") + 2, "    - " + "0".repeat(64));
        Files.write(lock(), lines);
        assertThat(haswell.reproduce(read(EXPERIMENT)))
                .isInstanceOfSatisfying(
                        Reproduced.Defective.class,
                        defective -> assertThat(defective.message())
                                .contains(
                                        "small is not reproducible: in the same environment, the parameters at the end of"
                                                + " epoch 2 of baseline-1 are not those that were accepted."));
    }

    @Test
    void portableResultsPinTheirKernels() throws Exception {
        String portable = EXPERIMENT + "reproducibility: portable\n";
        accept(portable);
        assertThat(lock()).content().contains("OPENBLAS_CORETYPE: HASWELL");
        Lab pinned = lab(false, Map.of("OPENBLAS_CORETYPE", "SANDYBRIDGE"));
        assertThatThrownBy(() -> pinned.train(read(portable)))
                .isInstanceOf(LabException.Setting.class)
                .hasMessageContaining("small has reproducibility: portable, which pins backend, kernels and threads;"
                        + " remove OPENBLAS_CORETYPE");
    }

    @Test
    void aMissedGateIsAcceptedOnlyWithAReason() throws Exception {
        String demanding =
                EXPERIMENT + "gates: [{metric: accuracy, variant: baseline, atLeast: 0.999, confidence: none}]\n";
        assertThat(lab().train(read(demanding))).isInstanceOf(Judged.Missed.class);
        assertThat(lab().accept(read(demanding), NO_REASON))
                .isInstanceOfSatisfying(
                        Acceptance.Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("accuracy of baseline at least 0.999")
                                .contains("say why: Lab.accept, with a reason, of small"));
        assertThat(lock()).doesNotExist();

        lab().accept(read(demanding), Optional.of("a small network is enough for this test"));
        assertThat(lock()).content().contains("reason: a small network is enough for this test");
    }

    @Test
    void locksAndResultsOfAnotherSchemaAreRefusedWithWhatMakesThemAnew() throws Exception {
        accept(EXPERIMENT);
        replace(lock(), "schemaVersion: 1", "schemaVersion: 0");
        refuses(LabException.Lock.class, lab -> lab.accept(read(EXPERIMENT), NO_REASON))
                .contains("has schema version 0, but this version of mnist-lab reads 1")
                .contains("Lab.accept, with a reason, of small");
        lab().accept(read(EXPERIMENT), Optional.of("a new schema"));
        assertThat(lock()).content().contains("schemaVersion: 1", "reason: a new schema");

        replace(result(), "\"schemaVersion\" : 2", "\"schemaVersion\" : 1");
        refuses(LabException.Results.class, lab -> lab.judge(read(EXPERIMENT)))
                .contains("has schema version 1", "Lab.train, with the experiment small");
    }

    @Test
    void whatWasEditedByHandIsRefusedByAllThatRelyOnIt() throws Exception {
        String gated =
                EXPERIMENT + "gates: [{metric: accuracy, variant: baseline, notBelow: accepted, confidence: none}]\n";
        accept(gated);
        assertThat(told()).contains("no lock yet: Lab.accept");
        assertThat(lab().judge(read(gated))).isInstanceOf(Judged.Passed.class);
        String lock = Files.readString(lock());

        Files.writeString(lock(), lock.replaceFirst("predicted: .{8}", "predicted: AAAAAAAA"));
        for (Asked asked : List.<Asked>of(lab -> lab.judge(read(gated)), lab -> lab.accept(read(gated), NO_REASON))) {
            refuses(LabException.class, asked).contains("the lock's predictions of baseline-1");
        }
        assertThat(lab().reproduce(read(gated)))
                .isInstanceOfSatisfying(
                        Reproduced.Defective.class,
                        defective -> assertThat(defective.message()).contains("the lock's predictions of baseline-1"));
        Files.writeString(lock(), lock.replace("experiment: small", "experiment: short"));
        refuses(LabException.Lock.class, lab -> lab.train(read(gated)))
                .contains("small.lock.yaml is the lock of the experiment short, not of small");
        Files.writeString(lock(), lock);

        String text = Files.readString(result());
        Files.writeString(result(), text.replaceFirst("\"logLoss\" : \\d\\.\\d", "\"logLoss\" : 0.0"));
        refuses(LabException.Results.class, lab -> lab.judge(read(gated)))
                .contains("The metrics of baseline-1", "are not those of its predictions");
        Files.writeString(result(), text.replaceFirst("\"key\" : \"....", "\"key\" : \"0000"));
        refuses(LabException.Results.class, lab -> lab.judge(read(gated)))
                .contains("result.json is damaged: the key of baseline-1");
    }

    @Test
    void aDamagedCacheEntryIsTrainedAgain() throws Exception {
        accept(EXPERIMENT);
        String accepted = Files.readString(lock());
        try (Stream<Path> entries = Files.list(folder.resolve("target/cache/runs"))) {
            Path predictions = entries.findFirst().orElseThrow().resolve("predictions.bin");
            byte[] bytes = Files.readAllBytes(predictions);
            bytes[100] ^= 1;
            Files.write(predictions, bytes);
        }

        accept(EXPERIMENT);
        assertThat(told())
                .contains("baseline-1: its entry in the run cache was damaged and has been removed: predictions.bin")
                .contains("these results are accepted already");
        assertThat(lock()).hasContent(accepted);
        lab().train(read(EXPERIMENT));
        assertThat(told()).contains("baseline-1: reused");
        lab().train(read(EXPERIMENT), new Training(Training.standard().keepModels(), true));
        assertThat(told()).contains("baseline-1: everything is to be trained again");
    }

    /** Something that a lab is asked to do. */
    @FunctionalInterface
    private interface Asked {
        void of(Lab lab) throws Exception;
    }

    private AbstractStringAssert<?> refuses(Class<? extends LabException> type, Asked asked) {
        return assertThat(assertThrows(type, () -> asked.of(lab())).getMessage());
    }

    private void accept(String experiment) throws Exception {
        lab().train(read(experiment));
        assertThat(lab().accept(read(experiment), NO_REASON)).isInstanceOf(Acceptance.Accepted.class);
    }

    private List<ExperimentFile> read(String experiment) {
        try {
            return lab().read(Files.writeString(folder.resolve("small.yaml"), experiment));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Lab lab() {
        return lab(false, Map.of());
    }

    private Lab lab(boolean recordMachine, Map<String, String> environment) {
        LabSettings settings = LabSettings.in(folder.resolve("target"));
        return new Lab(
                settings.withStorage(settings.storage().withCacheDirectory(folder.resolve("target/cache")))
                        .withOrigin(new Origin("test", folder, recordMachine))
                        .withWorkers(QuickWorkers.workers()
                                .withCount(1)
                                .withEnvironment(environment)
                                .withPublicVariables(environment.keySet())),
                new LabListener() {
                    @Override
                    public void line(Level level, String text) {
                        told.add(text);
                    }

                    @Override
                    public RunListener runs(int count) {
                        return (run, event) -> {
                            if (event instanceof RunEvent.Scheduled scheduled) {
                                told.add(run + ": " + scheduled.reason());
                            } else if (event instanceof RunEvent.Reused) {
                                told.add(run + ": reused");
                            }
                        };
                    }
                });
    }

    /** What has been told since this was last asked. */
    private String told() {
        String text = String.join("\n", told);
        told.clear();
        return text;
    }

    private GitFolder repository() throws Exception {
        Files.writeString(folder.resolve(".gitignore"), "target\n");
        return GitFolder.init(folder);
    }

    private Path lock() {
        return folder.resolve("small.lock.yaml");
    }

    private Path result() {
        return folder.resolve("target/small/result.json");
    }

    private static void replace(Path file, String what, String with) throws IOException {
        Files.writeString(file, Files.readString(file).replace(what, with));
    }
}
