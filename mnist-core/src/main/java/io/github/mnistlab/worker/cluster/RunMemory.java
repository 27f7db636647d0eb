package io.github.mnistlab.worker.cluster;

import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.worker.ScheduledRun;
import java.util.List;

/**
 * What a run needs at most of memory, reckoned generously.
 *
 * @param heapBytes on the Java heap: images as bytes, parameters in training and the optimizer's state, checkpoints
 * @param nativeBytes outside of it: networks, batches, and the native libraries themselves
 */
public record RunMemory(long heapBytes, long nativeBytes) {
    private static final long MEBIBYTE = 1 << 20;

    /** Java's classes and Deeplearning4j's. */
    private static final long HEAP_FOR_CODE = 256 * MEBIBYTE;

    /** Libraries, the JVM's own, and buffers of OpenBLAS's. */
    private static final long NATIVE_FOR_CODE = 512 * MEBIBYTE;

    /** Read, balanced, and balanced rows as the neighbour search has them. */
    private static final int COPIES_OF_IMAGES = 3;

    /** Parameters in training and on the way, two moments, the best ones, and those of the model at the end. */
    private static final int COPIES_ON_HEAP = 7;

    /** In training, in the network that predicts, and in the model. */
    private static final int COPIES_OUTSIDE = 4;

    /** Rows of the neighbour search's or the prediction's blocks. */
    private static final int LEAST_BATCH = 512;

    /** Of any one of these runs. */
    static RunMemory of(List<ScheduledRun> runs) {
        long heap = 0;
        long outside = 0;
        for (ScheduledRun run : runs) {
            RunRequest request = run.request();
            ModelSpec model = request.spec().model();
            long parameters = (long) Float.BYTES
                    * model.parameters(
                            request.files().features(), request.files().classes());
            long units = request.files().features()
                    + model.hidden().stream().mapToLong(Integer::longValue).sum();
            long batch = Math.max(LEAST_BATCH, request.spec().training().batchSize());
            long batches = 3 * batch * units * Float.BYTES;
            heap = Math.max(heap, COPIES_OF_IMAGES * run.imageBytes() + COPIES_ON_HEAP * parameters + batches);
            outside = Math.max(outside, COPIES_OUTSIDE * parameters + batches);
        }
        return new RunMemory(HEAP_FOR_CODE + heap, NATIVE_FOR_CODE + outside);
    }
}
