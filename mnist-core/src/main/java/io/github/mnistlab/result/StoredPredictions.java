package io.github.mnistlab.result;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.Slices;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.TestSlices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The predictions in an experiment's folder of results; labels come from its data. For many threads.
 *
 * <p>Reports ask for the same ones again and again. The predicted classes of every run are kept, a byte an image: 20 MB for
 * 2,000 runs on 10,000 images. Probabilities would take forty times as much. They are kept of the runs that are read first
 * while they fit into an eighth of the heap, and of the one that was read last; the others are read again.
 */
public final class StoredPredictions implements TestPredictions {
    private static final int SHARE_OF_THE_HEAP = 8;

    private final Path folder;
    private final TestLabels labels;
    private final Optional<Slices> slices;
    private final Map<RunId, Predictions> classes = new HashMap<>();
    private final Map<RunId, Predictions> whole = new HashMap<>();
    private long room;
    private RunId last;
    private Predictions ofLast;

    /**
     * @param experiment whose results they are
     * @param folder where they lie
     */
    public StoredPredictions(PreparedExperiment experiment, Path folder) {
        this(experiment, folder, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP);
    }

    /**
     * @param room bytes for probabilities
     */
    StoredPredictions(PreparedExperiment experiment, Path folder, long room) {
        this.labels = new TestLabels(experiment);
        this.slices = experiment.slices().map(TestSlices::slices);
        this.folder = folder;
        this.room = room;
    }

    @Override
    public Predictions of(RunResult run) {
        return kept(run).orElseGet(() -> keep(run, read(run)));
    }

    private synchronized Optional<Predictions> kept(RunResult run) {
        return Optional.ofNullable(run.id().equals(last) ? ofLast : whole.get(run.id()));
    }

    private synchronized Predictions keep(RunResult run, Predictions predictions) {
        classes.put(run.id(), predictions.withoutProbabilities());
        long bytes = predictions.probabilities().isEmpty()
                ? 0
                : (long) run.outcome().form().bytes() * predictions.rows() * predictions.classes();
        if (bytes <= room) {
            room -= bytes;
            whole.put(run.id(), predictions);
        }
        last = run.id();
        ofLast = predictions;
        return predictions;
    }

    @Override
    public Optional<Slices> slices() {
        return slices;
    }

    @Override
    public Predictions classesOf(RunResult run) {
        return knownClasses(run).orElseGet(() -> of(run).withoutProbabilities());
    }

    private synchronized Optional<Predictions> knownClasses(RunResult run) {
        return Optional.ofNullable(classes.get(run.id()));
    }

    private Predictions read(RunResult run) {
        Path file = folder.resolve(run.predictions()).normalize();
        if (!folder.normalize().equals(file.getParent())) {
            // Results may have been read from a file that anyone wrote.
            throw new DataException("the predictions of " + run.id()
                    + " must lie beside their result, but are said to be " + run.predictions());
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException("cannot read the predictions of " + run.id() + ": " + IoReason.of(e), e);
        }
        if (!Sha256.of(bytes).equals(run.outcome().predictionDigest())) {
            throw new DataException(file + " does not hold the predictions that " + run.id() + " made");
        }
        return PredictionBytes.read(
                bytes,
                run.outcome().form(),
                labels.of(run.id().variant()),
                run.evaluation().classes());
    }
}
