package io.github.mnistlab.experiment;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The predictions in an experiment's folder of results; labels come from its data. For one thread. */
public final class StoredPredictions implements TestPredictions {
    private final Path folder;
    private final TestLabels labels;

    /** Reports ask for the same ones again and again; where memory is short they are read again. */
    private final Map<RunId, SoftReference<Predictions>> known = new HashMap<>();

    /**
     * @param experiment whose results they are
     * @param folder where they lie
     */
    public StoredPredictions(PreparedExperiment experiment, Path folder) {
        this.labels = new TestLabels(experiment);
        this.folder = folder;
    }

    @Override
    public Predictions of(RunResult run) {
        SoftReference<Predictions> reference = known.get(run.id());
        Predictions predictions = reference == null ? null : reference.get();
        if (predictions == null) {
            predictions = read(run);
            known.put(run.id(), new SoftReference<>(predictions));
        }
        return predictions;
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
            throw new DataException("cannot read the predictions of " + run.id() + ": " + e, e);
        }
        if (!Sha256.of(bytes).equals(run.outcome().predictionDigest())) {
            throw new DataException(file + " does not hold the predictions that " + run.id() + " made");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return Predictions.of(
                labels.of(run.id().variant()),
                Probabilities.of(values, run.evaluation().classes()));
    }
}
