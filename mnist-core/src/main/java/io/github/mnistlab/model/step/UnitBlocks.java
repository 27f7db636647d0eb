package io.github.mnistlab.model.step;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Work on a matrix {@code [rows, units]} outside the Java heap, some units at a time, that a team can share. Each block is
 * copied into an array that stays in the cache, worked on there, and copied back; no member makes an array twice.
 */
final class UnitBlocks {
    /** Numbers of a block, about. */
    private static final int BLOCK = 1 << 13;

    private final int batchSize;
    private final ThreadTeam team;
    private final Map<Integer, float[]> stages = new ConcurrentHashMap<>();

    /**
     * @param batchSize the most rows
     */
    UnitBlocks(int batchSize, ThreadTeam team) {
        this.batchSize = batchSize;
        this.team = team;
    }

    /** Some units' numbers, unit after unit. */
    @FunctionalInterface
    interface Work {
        /**
         * @param stage their numbers, from index 0 on, to be changed in place
         * @param firstUnit number of the first
         * @param units how many they are
         */
        void run(float[] stage, int firstUnit, int units);
    }

    /**
     * @param numbers where the matrix lies, column after column
     * @param offset of its first number
     */
    void change(FloatBuffer numbers, int offset, int rows, int units, Work work) {
        Blocks blocks = new Blocks(units, Math.max(1, BLOCK / rows));
        team.share(blocks.count(), (block, member) -> {
            float[] stage = stages.computeIfAbsent(member, number -> new float[Math.max(BLOCK, batchSize)]);
            int first = blocks.from(block);
            int count = blocks.size(block);
            int at = offset + first * rows;
            numbers.get(at, stage, 0, count * rows);
            work.run(stage, first, count);
            numbers.put(at, stage, 0, count * rows);
        });
    }
}
