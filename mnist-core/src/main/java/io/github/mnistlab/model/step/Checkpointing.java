package io.github.mnistlab.model.step;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.model.Checkpoint;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.TrainingListener;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.file.CheckpointFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a training's checkpoints for the {@link Trainer}. They are a convenience: what goes wrong with them is told to
 * the listener, and training goes on.
 */
final class Checkpointing {
    private final CheckpointFile file;
    private final TrainingListener listener;
    private boolean failing;

    /**
     * @param file where they are kept, or null for nowhere
     */
    Checkpointing(CheckpointFile file, TrainingListener listener) {
        this.file = file;
        this.listener = listener;
    }

    /** Where an earlier process left the training; nothing if there was none, or what it left is of no use. */
    Optional<Checkpoint> last(TrainingRequest request) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return file.load(request);
        } catch (CheckpointFile.UnusableException | IOException e) {
            listener.warned("the checkpoint " + file + " cannot be used (" + reason(e) + "); training starts afresh");
            return Optional.empty();
        }
    }

    /**
     * Keeps where training stands.
     *
     * @param parameters those at the end of the history
     * @param best see {@link Checkpoint}
     */
    void keep(List<EpochRecord> history, float[] parameters, TrainingStep step, float[] best) {
        if (file == null) {
            return;
        }
        try {
            file.save(new Checkpoint(history, parameters, step.optimizerState(), best));
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                // Once, not after every epoch: a full disk mostly stays full.
                listener.warned("no checkpoint could be written after epoch " + history.size() + " (" + reason(e)
                        + "); training goes on, but if it is ended it cannot go on from here");
            }
            failing = true;
        }
    }

    /** Many an exception of the file system has the file alone for its message. */
    private static String reason(Exception e) {
        return e instanceof IOException io ? IoReason.of(io) : e.getMessage();
    }
}
