package io.github.mnistlab.model.step;

import io.github.mnistlab.model.FlatParameters;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** An average of a network's parameters over time, running statistics of batch normalisation among them. */
final class ParameterAverage {
    private final List<TrainingLayer> layers;
    private final List<BatchNormalization> normalizations;
    private final List<float[]> ofLayers = new ArrayList<>();
    private final List<float[]> ofNormalizations = new ArrayList<>();

    /**
     * @param layers in the order of the network
     * @param normalizations of the first of them; may be none
     */
    ParameterAverage(List<TrainingLayer> layers, List<BatchNormalization> normalizations) {
        this.layers = layers;
        this.normalizations = normalizations;
        layers.forEach(layer -> ofLayers.add(new float[layer.parameters()]));
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
            float[] average = ofLayers.get(i);
            int length = layer.pieces()[0];
            team.share((average.length - 1) / length + 1, (piece, member) -> {
                float[] stage = workspaces.of(member).parameterStage();
                int count = layer.readPiece(piece, stage);
                approach(average, piece * length, stage, count, share);
            });
        }
        for (int i = 0; i < normalizations.size(); i++) {
            float[] average = ofNormalizations.get(i);
            float[] present = new float[average.length];
            normalizations.get(i).read(present, 0);
            approach(average, 0, present, present.length, share);
        }
    }

    /** Moves numbers by a share of the way to others. */
    private static void approach(float[] average, int at, float[] values, int count, float share) {
        for (int i = 0; i < count; i++) {
            average[at + i] += share * (values[i] - average[at + i]);
        }
    }

    /** Copies it to {@code flat} from {@code at} on, in {@link FlatParameters}' order. */
    void read(float[] flat, int at) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).read(FloatBuffer.wrap(ofLayers.get(i)), flat, at);
            at += layers.get(i).parameters();
            if (i < normalizations.size()) {
                float[] average = ofNormalizations.get(i);
                System.arraycopy(average, 0, flat, at, average.length);
                at += average.length;
            }
        }
    }

    /** Overwrites it with what {@link #read} would copy. */
    void write(float[] flat, int at) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).write(flat, at, FloatBuffer.wrap(ofLayers.get(i)));
            at += layers.get(i).parameters();
            if (i < normalizations.size()) {
                float[] average = ofNormalizations.get(i);
                System.arraycopy(flat, at, average, 0, average.length);
                at += average.length;
            }
        }
    }
}
