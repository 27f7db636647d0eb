package io.github.mnistlab.model.step;

import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.step.update.Pieces;
import java.util.ArrayList;
import java.util.List;

/** An average of a network's parameters over time, running statistics of batch normalisation among them. */
final class ParameterAverage {
    private final List<TrainingLayer> layers;
    private final List<BatchNormalization> normalizations;
    private final List<float[][]> ofLayers = new ArrayList<>();
    private final List<float[]> ofNormalizations = new ArrayList<>();

    /**
     * @param layers in the order of the network
     * @param normalizations of the first of them; may be none
     */
    ParameterAverage(List<TrainingLayer> layers, List<BatchNormalization> normalizations) {
        this.layers = layers;
        this.normalizations = normalizations;
        layers.forEach(layer -> ofLayers.add(Pieces.zeros(layer.pieces())));
        normalizations.forEach(normalization -> ofNormalizations.add(new float[normalization.parameters()]));
    }

    /**
     * Moves it towards the present parameters.
     *
     * @param share of the way, 1 for all of it
     */
    void take(float share, ThreadTeam team, GradientWorkspaces workspaces) {
        for (int i = 0; i < layers.size(); i++) {
            TrainingLayer layer = layers.get(i);
            MovedPieces average = ofLayer(i, share);
            team.share(
                    ofLayers.get(i).length,
                    (piece, member) -> average.moved(
                            piece,
                            layer.piece(piece, workspaces.of(member).parameters()),
                            layer.columnsOf(piece) * layer.units()));
        }
        takeNormalizations(share);
    }

    /**
     * Moves it towards a layer's parameters as soon as these are moved themselves; what is left is then {@link
     * #takeNormalizations}.
     *
     * @param layer its number
     * @param share as in {@link #take}
     */
    MovedPieces ofLayer(int layer, float share) {
        float[][] average = ofLayers.get(layer);
        return (piece, parameters, count) -> approach(average[piece], parameters, count, share);
    }

    /** Moves its batch normalisation towards the present one. */
    void takeNormalizations(float share) {
        for (int i = 0; i < normalizations.size(); i++) {
            float[] average = ofNormalizations.get(i);
            float[] present = new float[average.length];
            normalizations.get(i).read(present, 0);
            approach(average, present, present.length, share);
        }
    }

    /** Moves numbers by a share of the way to others. Both are indexed by the loop's variable alone, or it is no vector loop. */
    private static void approach(float[] average, float[] values, int count, float share) {
        for (int i = 0; i < count; i++) {
            average[i] += share * (values[i] - average[i]);
        }
    }

    /** Copies it to {@code flat} from {@code at} on, in {@link FlatParameters}' order. */
    void read(float[] flat, int at) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).readPieces(ofLayers.get(i), flat, at);
            at += layers.get(i).parameters();
            if (i < normalizations.size()) {
                float[] normalization = ofNormalizations.get(i);
                System.arraycopy(normalization, 0, flat, at, normalization.length);
                at += normalization.length;
            }
        }
    }

    /** Overwrites it with what {@link #read} would copy. */
    void write(float[] flat, int at) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).writePieces(flat, at, ofLayers.get(i));
            at += layers.get(i).parameters();
            if (i < normalizations.size()) {
                float[] normalization = ofNormalizations.get(i);
                System.arraycopy(flat, at, normalization, 0, normalization.length);
                at += normalization.length;
            }
        }
    }
}
