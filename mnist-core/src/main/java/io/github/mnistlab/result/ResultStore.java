package io.github.mnistlab.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.disk.FileTree;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.json.PrettyJson;
import io.github.mnistlab.json.SchemaVersion;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.InapplicableRun;
import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.TestSlices;
import io.github.mnistlab.run.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The folder of results: one folder an experiment, put in place whole or not at all. */
public final class ResultStore {
    /** The file that has it all, in an experiment's folder. */
    public static final String RESULT = "result.json";

    public static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final Provenance provenance;
    private final Set<ModelFormat> formats;

    /**
     * Keeps models as Deeplearning4j saves them.
     *
     * @param directory such as {@code target/mnist}
     * @param provenance where results that are saved come from, for the record
     */
    public ResultStore(Path directory, Provenance provenance) {
        this(directory, provenance, Set.of(ModelFormat.DEEPLEARNING4J));
    }

    /**
     * @param directory such as {@code target/mnist}
     * @param provenance where results that are saved come from, for the record
     * @param formats in which models are kept
     */
    public ResultStore(Path directory, Provenance provenance, Set<ModelFormat> formats) {
        this.directory = directory;
        this.provenance = provenance;
        this.formats = Set.copyOf(formats);
    }

    /** Of which nothing is saved: where that would come from is of no interest. */
    public static ResultStore reading(Path directory) {
        return new ResultStore(directory, new Provenance("reader", null, null));
    }

    /** The folder of an experiment's results. */
    public Path directoryOf(String experiment) {
        return directory.resolve(experiment);
    }

    /**
     * Evaluates the runs and puts the results in place of those of an earlier time. Those stay, with their times, that are the same to
     * the bit, as when all runs come from the cache: what was made of them need not be made again.
     *
     * @param done the runs of the plan that came to an end
     * @param inapplicable why all the others could not be
     * @param warnings sentences that every output is to carry, beside those of the experiment itself
     * @return what lies there now
     */
    public ExperimentResult save(
            PreparedExperiment experiment,
            Map<RunId, FinishedRun> done,
            Map<RunId, String> inapplicable,
            KeepModels keepModels,
            List<String> warnings,
            Instant started,
            Instant finished)
            throws IOException {
        Path fresh = directory.resolve("." + experiment.spec().name() + ".new");
        FileTree.delete(fresh);
        Files.createDirectories(fresh);
        Function<Times, ExperimentResult> result = collect(experiment, done, inapplicable, keepModels, warnings, fresh);
        Path there = directoryOf(experiment.spec().name());
        Optional<Times> before = Times.in(there.resolve(RESULT));
        if (before.isPresent()) {
            ExperimentResult same = written(result.apply(before.get()), fresh);
            if (FileTree.hasAll(there, fresh)) {
                FileTree.delete(fresh);
                FileTree.delete(old(there));
                return same;
            }
        }
        ExperimentResult other = written(result.apply(new Times(Timestamp.of(started), Timestamp.of(finished))), fresh);
        replace(fresh, there);
        return other;
    }

    private static ExperimentResult written(ExperimentResult result, Path folder) throws IOException {
        try (Writer writer = Files.newBufferedWriter(folder.resolve(RESULT))) {
            PrettyJson.write(result, writer);
        }
        return result;
    }

    /** When the runs of a stored result began and ended. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Times(String started, String finished) {

        /** Nothing if there is no such file, or one that is damaged, which is replaced. */
        static Optional<Times> in(Path file) {
            try (InputStream stream = Files.newInputStream(file)) {
                return Optional.ofNullable(JSON.readValue(stream, Times.class))
                        .map(read -> new Times(time(read.started), time(read.finished)));
            } catch (IOException | DateTimeParseException e) {
                return Optional.empty();
            }
        }

