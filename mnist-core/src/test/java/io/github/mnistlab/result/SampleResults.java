package io.github.mnistlab.result;

import io.github.mnistlab.balance.RandomOver;
import io.github.mnistlab.balance.Smote;
import io.github.mnistlab.balance.SyntheticExample;
import io.github.mnistlab.balance.SyntheticExample.AddedNoise;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.InapplicableRun;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Results that an experiment of a given file could have, with predictions that are made up and times that are fixed. */
public final class SampleResults {
    /** The text of a file with two variants of one seed, as quick to read as possible. */
    public static final String TWO_VARIANTS = """
            name: sample
            description: Does SMOTE help?
            dataset: {source: generated-digits}
            split: {validation: 1000}
            training: {epochs: 3}
            variants:
              baseline: {}
              smote:
                balancing: {method: smote}
            """;

    private static final List<Integer> TRAINING = List.of(900, 900, 900, 90, 900, 900, 900, 900, 90, 900);

    /** What SMOTE could have made up for the two rare classes. */
    private static final List<SyntheticExample> POINTS =
            List.of(new SyntheticExample(3, 17, 4711, 0.25, null), new SyntheticExample(8, 108, 42, 0.75, null));

    /** What random-over could have. */
    private static final List<SyntheticExample> NOISY = List.of(
            new SyntheticExample(3, 17, null, null, new AddedNoise(1, -4711)),
            new SyntheticExample(8, 108, null, null, new AddedNoise(1, Long.MAX_VALUE)));

    /** A machine that could be. */
    public static final ComputeEnvironment ENVIRONMENT = new ComputeEnvironment(
            "Temurin 17",
            "Linux 6 amd64",
            "glibc 2.36",
            "AMD EPYC 9V74",
            "avx2 fma",
            "1.0.0-M2.1",
            "1.0.0-M2.1",
            "CpuBackend",
            "OPENBLAS",
            1,
            1);

    private SampleResults() {}

