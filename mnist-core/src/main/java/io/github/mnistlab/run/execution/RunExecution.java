package io.github.mnistlab.run.execution;

import io.github.mnistlab.balance.BalancedRows;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.SplitSpec;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.data.file.ExampleFiles;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingListener;
import io.github.mnistlab.model.TrainingOutcome;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.file.CheckpointFile;
import io.github.mnistlab.model.file.ModelFile;
import io.github.mnistlab.model.step.ThreadTeam;
import io.github.mnistlab.model.step.Trainer;
import io.github.mnistlab.run.ParentModel;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.Timestamp;
import io.github.mnistlab.run.importance.PermutationImportance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Executes runs in this process, one after another: loads, splits, thins, balances, trains, and predicts the test rows
 * once, at the end. For one thread.
 */
public final class RunExecution {
    private final ThreadTeam team;
    private ExampleFiles loadedFiles;
    private Dataset loaded;
    private Rows preparedRows;
    private PreparedData prepared;
    private String splitDigest;

    /** Executes runs in the calling thread. */
    public RunExecution() {
        this(new ThreadTeam());
    }

    /**
     * @param team who may share the work of training; it stays open
     */
    public RunExecution(ThreadTeam team) {
        this.team = team;
    }

    /** What decides which rows a run has before they are balanced. */
    public record Rows(
            ExampleFiles files,
            DatasetSpec dataset,
            SplitSpec split,
            Optional<PreparationSpec> preparation,
            long seed) {
        /** Those of a run. */
        public static Rows of(RunRequest request) {
            RunSpec.Trained spec = request.spec();
            return new Rows(
                    request.files(),
                    spec.dataset(),
                    spec.split(),
                    Optional.ofNullable(spec.preparation()),
                    request.seed());
        }
    }

    /**
     * Executes one run.
     *
     * @param listener hears from this thread what the run does: answer soon
     * @return what came out; the files are in the request's folder
     * @throws IOException if a file cannot be read or written
     * @throws io.github.mnistlab.data.DataException if the data is not what it should be
     * @throws io.github.mnistlab.balance.NotApplicableException if the rows cannot be balanced as asked
     * @throws io.github.mnistlab.model.TrainingDivergedException if the loss is no longer a number
     */
    public RunOutcome execute(RunRequest request, Consumer<RunEvent.UnderWay> listener) throws IOException {
        Instant started = Instant.now();
        RandomStreams streams = new RandomStreams(request.seed());
        RunSpec.Trained spec = request.spec();
        Clock clock = new Clock(listener);

        clock.enter(RunPhase.LOAD);
        PreparedData data = prepare(Rows.of(request), streams);

        clock.enter(RunPhase.BALANCE);
        BalancedRows balanced = spec.balancing().balance(data.training(), streams);
        List<Double> lossWeights = spec.balancing().lossWeights(data.training().classCounts());

        clock.enter(RunPhase.TRAIN);
        TrainingOutcome training = train(request, balanced.rows(), data.validation(), streams, lossWeights, listener);
        try (TrainedModel model = training.model()) {
            clock.enter(RunPhase.PREDICT);
            clock.add(RunPhase.TRAIN, secondsOf(training.history().subList(0, training.resumedAfter())));
            byte[] predictions = littleEndian(spec.balancing()
                    .correct(model.predict(data.test()), data.training().classCounts()));
            Files.write(request.directory().resolve(RunRequest.PREDICTIONS), predictions);
            model.saveSoon(request.directory().resolve(RunRequest.MODEL), data.preparation());
            Optional<PermutationImportance> importance = importance(spec, model, data, streams);
            return new RunOutcome(
                    training.history(),
                    training.modelEpoch(),
                    model.parameterDigest(),
                    Sha256.of(predictions),
                    splitDigest,
                    counts(data.training()),
                    counts(balanced.rows()),
                    balanced.examples().isEmpty() ? null : balanced.examples(),
                    data.validation().size(),
                    data.test().size(),
                    Timestamp.of(started),
                    Timestamp.of(Instant.now()),
                    clock.stop(),
                    PeakMemory.bytes(),
                    ComputeEnvironment.detect(),
                    null,
                    importance.orElse(null));
        }
    }

