package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.disk.FileTree;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.cache.RunCacheFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is trained and what is taken from the cache, with real workers. */
class RunCacheTest {
    private static final String SMALL = """
            name: trial
            dataset: {source: generated-digits, training: 600, test: 200}
            model: {hidden: [32]}
            training: {epochs: 2, batchSize: 32}
            acknowledge: [warm-start]
            variants:
              baseline: {}
              longer: {startFrom: baseline}
            """;

    /** In which {@link #SMALL} was trained once for all tests. */
    @TempDir
    static Path trainedBefore;

    private static Recording firstHeard;

    private static ExperimentResult trained;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        firstHeard = new Recording();
        trained = run(trainedBefore, SMALL, firstHeard);
    }

    @BeforeEach
    void knowWhatWasTrained() throws IOException {
        try (Stream<Path> files = Files.walk(cache(trainedBefore))) {
            for (Path file : files.toList()) {
                Files.copy(file, cache().resolve(cache(trainedBefore).relativize(file)));
            }
        }
    }

    @Test
    void whatIsKnownIsNotTrainedAgain() throws Exception {
        assertThat(firstHeard.scheduled).containsEntry("baseline-1", "new");
        assertThat(firstHeard.outcomes).containsOnlyKeys("baseline-1", "longer-1");

        Recording second = new Recording();
        ExperimentResult taken = run(SMALL, second);

        assertThat(second.reused).isEqualTo(firstHeard.outcomes);
        assertThat(second.outcomes).isEmpty();
        assertThat(taken.runs()).isEqualTo(trained.runs());
        assertThat(folder.resolve("results/trial").resolve(taken.runs().get(0).model()))
                .isNotEmptyFile();
    }

    @Test
    void namesAndGatesChangeNothing() throws Exception {
        Recording heard = new Recording();
        run(SMALL.replace("baseline", "plain") + """
                  wider: {model: {hidden: [48]}}
                description: Another text.
                gates:
                  - {metric: accuracy, variant: plain, atLeast: 0.1, confidence: none}
                """, heard);

        assertThat(heard.reused).containsOnlyKeys("plain-1", "longer-1");
        assertThat(heard.scheduled).containsExactly(Map.entry("wider-1", "new"));
    }

    @Test
    void aChildOfAKnownRunStartsFromItsModel() throws Exception {
        removeEntry(trained.runs().get(1).key());
        Recording heard = new Recording();

        ExperimentResult childAlone = run(SMALL, heard);

        assertThat(heard.reused).containsOnlyKeys("baseline-1");
        assertThat(heard.outcomes).containsOnlyKeys("longer-1");
        assertThat(digests(childAlone)).isEqualTo(digests(trained));
    }

    @Test
    void noRunStartsFromAModelThatSomethingElseHasPutThere() throws Exception {
        run(SMALL.replace("epochs: 2", "epochs: 1"), new Recording());
        Path foreign = folder.resolve("foreign.zip");
        Files.copy(folder.resolve("results/trial/model-baseline-1.zip"), foreign);
        Path model = folder.resolve("work/trial/baseline-1").resolve(RunRequest.MODEL);
        Recording heard = new Recording();

        ExperimentOutcome outcome = new Trial(folder).run(SMALL, 1, (run, event) -> {
            if (event instanceof RunEvent.Finished && run.run().variant().equals("baseline")) {
                replace(model, foreign);
            }
            heard.happened(run, event);
        });

        assertThat(outcome).isInstanceOf(ExperimentOutcome.Failed.class);
        assertThat(heard.failures).containsOnlyKeys("longer-1");
        assertThat(heard.failures.get("longer-1"))
                .contains("the model to start from, " + model, "has other parameters than its run left there");
    }

    @Test
    void filesThatAreNotThoseOfTheOutcomeAreFound() throws Exception {
        RunOutcome outcome = trained.runs().get(0).outcome();
        Path files = cache().resolve(trained.runs().get(0).key());

        assertThat(new FinishedRun(outcome, files).fault()).isEmpty();
        assertThat(faultOf(outcome, parts -> parts.parameterDigest = "0".repeat(64), files))
                .contains("the model in " + files + " is not the one that its worker wrote");
        assertThat(faultOf(outcome, parts -> parts.predictionDigest = "0".repeat(64), files))
                .contains("the predictions in " + files + " are not those that its worker wrote");
    }

    private static Optional<String> faultOf(RunOutcome outcome, Consumer<SampleResults.Parts> change, Path files) {
        return new FinishedRun(SampleResults.changed(outcome, change), files).fault();
    }

    private static void replace(Path file, Path by) {
        try {
            Files.copy(by, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSameRunUnderTwoNamesIsTrainedOnce() throws Exception {
        FileTree.delete(cache());
        Recording heard = new Recording();
        ExperimentResult result = run(SMALL + "  twin: {}\n  twins-child: {startFrom: twin}\n", heard);

        assertThat(heard.outcomes).containsOnlyKeys("baseline-1", "longer-1");
        assertThat(heard.same).containsEntry("twin-1", "baseline-1").containsEntry("twins-child-1", "longer-1");
        assertThat(digests(result))
                .hasSize(4)
                .containsExactly(
                        digests(result).get(0),
                        digests(result).get(1),
                        digests(result).get(0),
                        digests(result).get(1));
    }

    @Test
    void aDamagedEntryIsTrainedAgainToTheSameBits() throws Exception {
        Path model = cache().resolve(trained.runs().get(0).key()).resolve(RunRequest.MODEL);
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);
        Recording heard = new Recording();

        ExperimentResult again = run(SMALL, heard);

        assertThat(heard.scheduled).containsOnlyKeys("baseline-1");
        assertThat(heard.scheduled.get("baseline-1")).contains("damaged", RunRequest.MODEL);
        assertThat(digests(again)).isEqualTo(digests(trained));
        assertThat(heard.irreproducible).isEmpty();
    }

    @Test
    void aResultThatIsNotTheOneKnownIsToldEverywhere() throws Exception {
        String before = trained.runs().get(0).outcome().parameterDigest();
        plantOtherResult(trained);
        Recording heard = new Recording();

        ExperimentResult again = ((ExperimentOutcome.Completed) new Trial(folder)
                        .withCache(new RunCacheFolder(cache(), Long.MAX_VALUE).withoutLookup())
                        .run(SMALL, 1, heard))
                .result();

        assertThat(heard.irreproducible).containsOnlyKeys("baseline-1");
        assertThat(again.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains("baseline-1: trained again from the same", before.substring(0, 8), "00000000"));
        assertThat(digests(again)).isEqualTo(digests(trained));
        // What was reported last is what is known now, and that there was another is not forgotten.
        Recording later = new Recording();
        ExperimentResult taken = run(SMALL, later);
        assertThat(digests(taken)).isEqualTo(digests(trained));
        assertThat(later.reused).hasSize(2);
        assertThat(taken.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains("baseline-1", "at an earlier time it had other parameters (00000000"));
    }

    @Test
    void aResultThatIsNotTheAcceptedOneIsToldToo() throws Exception {
        Recording heard = new Recording();
        Trial trial = new Trial(folder);
        String key =
                trial.prepare(SMALL).identities().get(new RunId("baseline", 1)).key();

        ExperimentResult result = ((ExperimentOutcome.Completed)
                        trial.withAccepted(Map.of(key, "0".repeat(64))).run(SMALL, 1, heard))
                .result();

        assertThat(heard.irreproducible).containsOnlyKeys("baseline-1");
        assertThat(result.warnings())
                .anySatisfy(warning ->
                        assertThat(warning).contains("in the experiment's lock it had other parameters (00000000"));
    }

    @Test
    void aCacheThatCannotBeWrittenCostsNoResult() throws Exception {
        FileTree.delete(cache());
        Files.writeString(cache(), "a file where the folder should be");
        Recording heard = new Recording();

        ExperimentResult result = run(SMALL, heard);

        assertThat(result.runs()).hasSize(2);
        assertThat(heard.warnings.values())
                .hasSize(2)
                .allSatisfy(warnings ->
                        assertThat(warnings).singleElement().asString().contains("could not be kept in the run cache"));
    }

    private ExperimentResult run(String yaml, Recording heard) throws Exception {
        return run(folder, yaml, heard);
    }

    private static ExperimentResult run(Path folder, String yaml, Recording heard) throws Exception {
        ExperimentOutcome outcome = new Trial(folder)
                .withCache(new RunCacheFolder(cache(folder), Long.MAX_VALUE))
                .run(yaml, 1, heard);
        assertThat(heard.failures).isEmpty();
        return ((ExperimentOutcome.Completed) outcome).result();
    }

    private Path cache() {
        return cache(folder);
    }

    private static Path cache(Path folder) {
        return folder.resolve("cache-of-runs");
    }

    private void removeEntry(String key) throws IOException {
        try (Stream<Path> files = Files.list(cache().resolve(key))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(cache().resolve(key));
    }

    /** A whole entry, as a miscalculation would have left it. */
    private void plantOtherResult(ExperimentResult trained) throws Exception {
        RunResult run = trained.runs().get(0);
        RunOutcome other = SampleResults.changed(run.outcome(), parts -> parts.parameterDigest = "0".repeat(64));
        Path files = Files.createDirectory(folder.resolve("other-result"));
        for (String file : List.of(RunRequest.PREDICTIONS, RunRequest.MODEL)) {
            Files.copy(cache().resolve(run.key()).resolve(file), files.resolve(file));
        }
        RunIdentity identity = new Trial(folder).prepare(SMALL).identities().get(run.id());
        new RunCacheFolder(cache(), Long.MAX_VALUE).keep(identity, new FinishedRun(other, files));
    }

    private static List<String> digests(ExperimentResult result) {
        return result.runs().stream()
                .map(run -> run.outcome().parameterDigest())
                .toList();
    }
}
