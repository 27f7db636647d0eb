package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.SplitSpec;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.TrainingSpec;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that an experiment file says of a run but its seed and its parent: every override applied, every default filled in.
 * A run trains a model, judges one that was made elsewhere, or joins models of other runs into an ensemble.
 */
@JsonDeserialize(using = RunSpec.BySource.class)
public sealed interface RunSpec {
    /** The fields that decide which others a part has. */
    List<String> DISCRIMINATORS = List.of("method", "type", "source");

    /** {@code model.source} of what is trained here; left out wherever results are stored. */
    String TRAINED = "trained";

    /** What is tested on, and trained on. */
    DatasetSpec dataset();

    /** This, if it is a run that trains. */
    default Optional<Trained> trained() {
        return this instanceof Trained trained ? Optional.of(trained) : Optional.empty();
    }

    /** This, if it is a run that judges a model from elsewhere. */
    default Optional<Judged> judged() {
        return this instanceof Judged judged ? Optional.of(judged) : Optional.empty();
    }

    /** This, if it is a run that joins others. */
    default Optional<Ensemble> ensemble() {
        return this instanceof Ensemble ensemble ? Optional.of(ensemble) : Optional.empty();
    }

    /** Whether it is one model, whatever the seed: then no luck of training is in its results. */
    @JsonIgnore
    default boolean isOneModel() {
        return judged().filter(judged -> judged.model().isOneModel()).isPresent()
                || ensemble().filter(Ensemble::isOfSeeds).isPresent();
    }

    /**
     * A run that trains a model and tests it.
     *
     * @param dataset the rows
     * @param split which rows validate
     * @param model the perceptron
     * @param training how it is trained
     * @param balancing what is done about classes of unequal size
     * @param augmentation how training rows are distorted after balancing; null for not at all
     * @param preparation how a table's numbers are prepared; null for images
     */
    @JsonDeserialize
    record Trained(
            DatasetSpec dataset,
            SplitSpec split,
            ModelSpec model,
            TrainingSpec training,
            BalancingSpec balancing,
            @JsonInclude(JsonInclude.Include.NON_NULL) AugmentationSpec augmentation,
            @JsonInclude(JsonInclude.Include.NON_NULL) PreparationSpec preparation)
            implements RunSpec {
        /** Without distortions. */
        public Trained(
                DatasetSpec dataset, SplitSpec split, ModelSpec model, TrainingSpec training, BalancingSpec balancing) {
            this(dataset, split, model, training, balancing, null, null);
        }

        /** Refuses to miss a part. */
        @JsonCreator
        public Trained {
            Objects.requireNonNull(dataset, "dataset must be given");
            Objects.requireNonNull(split, "split must be given");
            Objects.requireNonNull(model, "model must be given");
            Objects.requireNonNull(training, "training must be given");
            Objects.requireNonNull(balancing, "balancing must be given");
            if (dataset instanceof TableSpec) {
                preparation = preparation == null ? PreparationSpec.DEFAULT : preparation;
            } else if (preparation != null) {
                throw new IllegalArgumentException(
                        "preparation is of tables, but dataset.source is not csv; take it out");
            }
            if (dataset instanceof TableSpec && augmentation != null) {
                throw new IllegalArgumentException(
                        "augmentation distorts images, but dataset.source is csv; take it out");
            }
        }
    }

    /**
     * A run that tests a model which was made elsewhere. It trains nothing.
     *
     * @param dataset whose test rows it is about
     * @param model where the model is, or what it predicted
     */
    @JsonDeserialize
    record Judged(DatasetSpec dataset, JudgedModel model) implements RunSpec {
        /** Refuses to miss a part. */
        public Judged {
            Objects.requireNonNull(dataset, "dataset must be given");
            Objects.requireNonNull(model, "model must be given");
        }
    }

    /**
     * A run whose probabilities are the mean of those of other runs (Hansen and Salamon 1990, <i>Neural network
     * ensembles</i>). It trains nothing.
     *
     * @param dataset whose test rows it is about
     * @param of names of variants: of one, all whose seeds are joined into one model; of several, those of each seed that
     *     all have
     */
    @JsonDeserialize
    record Ensemble(
            DatasetSpec dataset, @JsonProperty("ensemble") List<String> of) implements RunSpec {
        /** @throws IllegalArgumentException if there is no variant, or one twice */
        public Ensemble {
            Objects.requireNonNull(dataset, "dataset must be given");
            of = List.copyOf(of);
            if (of.isEmpty() || of.stream().distinct().count() != of.size()) {
                throw new IllegalArgumentException(
                        "an ensemble must be of at least one variant and all different, but is of " + of);
            }
        }

        /** Whether it joins the seeds of one variant. */
        @JsonIgnore
        public boolean isOfSeeds() {
            return of.size() == 1;
        }
    }

    /** Reads one of the three, by what it has of {@code ensemble} and {@code model.source}. */
    final class BySource extends JsonDeserializer<RunSpec> {
        @Override
        public RunSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            if (tree.has("ensemble")) {
                return parser.getCodec().treeToValue(tree, Ensemble.class);
            }
            JsonNode model = tree.path("model");
            boolean trained = model.path("source").asText(TRAINED).equals(TRAINED);
            if (trained && model instanceof ObjectNode fields) {
                fields.remove("source");
            }
            Class<? extends RunSpec> kind = trained ? Trained.class : Judged.class;
            return parser.getCodec().treeToValue(tree, kind);
        }
    }
}