    /** What the file's text says; its path is {@code experiments/sample.yaml}. */
    public static ExperimentSpec spec(String yaml) {
        try {
            return ExperimentReader.read(yaml.getBytes(StandardCharsets.UTF_8), Path.of("experiments", "sample.yaml"));
        } catch (InvalidExperimentException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** One run for each variant and seed, evaluated as told. */
    public static ExperimentResult of(ExperimentSpec spec, Function<RunId, Evaluation> evaluations) {
        return of(spec, evaluations, Map.of());
    }

    /**
     * One run for each variant and seed, evaluated as told, but for some.
     *
     * @param inapplicable why these could not be
     */
    public static ExperimentResult of(
            ExperimentSpec spec, Function<RunId, Evaluation> evaluations, Map<RunId, String> inapplicable) {
        Computation computation = new Computation(
                digest("code"),
                new TreeMap<>(Map.of("openblas-0.3.19-1.5.7-linux-x86_64.jar", digest("openblas"))),
                "linux-x86_64-avx2",
                new TreeMap<>(Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_CORETYPE", "HASWELL")));
        SortedMap<String, DatasetFiles.Digests> data = new TreeMap<>();
        for (Variant variant : spec.variants()) {
            List<String> names = variant.spec()
                    .dataset()
                    .knownClasses()
                    .filter(known -> !known.equals(DatasetSpec.DIGIT_NAMES))
                    .orElse(null);
            data.put(
                    variant.name(),
                    new DatasetFiles.Digests(digest("a"), digest("b"), digest("c"), digest("d"), 10, names));
        }
        Map<RunId, RunIdentity> identities = RunIdentity.of(spec.variants(), data, Map.of(), computation);
        List<RunResult> runs = new ArrayList<>();
        List<InapplicableRun> notApplicable = new ArrayList<>();
        for (PlannedRun run : Plan.of(spec).runs()) {
            if (inapplicable.containsKey(run.id())) {
                String key = identities.get(run.id()).key();
                notApplicable.add(new InapplicableRun(run.id(), key, inapplicable.get(run.id())));
                continue;
            }
            Evaluation evaluation = evaluations.apply(run.id());
            runs.add(new RunResult(
                    run.id(),
                    identities.get(run.id()).key(),
                    run.parent(),
                    outcome(run, (int) evaluation.total()),
                    evaluation,
                    "predictions-" + run.id() + ".bin",
                    "model-" + run.id() + ".zip"));
        }
        return new ExperimentResult(
                ExperimentResult.SCHEMA_VERSION,
                spec.name(),
                spec.description(),
                spec.warnings(),
                new Provenance(
                        "0.1.0",
                        new SourceState("0123456789abcdef0123456789abcdef01234567", "main", true, digest("changes")),
                        new Provenance.Machine("ada", "engine", "/home/ada/mnist")),
                "2026-05-01T10:00:00Z",
                "2026-05-01T10:02:31Z",
                spec.variants(),
                spec.matrix().orElse(null),
                Sha256.of(CanonicalJson.write(spec.variants())),
                data,
                computation,
                runs,
                notApplicable);
    }

    /**
     * The same outcome with some of its parts others.
     *
     * @param change gets the parts and changes them
     */
    public static RunOutcome changed(RunOutcome outcome, Consumer<Parts> change) {
        Parts parts = new Parts();
        parts.history = outcome.history();
        parts.chosenEpoch = outcome.chosenEpoch();
        parts.parameterDigest = outcome.parameterDigest();
        parts.predictionDigest = outcome.predictionDigest();
        parts.environment = outcome.environment();
        change.accept(parts);
        return new RunOutcome(
                parts.history,
                Math.min(parts.chosenEpoch, parts.history.size()),
                parts.parameterDigest,
                parts.predictionDigest,
                outcome.splitDigest(),
                outcome.trainingCounts(),
                outcome.balancedCounts(),
                outcome.syntheticExamples(),
                outcome.validationRows(),
                outcome.testRows(),
                outcome.started(),
                outcome.finished(),
                outcome.seconds(),
                outcome.peakMemoryBytes(),
                parts.environment);
    }

    /** Of one epoch, on 50 training rows. */
    public static RunOutcome outcome(double loss, int testRows, String predictionDigest) {
        List<Integer> counts = Collections.nCopies(10, 5);
        return new RunOutcome(
                List.of(new EpochRecord(1, loss, 0.5, null, null, 0.001, digest("parameters"), 1)),
                1,
                digest("parameters"),
                predictionDigest,
                digest("split"),
                counts,
                counts,
                null,
                0,
                testRows,
                "2026-05-01T10:00:01Z",
                "2026-05-01T10:01:12Z",
                new TreeMap<>(Map.of(RunPhase.TRAIN, 1.0)),
                null,
                ENVIRONMENT);
    }

    /** What tests change of an outcome. */
    public static final class Parts {
        public List<EpochRecord> history;
        public int chosenEpoch;
        public String parameterDigest;
        public String predictionDigest;
        public ComputeEnvironment environment;
    }

    /**
     * The evaluation of a classifier that predicts so many rows of each class rightly, and the others as the next class.
     *
     * @param hits rows predicted rightly, by class
     * @param rows rows in all, by class
     */
    public static Evaluation evaluation(int[] hits, int[] rows) {
        int classes = rows.length;
        int total = Arrays.stream(rows).sum();
        int[] labels = new int[total];
        double[] probabilities = new double[total * classes];
        Arrays.fill(probabilities, 0.01);
        int row = 0;
        for (int label = 0; label < classes; label++) {
            for (int i = 0; i < rows[label]; i++, row++) {
                labels[row] = label;
                int predicted = i < hits[label] ? label : (label + 1) % classes;
                probabilities[row * classes + predicted] = 1 - 0.01 * (classes - 1);
            }
        }
        return Evaluation.of(labels, Probabilities.of(probabilities, classes));
    }

    /** Ten classes of the same size, the errors spread evenly over them. */
    public static Evaluation evaluation(int correct, int total) {
        int[] rows = new int[10];
        int[] hits = new int[10];
        for (int label = 0; label < 10; label++) {
            rows[label] = total / 10;
            int errors = (total - correct + label) / 10;
            hits[label] = rows[label] - errors;
        }
        return evaluation(hits, rows);
    }

    /** The predictions that go with {@link #evaluation(int[], int[])}: rows class by class, the right ones first. */
    public static Predictions predictions(RunResult run) {
        ConfusionMatrix matrix = run.evaluation().confusionMatrix();
        int classes = matrix.classes();
        int rows = (int) matrix.total();
        int[] labels = new int[rows];
        double[] probabilities = new double[rows * classes];
        Arrays.fill(probabilities, 0.01);
        int row = 0;
        for (int label = 0; label < classes; label++) {
            for (int step = 0; step < classes; step++) {
                int predicted = (label + step) % classes;
                for (long i = 0; i < matrix.count(label, predicted); i++, row++) {
                    labels[row] = label;
                    probabilities[row * classes + predicted] = 1 - 0.01 * (classes - 1);
                }
            }
        }
        return Predictions.of(labels, Probabilities.of(probabilities, classes));
    }

    /** What is said to be the digest of a run's test probabilities. */
    public static String predictionDigest(RunId run) {
        return digest("predictions of " + run);
    }

    private static RunOutcome outcome(PlannedRun run, int testRows) {
        boolean smote = run.spec()
                .trained()
                .filter(trained -> trained.balancing() instanceof Smote)
                .isPresent();
        boolean over = run.spec()
                .trained()
                .filter(trained -> trained.balancing() instanceof RandomOver)
                .isPresent();
        int epochs =
                run.spec().trained().map(trained -> trained.training().epochs()).orElse(1);
        List<EpochRecord> history = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            history.add(new EpochRecord(
                    epoch, 1.0 / epoch, 0.9, 1.5 / epoch, 0.875, 0.001, digest(run.id() + " epoch " + epoch), 10.25));
        }
        SortedMap<RunPhase, Double> seconds = new TreeMap<>(Map.of(
                RunPhase.LOAD, 0.5, RunPhase.BALANCE, smote ? 1.75 : 0.0, RunPhase.TRAIN, 68.0, RunPhase.PREDICT, 0.5));
        return new RunOutcome(
                history,
                epochs,
                digest(run.id() + " epoch " + epochs),
                predictionDigest(run.id()),
                digest("split"),
                TRAINING,
                smote ? Collections.nCopies(10, 900) : TRAINING,
                smote ? POINTS : over ? NOISY : null,
                1000,
                testRows,
                "2026-05-01T10:00:01Z",
                "2026-05-01T10:01:12Z",
                seconds,
                512L << 20,
                ENVIRONMENT);
    }

    private static String digest(String text) {
        return Sha256.of(text);
    }
}
