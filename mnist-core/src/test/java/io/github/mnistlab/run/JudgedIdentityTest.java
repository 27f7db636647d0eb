package io.github.mnistlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.result.SampleResults;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Identities of runs that were run: trained, judged and joined. */
class JudgedIdentityTest {
    private static final String FILE = """
            name: sample
            dataset: {source: generated-digits}
            seeds: 2
            variants:
              trained: {}
              read: {model: {source: predictions, file: old.csv}}
              asked: {model: {source: onnx, file: net.onnx, input: {scale: zero-to-one}, output: {values: logits}}}
              joined: {ensemble: {of: [trained, asked]}}
            """;
    private static final RunId TRAINED = new RunId("trained", 1);
    private static final RunId READ = new RunId("read", 1);
    private static final RunId ASKED = new RunId("asked", 1);
    private static final RunId JOINED = new RunId("joined", 1);
    private static final Computation COMPUTATION =
            new Computation("training", new TreeMap<>(), "backend", new TreeMap<>(Map.of("A", "1")), "judging", "onnx");
    private static final Map<RunId, String> MODELS = Map.of(READ, "old", ASKED, "net");

    @Test
    void aModelIsTheOneThatItsFileHolds() {
        Map<RunId, RunIdentity> before = identities(FILE, MODELS, COMPUTATION);
        Map<RunId, RunIdentity> after = identities(FILE, Map.of(READ, "new", ASKED, "net"), COMPUTATION);

        assertThat(changed(before, after)).containsExactly("read-1");
        assertThat(after.get(READ).differencesFrom(before.get(READ))).containsExactly("model.file: old -> new");
    }

    @Test
    void whereItsFileLiesIsNoPartOfAModel() {
        assertThat(changed(
                        identities(FILE, MODELS, COMPUTATION),
                        identities(FILE.replace("old.csv", "models/old.csv"), MODELS, COMPUTATION)))
                .isEmpty();
    }

    @Test
    void howAModelIsAskedIsAPartOfItAndOfWhatJoinsIt() {
        assertThat(changed(
                        identities(FILE, MODELS, COMPUTATION),
                        identities(FILE.replace("zero-to-one", "zero-to-255"), MODELS, COMPUTATION)))
                .containsExactly("asked-1", "joined-1", "joined-2");
    }

    @Test
    void aModelWhoseFileIsNotKnownHasNoIdentity() {
        assertThat(identities(FILE, Map.of(), COMPUTATION)).doesNotContainKeys(READ, ASKED);
    }

    @Test
    void eachKindOfRunHasTheCodeThatComputesIt() {
        Map<RunId, RunIdentity> before = identities(FILE, MODELS, COMPUTATION);

        assertThat(changed(before, identities(FILE, MODELS, COMPUTATION.withOnnxRuntime("other"))))
                .containsExactly("asked-1", "joined-1", "joined-2");
        assertThat(changed(before, identities(FILE, MODELS, COMPUTATION.withJudging("other"))))
                .containsExactly("asked-1", "joined-1", "joined-2", "read-1");
        assertThat(changed(before, identities(FILE, MODELS, training("other"))))
                .containsExactly("joined-1", "joined-2", "trained-1", "trained-2");
    }

    @Test
    void whereNothingIsTrainedTheCodeThatJudgesIsAll() {
        Map<RunId, RunIdentity> judged = identities(FILE, MODELS, Computation.ofJudging("judging"));

        assertThat(judged.get(READ))
                .isEqualTo(identities(FILE, MODELS, COMPUTATION).get(READ));
        assertThat(judged.get(TRAINED).parts().at("/computation/backend").textValue())
                .isEqualTo("none");
    }

    @Test
    void anEnsembleIsTheModelsThatItJoins() {
        Map<RunId, RunIdentity> before = identities(FILE, MODELS, COMPUTATION);

        assertThat(changed(before, identities(FILE.replace("trained", "other"), MODELS, COMPUTATION)))
                .containsOnly("other-1", "other-2", "trained-1", "trained-2");
        assertThat(identities(FILE.replace("trained: {}", "trained: {training: {epochs: 7}}"), MODELS, COMPUTATION)
                        .get(JOINED)
                        .differencesFrom(before.get(JOINED)))
                .singleElement()
                .asString()
                .startsWith("ensemble: ");
    }

    @Test
    void anEnsembleOfModelsThatAreNotKnownHasNoIdentity() {
        assertThat(identities(FILE, MODELS, COMPUTATION)).containsKey(JOINED);
        assertThat(identities(FILE, Map.of(READ, "old"), COMPUTATION)).doesNotContainKey(JOINED);
    }

    @Test
    void withoutComputationRunsOfAnotherMachineAreTheSame() {
        Map<RunId, RunIdentity> here = RunIdentity.withoutComputation(identities(FILE, MODELS, COMPUTATION));
        Map<RunId, RunIdentity> there = RunIdentity.withoutComputation(identities(FILE, MODELS, training("other")));

        assertThat(here).isEqualTo(there).containsKeys(TRAINED, READ, ASKED, JOINED);
        assertThat(here.get(TRAINED).parts().get("data")).isNotNull();
    }

