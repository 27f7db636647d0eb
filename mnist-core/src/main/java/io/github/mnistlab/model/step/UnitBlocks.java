package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.matrix.Blocks;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
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
    private final Map<Integer, Stages> stages = new ConcurrentHashMap<>();

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

    /** The same with another matrix beside it. */
    @FunctionalInterface
    interface PairWork {
        /**
         * @param stage numbers to be changed in place, from index 0 on
         * @param others those of the other matrix, to be read
         * @param firstUnit number of the first
         * @param units how many they are
         */
        void run(float[] stage, float[] others, int firstUnit, int units);
    }

    /**
     * @param numbers where the matrix lies, column after column
     * @param offset of its first number
     */
    void change(FloatBuffer numbers, int offset, int rows, int units, Work work) {
        share(rows, units, (stages, first, count) -> {
            int at = first * rows;
            numbers.get(offset + at, stages.changed, 0, count * rows);
            work.run(stages.changed, first, count);
            numbers.put(offset + at, stages.changed, 0, count * rows);
        });
    }

    /**
     * @param others where a matrix of the same form lies, which is read
     * @param othersOffset of its first number
     */
    void change(
            FloatBuffer numbers, int offset, FloatBuffer others, int othersOffset, int rows, int units, PairWork work) {
        share(rows, units, (stages, first, count) -> {
            int at = first * rows;
            numbers.get(offset + at, stages.changed, 0, count * rows);
            others.get(othersOffset + at, stages.read, 0, count * rows);
            work.run(stages.changed, stages.read, first, count);
            numbers.put(offset + at, stages.changed, 0, count * rows);
        });
    }

    /**
     * Has a matrix read.
     *
     * @param matrix {@code [rows, units]}, without gaps
     */
    void read(FloatMatrix matrix, Work work) {
        int rows = matrix.rows();
        share(rows, matrix.columns(), (stages, first, count) -> {
            matrix.get(first * rows, stages.changed, count * rows);
            work.run(stages.changed, first, count);
        });
    }

    /** Has a matrix overwritten. */
    void write(FloatMatrix matrix, Work work) {
        int rows = matrix.rows();
        share(rows, matrix.columns(), (stages, first, count) -> {
            work.run(stages.changed, first, count);
            matrix.put(first * rows, stages.changed, 0, count * rows);
        });
    }

    private interface Block {
        void run(Stages stages, int firstUnit, int units);
    }

    private void share(int rows, int units, Block work) {
        Blocks blocks = new Blocks(units, Math.max(1, BLOCK / rows));
        team.share(blocks.count(), (block, member) -> {
            Stages own = stages.computeIfAbsent(member, number -> new Stages(Math.max(BLOCK, batchSize)));
            work.run(own, blocks.from(block), blocks.size(block));
        });
    }

    /** One member's arrays. */
    private static final class Stages {
        final float[] changed;
        final float[] read;

        Stages(int length) {
            this.changed = new float[length];
            this.read = new float[length];
        }
    }
}
