package io.github.mnistlab.model;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.RandomStreams;
import java.util.List;

/**
 * Everything that determines a trained perceptron's parameters.
 *
 * @param model what is trained
 * @param training how
 * @param rows at least one row to train on
 * @param validation rows to measure every epoch by; null or no rows for none
 * @param streams where initial weights ({@code weights/layer-i}, from 0), each epoch's order of rows ({@code
 *     order/epoch-e}, from 1) and its dropout ({@code dropout/epoch-e}) are drawn from
 * @param startFrom a model of the same shape whose parameters to begin with; null to draw them. It is only read. The
 *     optimizer begins anew
 * @param lossWeights what the loss of a training row is multiplied by, for each class: finite and above 0; empty for
 *     nothing. Validation rows are not weighted, as in Keras
 * @param augmentation how the rows are distorted in each epoch (from {@code augmentation/epoch-e}); null for not at all.
 *     Validation rows never are
 */
public record TrainingRequest(
        ModelSpec model,
        TrainingSpec training,
        Examples rows,
        Examples validation,
        RandomStreams streams,
        TrainedModel startFrom,
        List<Double> lossWeights,
        AugmentationSpec augmentation) {

    /** Without distortions. */
    public TrainingRequest(
            ModelSpec model,
            TrainingSpec training,
            Examples rows,
            Examples validation,
            RandomStreams streams,
            TrainedModel startFrom,
            List<Double> lossWeights) {
        this(model, training, rows, validation, streams, startFrom, lossWeights, null);
    }

    /** Without weights and distortions. */
    public TrainingRequest(
            ModelSpec model,
            TrainingSpec training,
            Examples rows,
            Examples validation,
            RandomStreams streams,
            TrainedModel startFrom) {
        this(model, training, rows, validation, streams, startFrom, List.of());
    }

    /** @throws IllegalArgumentException if the parts do not fit together */
    public TrainingRequest {
        if (rows.size() == 0) {
            throw new IllegalArgumentException("there must be rows to train on, but there are none");
        }
        if (validation != null && validation.size() == 0) {
            validation = null;
        }
        if (validation != null && validation.classes() != rows.classes()) {
            throw new IllegalArgumentException("validation rows must have the training rows' " + rows.classes()
                    + " classes, but have " + validation.classes());
        }
        if (validation != null && !validation.hasFeaturesOf(rows)) {
            throw new IllegalArgumentException(
                    "validation rows must have the training rows' features, but are " + validation + " and " + rows);
        }
        EarlyStoppingSpec earlyStopping = training.earlyStopping();
        if (earlyStopping != null && earlyStopping.monitor().needsValidation() && validation == null) {
            throw new IllegalArgumentException("earlyStopping monitors " + earlyStopping.monitor()
                    + ", which needs validation rows, but there are none; monitor a training quantity instead, or split"
                    + " off validation rows");
        }
        if (startFrom != null && !startFrom.hasShapeOf(model, rows.features(), rows.classes())) {
            throw new IllegalArgumentException("startFrom must be a model of the same layers, but "
                    + startFrom.describe() + " is not " + model.hidden() + " hidden units, " + rows.features()
                    + " features and " + rows.classes()
                    + " classes");
        }
        if (!lossWeights.isEmpty() && lossWeights.size() != rows.classes()) {
            throw new IllegalArgumentException(
                    "lossWeights must be one for each of " + rows.classes() + " classes, but are " + lossWeights);
        }
        lossWeights.forEach(weight -> {
            if (!(weight > 0) || weight.isInfinite()) {
                throw new IllegalArgumentException("lossWeights must be finite and above 0, but one is " + weight);
            }
        });
        lossWeights = List.copyOf(lossWeights);
    }
}
