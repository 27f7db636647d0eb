package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.model.Checkpoint;
import io.github.mnistlab.model.EarlyStoppingSpec;
import io.github.mnistlab.model.EarlyStoppingState;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.InitialWeights;
import io.github.mnistlab.model.TrainingDivergedException;
import io.github.mnistlab.model.TrainingListener;
import io.github.mnistlab.model.TrainingOutcome;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.file.CheckpointFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Trains one perceptron. The same request gives the same parameters to the bit, on the same native library with one
 * thread, whatever else ran before or runs beside it.
 */
public final class Trainer {
    private Trainer() {}

    /**
     * Trains without checkpoints, in this thread; see {@link #train(TrainingRequest, CheckpointFile, ThreadTeam,
     * TrainingListener)}.
     */
    public static TrainingOutcome train(TrainingRequest request, TrainingListener listener) {
        return train(request, null, listener);
    }

    /** Trains in this thread. */
    public static TrainingOutcome train(
            TrainingRequest request, CheckpointFile checkpoints, TrainingListener listener) {
        try (ThreadTeam alone = new ThreadTeam()) {
            return train(request, checkpoints, alone, listener);
        }
    }

    /**
     * Trains until the epochs are done or early stopping ends it. An interrupt of this thread cancels it before the next
     * step.
     *
     * @param request what to train on what, and how
     * @param checkpoints where to keep the training after every epoch, and to go on from if an earlier process kept it
     *     there: the outcome is to the bit that of an uninterrupted training, but for measured times. Null for nowhere.
     *     The file is left after the last epoch too, for whoever saves the model to remove
     * @param team who may share the work of a step. It stays open
     * @param listener told of every batch and every epoch at its end
     * @return the model and how it came about
     * @throws TrainingDivergedException if the loss or a parameter is no longer a finite number
     * @throws CancellationException if this thread was interrupted; it still is, then
     */
    public static TrainingOutcome train(
            TrainingRequest request, CheckpointFile checkpoints, ThreadTeam team, TrainingListener listener) {
        Examples rows = request.rows();
        RandomStreams streams = request.streams();
        float[] initial = request.startFrom() == null
                ? InitialWeights.draw(request.model(), rows.features(), rows.classes(), streams)
                : request.startFrom().parameters();
        int batchSize = Math.min(request.training().batchSize(), rows.size());
        AugmentationSpec distorted = request.augmentation();
        Augmentation augmentation = distorted == null || distorted.isNone()
                ? null
                : new Augmentation(distorted, rows.images(), batchSize, team);
        try (TrainingStep step = TrainingSteps.of(request, batchSize, initial, team)) {
            Checkpointing checkpointing = new Checkpointing(checkpoints, listener);
            return run(request, step, augmentation, batchSize, checkpointing, listener);
        }
    }

    private static TrainingOutcome run(
            TrainingRequest request,
            TrainingStep step,
            Augmentation augmentation,
            int batchSize,
            Checkpointing checkpointing,
            TrainingListener listener) {
        TrainingSpec training = request.training();
        EarlyStoppingSpec earlyStopping = training.earlyStopping();
        List<EpochRecord> history = new ArrayList<>();
        float[] best = resume(request, step, batchSize, checkpointing, listener, history);
        int resumedAfter = history.size();
        EarlyStoppingState stopping = EarlyStoppingState.after(history, earlyStopping);
        for (int epoch = resumedAfter + 1; epoch <= training.epochs() && !stopping.stop(); epoch++) {
            long start = System.nanoTime();
            double learningRate = training.learningRateAt(epoch, 0, stepsPerEpoch(request, batchSize));
            step.beginEpoch(learningRate, request.streams().seedFor("dropout/epoch-" + epoch));
            Measure trained = trainEpoch(request, step, augmentation, batchSize, epoch, listener);
            step.endEpoch(epoch, training.epochs());
            float[] parameters = step.parameters();
            int broken = FlatParameters.firstNotFinite(parameters);
            if (broken >= 0) {
                throw new TrainingDivergedException(
                        epoch, "parameter " + broken + " is " + parameters[broken], learningRate);
            }
            float[] kept = training.averaging() == null ? parameters : step.modelParameters();
            Measure validated = request.validation() == null ? null : validate(request.validation(), step);
            EpochRecord record = new EpochRecord(
                    epoch,
                    trained.loss(),
                    trained.accuracy(),
                    validated == null ? null : validated.loss(),
                    validated == null ? null : validated.accuracy(),
                    learningRate,
                    FlatParameters.digest(kept),
                    (System.nanoTime() - start) / 1e9);
            history.add(record);
            if (earlyStopping != null) {
                stopping = stopping.after(record, earlyStopping);
                if (training.restoresBest() && stopping.bestEpoch() == epoch) {
                    best = kept;
                }
            }
            // First kept, then told: an epoch that was heard of is never trained again.
            checkpointing.keep(history, parameters, step, best);
            listener.epochEnded(record);
        }
        int modelEpoch = history.size();
        if (best != null) {
            step.setParameters(best);
            modelEpoch = stopping.bestEpoch();
        }
        return new TrainingOutcome(step.model(), history, modelEpoch, stopping.stop(), resumedAfter);
    }

