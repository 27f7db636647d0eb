package io.github.mnistlab.lock;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import java.util.List;
import java.util.Optional;

/** The results that new ones are held against where a gate says {@code accepted}. */
public interface AcceptedResults {

    /** The runs of a variant, in the order of their seeds; none if it is not among them. */
    List<Run> runsOf(String variant);

    /** One run. */
    interface Run {
        /** Its seed. */
        long seed();

        /** What a metric was; nothing if that was not kept. */
        Optional<MetricValue> value(MetricExpression metric);

        /**
         * What it made of each of the present test rows, with or without probabilities; nothing if it was tested on
         * other rows, so that nothing can be compared.
         */
        Optional<Predictions> predictions();

        /** Whether it is of one model, whatever the seed, so that there is no chance of training in it. */
        default boolean isOneModel() {
            return false;
        }

        /** SHA-256 of its test probabilities as its run left them; nothing if that was not kept. */
        default Optional<String> probabilityDigest() {
            return Optional.empty();
        }
    }
}
