package io.github.mnistlab.spark;

import io.github.mnistlab.model.file.CheckpointFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Checkpoints of runs whose results are safe. Executors remove them, each before its next run, for the folder that they
 * share is not always one of this machine's. What is not removed, because somebody was killed in between, goes when it is old.
 */
final class DoneCheckpoints {
    /** Less than the parent's with this process. */
    private static final int PATIENCE_SECONDS = 2;

    private final JavaSparkContext spark;
    private final Optional<Path> directory;
    private List<String> keys = new ArrayList<>();

    /**
     * @param directory where executors keep them; empty for nowhere
     */
    DoneCheckpoints(JavaSparkContext spark, Optional<Path> directory) {
        this.spark = spark;
        this.directory = directory;
    }

    /**
     * @param key the run's
     */
    synchronized void add(String key) {
        keys.add(key);
    }

    /** Keys of those that nobody has taken yet. Whoever does has them removed; serializable. */
    synchronized List<String> take() {
        List<String> taken = keys;
        keys = new ArrayList<>();
        return taken;
    }

    /** Has those removed that no run has come for, unless runs that were ended still keep executors from it. */
    void discardRest() throws InterruptedException {
        List<String> rest = take();
        if (directory.isEmpty() || rest.isEmpty() || spark.statusTracker().getActiveStageIds().length > 0) {
            return;
        }
        String folder = directory.get().toString();
        JavaFutureAction<Void> discarding =
                spark.parallelize(rest, 1).foreachAsync(key -> new CheckpointFolder(Path.of(folder)).discard(key));
        try {
            discarding.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("checkpoints of " + rest.size() + " runs that are done are left: " + Reasons.of(e));
        }
    }
}