    /**
     * Brings the step to where an earlier process left it, and the history to what it had seen.
     *
     * @return the best parameters of that history, where they are to be restored; null elsewhere
     */
    private static float[] resume(
            TrainingRequest request,
            TrainingStep step,
            int batchSize,
            Checkpointing checkpointing,
            TrainingListener listener,
            List<EpochRecord> history) {
        Checkpoint last = checkpointing.last(request).orElse(null);
        if (last == null) {
            return null;
        }
        history.addAll(last.history());
        long steps = (long) last.epochs() * stepsPerEpoch(request, batchSize);
        step.restore(last.parameters(), last.optimizerState(), steps);
        listener.resumed(last.epochs());
        return last.best();
    }

    /** What distortions are drawn from in an epoch. */
    static long augmentationSeed(RandomStreams streams, int epoch) {
        return streams.seedFor("augmentation/epoch-" + epoch);
    }

    private static int stepsPerEpoch(TrainingRequest request, int batchSize) {
        return (request.rows().size() - 1) / batchSize + 1;
    }

    private record Measure(double loss, double accuracy) {}

    private static Measure trainEpoch(
            TrainingRequest request,
            TrainingStep step,
            Augmentation augmentation,
            int batchSize,
            int epoch,
            TrainingListener listener) {
        Examples rows = request.rows();
        int stepsPerEpoch = stepsPerEpoch(request, batchSize);
        int[] order = shuffled(rows.size(), request.streams().stream("order/epoch-" + epoch));
        if (augmentation != null) {
            augmentation.beginEpoch(augmentationSeed(request.streams(), epoch));
        }
        double loss = 0;
        long correct = 0;
        for (int from = 0; from < order.length; from += batchSize) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("training was interrupted in epoch " + epoch);
            }
            int count = Math.min(batchSize, order.length - from);
            double learningRate = request.training().learningRateAt(epoch, from / batchSize, stepsPerEpoch);
            step.setLearningRate(learningRate);
            TrainingStep.Outcome outcome = augmentation == null
                    ? step.run(rows, order, from, count)
                    : step.run(augmentation.batch(order, from, count), augmentation.order(), 0, count);
            if (!Double.isFinite(outcome.loss())) {
                throw new TrainingDivergedException(epoch, "the loss is " + outcome.loss(), learningRate);
            }
            loss += outcome.loss() * count;
            correct += outcome.correct();
            listener.batchEnded(epoch, from + count, order.length);
        }
        return new Measure(loss / order.length, (double) correct / order.length);
    }

    private static Measure validate(Examples rows, TrainingStep step) {
        float[] probabilities = step.predict(rows);
        int classes = rows.classes();
        double loss = 0;
        int correct = 0;
        for (int row = 0; row < rows.size(); row++) {
            int offset = row * classes;
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (probabilities[offset + c] > probabilities[offset + best]) {
                    best = c;
                }
            }
            if (best == rows.label(row)) {
                correct++;
            }
            // The training loss's own bound.
            loss -= StrictMath.log(Math.max(probabilities[offset + rows.label(row)], 1e-10));
        }
        return new Measure(loss / rows.size() + step.penalty(), (double) correct / rows.size());
    }

    /** The numbers below {@code size}, shuffled after Fisher and Yates. */
    private static int[] shuffled(int size, UniformRandomProvider random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
