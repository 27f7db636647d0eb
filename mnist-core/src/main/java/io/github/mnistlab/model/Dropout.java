package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The shares of units that a training step leaves out, chosen anew in each step (Srivastava et al. 2014). In the inverted
 * form: those kept are scaled up by 1 / (1 − share), and predictions drop nothing.
 *
 * @param shares one for all hidden layers, or one for each; each at least 0 and below 1
 */
public record Dropout(List<Double> shares) {

    /** @throws IllegalArgumentException if there is no share, or one is out of range */
    public Dropout {
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("dropout must be a share, or one for each hidden layer, but is none");
        }
        shares.forEach(share -> Require.atLeastZeroBelowOne("dropout", share));
        shares = List.copyOf(shares);
    }

    /** The same share for all hidden layers. */
    public Dropout(double share) {
        this(List.of(share));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Dropout of(JsonNode json) {
        if (json.isNumber()) {
            return new Dropout(json.doubleValue());
        }
        List<Double> shares = new ArrayList<>();
        json.forEach(share -> shares.add(share.doubleValue()));
        return new Dropout(shares);
    }

    /** A number, or a list of them. */
    @JsonValue
    Object json() {
        return shares.size() == 1 ? shares.get(0) : shares;
    }

    /**
     * The share of a hidden layer's units.
     *
     * @param layer from 0
     */
    public double of(int layer) {
        return shares.get(shares.size() == 1 ? 0 : layer);
    }

    /** Whether it fits so many hidden layers. */
    boolean fits(int layers) {
        return shares.size() == 1 || shares.size() == layers;
    }

    /** Whether nothing is left out. */
    @JsonIgnore
    public boolean isNone() {
        return shares.stream().allMatch(share -> share == 0);
    }
}
