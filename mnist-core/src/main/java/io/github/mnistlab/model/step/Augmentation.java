package io.github.mnistlab.model.step;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.AugmentationSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Distorts the images of a batch. What becomes of an image follows from the epoch's seed and its row alone: so it is the same
 * whatever the batches and however many threads, and an epoch that is trained again distorts as it did before.
 */
final class Augmentation {
    /** Images that a thread takes at a time. */
    private static final int PART = 16;

    private final AugmentationSpec spec;
    private final LabeledImages rows;
    private final ImageShape shape;
    private final int values;
    private final ThreadTeam team;
    private final byte[] pixels;
    private final int[] order;
    private final Map<Integer, Distortion> distortions = new ConcurrentHashMap<>();
    private long seed;

    /**
     * @param rows which are distorted; they stay what they are
     * @param batchSize the most rows of a batch
     * @param team who may share the work
     */
    Augmentation(AugmentationSpec spec, LabeledImages rows, int batchSize, ThreadTeam team) {
        this.spec = spec;
        this.rows = rows;
        this.shape = rows.shape();
        this.values = shape.values();
        this.team = team;
        this.pixels = new byte[Math.multiplyExact(batchSize, values)];
        this.order = IntStream.range(0, batchSize).toArray();
    }

    /**
     * @param seed what is drawn from in this epoch
     */
    void beginEpoch(long seed) {
        this.seed = seed;
    }

    /** The numbers of a batch's rows in {@link #batch}. */
    int[] order() {
        return order;
    }

    /** Rows {@code order[from]} to {@code order[from + count - 1]}, distorted; until the next batch. */
    LabeledImages batch(int[] rowOrder, int from, int count) {
        byte[] labels = new byte[count];
        team.share((count - 1) / PART + 1, (part, member) -> {
            Distortion distortion = distortions.computeIfAbsent(member, number -> new Distortion());
            for (int i = part * PART; i < Math.min(count, (part + 1) * PART); i++) {
                int row = rowOrder[from + i];
                labels[i] = (byte) rows.label(row);
                distortion.run(row, i * values);
            }
        });
        return new LabeledImages(
                shape, ByteBuffer.wrap(pixels, 0, count * values).slice(), labels, rows.classes());
    }

    /** What one thread needs. */
    private final class Distortion {
        private final byte[] image = new byte[values];
        private final Draws draws = new Draws();
        private final Resampling resampling = new Resampling(shape);
        private final ElasticField field = spec.elastic() == null ? null : new ElasticField(spec.elastic(), shape);

        void run(int row, int at) {
            rows.copyImage(row, image, 0);
            draws.begin(seed, row);
            AffineMap map = spec.affine() == null ? AffineMap.IDENTITY : AffineMap.draw(spec.affine(), shape, draws);
            resampling.run(image, map, field == null ? null : field.draw(draws), pixels, at);
            if (spec.noise() != null) {
                addNoise(255 * spec.noise().deviation(), at);
            }
            if (spec.erase() != null && draws.share() < spec.erase().share()) {
                erase(spec.erase().size(), at);
            }
        }

        private void addNoise(double deviation, int at) {
            for (int i = at; i < at + values; i++) {
                double grey = (pixels[i] & 0xff) + deviation * draws.nearlyGaussian();
                pixels[i] = (byte) (int) Math.max(0, Math.min(255, grey + 0.5));
            }
        }

        private void erase(int size, int at) {
            int width = 1 + draws.below(Math.min(size, shape.width()));
            int height = 1 + draws.below(Math.min(size, shape.height()));
            int left = draws.below(shape.width() - width + 1);
            int top = draws.below(shape.height() - height + 1);
            for (int line = top; line < top + height; line++) {
                int from = at + (line * shape.width() + left) * shape.channels();
                Arrays.fill(pixels, from, from + width * shape.channels(), (byte) 0);
            }
        }
    }
}