        private static String time(String text) {
            return Timestamp.of(Instant.parse(String.valueOf(text)));
        }
    }

    /**
     * The stored results of an experiment, whoever made them: compare the keys before believing them.
     *
     * @return nothing if there are none
     * @throws OtherVersionException if they are of another form than this code's
     * @throws IOException if they cannot be read
     */
    public Optional<ExperimentResult> load(String experiment) throws IOException {
        Path file = directoryOf(experiment).resolve(RESULT);
        try {
            int schemaVersion;
            try (InputStream stream = Files.newInputStream(file);
                    JsonParser parser = JSON.createParser(stream)) {
                schemaVersion = SchemaVersion.read(parser).orElse(0);
            }
            if (schemaVersion != ExperimentResult.SCHEMA_VERSION) {
                throw new OtherVersionException(file + " has schema version " + schemaVersion
                        + ", but this version reads " + ExperimentResult.SCHEMA_VERSION);
            }
            ExperimentResult result;
            try (InputStream stream = Files.newInputStream(file)) {
                result = JSON.readValue(stream, ExperimentResult.class);
            }
            result.requireWhole();
            return Optional.of(result);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a result of mnist-lab: " + e.getOriginalMessage(), e);
        } catch (OtherVersionException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + IoReason.of(e, file), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** The results, whenever the runs began and ended; all files but their own are in the folder. */
    private Function<Times, ExperimentResult> collect(
            PreparedExperiment experiment,
            Map<RunId, FinishedRun> done,
            Map<RunId, String> inapplicable,
            KeepModels keepModels,
            List<String> warnings,
            Path folder)
            throws IOException {
        ExperimentSpec spec = experiment.spec();
        TestLabels labels = new TestLabels(experiment);
        SortedMap<String, DatasetFiles.Digests> data = new TreeMap<>();
        List<RunResult> runs = new ArrayList<>();
        List<InapplicableRun> notApplicable = new ArrayList<>();
        SlicedRuns sliced = new SlicedRuns(experiment);
        for (PlannedRun run : experiment.plan().runs()) {
            DataFiles files = experiment.files().get(run.spec());
            data.put(run.id().variant(), files.digests());
            String key = experiment.identities().get(run.id()).key();
            if (inapplicable.containsKey(run.id())) {
                notApplicable.add(new InapplicableRun(run.id(), key, inapplicable.get(run.id())));
                continue;
            }
            FinishedRun finishedRun = done.get(run.id());
            boolean keep = switch (keepModels) {
                case ALL -> true;
                case BEST -> run.id().equals(best(run.id().variant(), done));
                case NONE -> false;
            };
            OnnxExport export = new OnnxExport(spec.name(), run.id(), key, files.digests(), provenance);
            byte[] bytes = predictions(run.id(), finishedRun);
            Predictions predictions = PredictionBytes.read(
                    bytes, finishedRun.outcome().form(), labels.of(run.id().variant()), files.classes());
            Files.write(folder.resolve(predictionsOf(run.id())), bytes);
            runs.add(file(run, export, finishedRun, predictions, sliced.add(run.id(), predictions), keep, folder));
        }
        List<String> allWarnings = Stream.of(
                        spec.warnings(),
                        warnings,
                        PrematureStops.warning(spec, runs).stream().toList(),
                        IdleBalancing.warnings(spec, runs),
                        UncheckedOrder.warnings(spec, runs),
                        experiment.slices().flatMap(TestSlices::warning).stream()
                                .toList())
                .flatMap(List::stream)
                .toList();
        SliceResult slices = sliced.result().orElse(null);
        return times -> new ExperimentResult(
                ExperimentResult.SCHEMA_VERSION,
                spec.name(),
                spec.description(),
                allWarnings,
                provenance,
                times.started,
                times.finished,
                spec.variants(),
                spec.matrix().orElse(null),
                Sha256.of(CanonicalJson.write(spec.variants())),
                data,
                experiment.computation(),
                runs,
                notApplicable,
                slices);
    }

    private static String predictionsOf(RunId run) {
        return "predictions-" + run.variant() + "-" + run.seed() + ".bin";
    }

    private static byte[] predictions(RunId run, FinishedRun finished) throws IOException {
        byte[] bytes = Files.readAllBytes(finished.directory().resolve(RunRequest.PREDICTIONS));
        if (!Sha256.of(bytes).equals(finished.outcome().predictionDigest())) {
            throw new IOException("the predictions of " + run + " are not those that its worker wrote");
        }
        return bytes;
    }

    private RunResult file(
            PlannedRun run,
            OnnxExport export,
            FinishedRun finished,
            Predictions predictions,
            List<SliceMetrics> slices,
            boolean keepModel,
            Path folder)
            throws IOException {
        String suffix = run.id().variant() + "-" + run.id().seed();
        Evaluation evaluation = Evaluation.of(predictions);
        String model = null;
        String onnx = null;
        if (keepModel && run.spec() instanceof RunSpec.Trained trained) {
            if (formats.contains(ModelFormat.DEEPLEARNING4J)) {
                model = "model-" + suffix + ".zip";
                Files.copy(finished.directory().resolve(RunRequest.MODEL), folder.resolve(model));
            }
            if (formats.contains(ModelFormat.ONNX)) {
                onnx = "model-" + suffix + ".onnx";
                Files.write(folder.resolve(onnx), export.bytes(trained, finished, evaluation));
            }
        }
        return new RunResult(
                run.id(),
                export.key(),
                run.parent(),
                finished.outcome(),
                evaluation,
                predictionsOf(run.id()),
                model,
                onnx,
                slices);
    }

    private static RunId best(String variant, Map<RunId, FinishedRun> done) {
        return done.entrySet().stream()
                .filter(run -> run.getKey().variant().equals(variant))
                .min(Comparator.<Map.Entry<RunId, FinishedRun>>comparingDouble(
                                run -> run.getValue().outcome().selectionLoss())
                        .thenComparing(run -> run.getKey().seed()))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /** Moves the fresh folder into place: whoever looks sees the old results, none for a moment, or the new ones, whole. */
    private static void replace(Path fresh, Path target) throws IOException {
        Path old = old(target);
        FileTree.delete(old);
        if (Files.exists(target)) {
            FileTree.move(target, old);
        }
        FileTree.sync(fresh);
        FileTree.move(fresh, target);
        FileTree.delete(old);
    }

    /** Where results lie while others take their place; a build that was killed may leave them there. */
    private static Path old(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".old");
    }
}
