package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.SplitSpec;
import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.TrainingSpec;
import java.util.List;
import java.util.Objects;

/**
 * All that an experiment file says of a run but its seed and its parent: every override applied, every default filled in.
 *
 * @param dataset the images
 * @param split which rows validate
 * @param model the perceptron
 * @param training how it is trained
 * @param balancing what is done about classes of unequal size
 * @param augmentation how training rows are distorted after balancing; null for not at all
 */
public record RunSpec(
        DatasetSpec dataset,
        SplitSpec split,
        ModelSpec model,
        TrainingSpec training,
        BalancingSpec balancing,
        @JsonInclude(JsonInclude.Include.NON_NULL) AugmentationSpec augmentation) {
    /** The fields that decide which others a part has. */
    public static final List<String> DISCRIMINATORS = List.of("method", "type", "source");

    /** Without distortions. */
    public RunSpec(
            DatasetSpec dataset, SplitSpec split, ModelSpec model, TrainingSpec training, BalancingSpec balancing) {
        this(dataset, split, model, training, balancing, null);
    }

    /** Refuses to miss a part. */
    @JsonCreator
    public RunSpec {
        Objects.requireNonNull(dataset, "dataset must be given");
        Objects.requireNonNull(split, "split must be given");
        Objects.requireNonNull(model, "model must be given");
        Objects.requireNonNull(training, "training must be given");
        Objects.requireNonNull(balancing, "balancing must be given");
    }
}