    /** Of tables, on rows of validation: never on test rows, which must not tell what a model could do without. */
    private static Optional<PermutationImportance> importance(
            RunSpec.Trained spec, TrainedModel model, PreparedData data, RandomStreams streams) {
        if (!(data.validation() instanceof LabeledTable validation)
                || spec.split().validation() instanceof Validation.TestSet) {
            return Optional.empty();
        }
        int[] counts = data.training().classCounts();
        return PermutationImportance.measure(
                validation,
                spec.model().parameters(validation.features(), validation.classes()),
                rows -> spec.balancing().correct(model.predict(rows), counts),
                streams);
    }

    /** The rows of the last run are kept: the next one mostly needs the same. */
    private Dataset load(ExampleFiles files) {
        if (!files.equals(loadedFiles)) {
            // Let go before loading, not after, so that there are never two data sets in memory.
            loaded = null;
            loadedFiles = null;
            loaded = files.share();
            loadedFiles = files;
        }
        return loaded;
    }

    /** Those of the last run are kept too: variants with the same seed mostly have the same. */
    private PreparedData prepare(Rows rows, RandomStreams streams) {
        if (!rows.equals(preparedRows)) {
            prepared = null;
            preparedRows = null;
            PreparedData data = PreparedData.of(
                    load(rows.files()),
                    rows.dataset(),
                    rows.split(),
                    rows.preparation().orElse(PreparationSpec.DEFAULT),
                    streams);
            splitDigest = Sha256.of(data.training().digest() + data.validation().digest());
            prepared = data;
            preparedRows = rows;
        }
        return prepared;
    }

    private TrainingOutcome train(
            RunRequest request,
            Examples rows,
            Examples validation,
            RandomStreams streams,
            List<Double> lossWeights,
            Consumer<RunEvent.UnderWay> listener)
            throws IOException {
        try (TrainedModel startFrom =
                request.startFrom().isEmpty() ? null : open(request.startFrom().get(), rows.features())) {
            TrainingRequest training = new TrainingRequest(
                    request.spec().model(),
                    request.spec().training(),
                    rows,
                    validation,
                    streams,
                    startFrom,
                    lossWeights,
                    request.spec().augmentation());
            CheckpointFile checkpoints = request.checkpoint()
                    .map(file -> new CheckpointFile(file, request.key()))
                    .orElse(null);
            return Trainer.train(training, checkpoints, team, new TrainingEvents(listener));
        }
    }

    private static TrainedModel open(ParentModel parent, int features) throws IOException {
        TrainedModel model = ModelFile.open(parent.file(), features);
        if (model.parameterDigest().equals(parent.parameterDigest())) {
            return model;
        }
        model.close();
        throw new DataException("the model to start from, " + parent.file()
                + ", has other parameters than its run left there; something else has written there meanwhile");
    }

    private static double secondsOf(List<EpochRecord> history) {
        return history.stream().mapToDouble(EpochRecord::seconds).sum();
    }

    private static List<Integer> counts(Examples rows) {
        return Arrays.stream(rows.classCounts()).boxed().toList();
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Announces the phases and measures them. */
    private static final class Clock {
        private final Consumer<RunEvent.UnderWay> listener;
        private final SortedMap<RunPhase, Double> seconds = new TreeMap<>();
        private RunPhase phase;
        private long start;

        Clock(Consumer<RunEvent.UnderWay> listener) {
            this.listener = listener;
        }

        void enter(RunPhase next) {
            stop();
            phase = next;
            start = System.nanoTime();
            listener.accept(new RunEvent.PhaseStarted(next));
        }

        /** Counts in what an earlier process spent on a phase that is over. */
        void add(RunPhase over, double spent) {
            seconds.merge(over, spent, Double::sum);
        }

        SortedMap<RunPhase, Double> stop() {
            if (phase != null) {
                seconds.put(phase, (System.nanoTime() - start) / 1e9);
            }
            return seconds;
        }
    }

    /** What training tells, as events of its run. */
    private record TrainingEvents(Consumer<RunEvent.UnderWay> listener) implements TrainingListener {
        @Override
        public void batchEnded(int epoch, int rowsDone, int rows) {
            listener.accept(new RunEvent.BatchEnded(epoch, rowsDone, rows));
        }

        @Override
        public void resumed(int epoch) {
            listener.accept(new RunEvent.Resumed(epoch));
        }

        @Override
        public void warned(String message) {
            listener.accept(new RunEvent.Warned(message));
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
            listener.accept(new RunEvent.EpochEnded(epoch));
        }
    }
}
