package io.github.mnistlab.model.step;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A {@link GradientWorkspace} for each member of a team, made when it first needs one. */
final class GradientWorkspaces implements AutoCloseable {
    private final Map<Integer, GradientWorkspace> ofMembers = new ConcurrentHashMap<>();
    private final int blockLength;
    private final int pieceLength;
    private final int columnLength;

    /**
     * @param layers whose gradients they are for
     */
    GradientWorkspaces(List<TrainingLayer> layers) {
        blockLength = layers.stream()
                .filter(layer -> layer.matrix() != null)
                .mapToInt(TrainingLayer::largestGradientBlock)
                .max()
                .orElse(1);
        pieceLength = layers.stream().mapToInt(layer -> layer.pieces()[0]).max().orElseThrow();
        columnLength = layers.stream().mapToInt(TrainingLayer::units).max().orElseThrow();
    }

    GradientWorkspace of(int member) {
        return ofMembers.computeIfAbsent(
                member, number -> new GradientWorkspace(blockLength, pieceLength, columnLength));
    }

    @Override
    public void close() {
        ofMembers.values().forEach(GradientWorkspace::close);
    }
}