    @Test
    void anIdentityIsRequiredByItsKey() {
        Map<RunId, RunIdentity> identities = identities(FILE, MODELS, COMPUTATION);
        RunIdentity trained = identities.get(TRAINED);

        assertThat(RunIdentity.require(identities, TRAINED, trained.key())).isEqualTo(trained);
        assertThatThrownBy(() -> RunIdentity.require(identities, READ, trained.key()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key of read-1 is not that of its specification");
        assertThatThrownBy(() -> RunIdentity.require(identities, new RunId("gone", 3), trained.key()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key of gone-3 is not that of its specification");
    }

    @Test
    void whatWasRunHasTheIdentityThatItWasGivenBefore() {
        Plan plan = Plan.of(SampleResults.spec(FILE));
        IdxFile idx = new IdxFile(Path.of("some-file"), Sha256.of("file"));
        DatasetFiles files = new DatasetFiles(idx, idx, idx, idx, 10);
        Map<RunSpec, DatasetFiles> data = plan.runs().stream()
                .map(PlannedRun::spec)
                .distinct()
                .collect(Collectors.toMap(spec -> spec, spec -> files));
        Map<RunId, JudgedFile> judged = Map.of(
                READ, new JudgedFile(Path.of("old.csv"), "old"), ASKED, new JudgedFile(Path.of("net.onnx"), "net"));

        Map<RunId, RunIdentity> planned = RunIdentity.of(plan, data, judged, COMPUTATION);
        Map<RunId, RunIdentity> stored = RunIdentity.of(
                SampleResults.spec(FILE).variants(),
                Map.of(
                        "trained", files.digests(),
                        "read", files.digests(),
                        "asked", files.digests(),
                        "joined", files.digests()),
                MODELS,
                COMPUTATION);

        assertThat(stored).isEqualTo(planned).containsKeys(TRAINED, READ, ASKED, JOINED);
    }

    @Test
    void imagesOfAnotherShapeHaveOtherFeatures() {
        List<Variant> variants = SampleResults.spec("name: sample\ndataset: {source: generated-digits}\n")
                .variants();
        String name = variants.get(0).name();
        DatasetFiles.Digests plain = new DatasetFiles.Digests("a", "b", "c", "d", 10);
        DatasetFiles.Digests shaped =
                new DatasetFiles.Digests("a", "b", "c", "d", 10, null, new ImageShape(5, 7, 3), null);

        assertThat(only(RunIdentity.of(variants, Map.of(name, plain), Map.of(), COMPUTATION))
                        .features())
                .isEqualTo(784);
        assertThat(only(RunIdentity.of(variants, Map.of(name, shaped), Map.of(), COMPUTATION))
                        .features())
                .isEqualTo(5 * 7 * 3);
    }

    private static RunIdentity only(Map<RunId, RunIdentity> identities) {
        return identities.values().iterator().next();
    }

    @Test
    void everyVariantMustHaveData() {
        List<Variant> variants = SampleResults.spec(FILE).variants();

        assertThatThrownBy(() -> RunIdentity.of(variants, Map.of(), MODELS, COMPUTATION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("variant trained has no data");
    }

    @Test
    void staleResultsAreToldByWhatIsDifferent() {
        Map<RunId, RunIdentity> stored = identities(FILE, MODELS, COMPUTATION);
        Map<RunId, RunIdentity> present = new HashMap<>(identities(FILE, MODELS, training("other")));
        present.remove(JOINED);
        present.put(new RunId("another", 1), stored.get(TRAINED));

        assertThat(Staleness.of(stored, present))
                .containsExactly(
                        "not run (another-1)",
                        "no longer a run of the experiment (joined-1)",
                        "computation.code: training -> other (joined-2, trained-1, trained-2)");
        assertThat(Staleness.of(stored, stored)).isEmpty();
    }

    private static Computation training(String code) {
        return new Computation(
                code,
                COMPUTATION.nativeLibraries(),
                COMPUTATION.backend(),
                COMPUTATION.environment(),
                COMPUTATION.judging(),
                COMPUTATION.onnxRuntime());
    }

    /** The runs whose keys are not the same, or that only one has, in alphabetical order. */
    private static List<String> changed(Map<RunId, RunIdentity> before, Map<RunId, RunIdentity> after) {
        Map<RunId, RunIdentity> all = new HashMap<>(before);
        all.putAll(after);
        return all.keySet().stream()
                .filter(run -> !before.containsKey(run)
                        || !after.containsKey(run)
                        || !before.get(run).key().equals(after.get(run).key()))
                .map(RunId::toString)
                .sorted()
                .toList();
    }

    private static Map<RunId, RunIdentity> identities(String yaml, Map<RunId, String> models, Computation computation) {
        List<Variant> variants = SampleResults.spec(yaml).variants();
        Map<String, DatasetFiles.Digests> data = variants.stream()
                .collect(Collectors.toMap(Variant::name, variant -> new DatasetFiles.Digests("a", "b", "c", "d", 10)));
        return RunIdentity.of(variants, data, models, computation);
    }
}
