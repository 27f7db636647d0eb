package io.github.mnistlab.spark;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Finds out that no executor will ever come, since a standalone master has lost its memory of the application. Spark itself
 * waits for ever.
 */
final class ForgottenApplication {
    /** Without executors, to the next question whether there will be any. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final JavaSparkContext spark;
    private final StandaloneMasters masters;
    private long lastAsked = System.nanoTime();
    private boolean silent;

    /** What there is to say of an application without executors. */
    record Finding(String message, boolean isEnd) {}

    private ForgottenApplication(JavaSparkContext spark, String master) {
        this.spark = spark;
        this.masters = new StandaloneMasters(spark.env().rpcEnv(), master);
    }

    /** Empty where the cluster's manager is of another kind, which tells by itself. */
    static Optional<ForgottenApplication> of(JavaSparkContext spark) {
        String master = spark.getConf().get("spark.master");
        return Masters.isStandalone(master) ? Optional.of(new ForgottenApplication(spark, master)) : Optional.empty();
    }

    /**
     * Asks, but not every time.
     *
     * @param cores that the application has at present
     * @return mostly nothing
     */
    Optional<Finding> look(int cores) {
        if (cores > 0) {
            lastAsked = System.nanoTime();
            silent = false;
            return Optional.empty();
        }
        if (System.nanoTime() - lastAsked < PATIENCE) {
            return Optional.empty();
        }
        StandaloneMasters.Memory memory = masters.memoryOf(spark.sc().applicationId());
        lastAsked = System.nanoTime();
        if (memory == StandaloneMasters.Memory.FORGOTTEN) {
            return Optional.of(new Finding(
                    "there is no executor, and the master at " + spark.master()
                            + " does not know this application any more, so that it will not start any: it was started anew"
                            + " without spark.deploy.recoveryMode, or has lost the connection to this machine. What has"
                            + " finished is in the run cache, and the next call goes on from there",
                    true));
        }
        if (memory == StandaloneMasters.Memory.UNKNOWN && !silent) {
            silent = true;
            return Optional.of(new Finding(
                    "there is no executor, and no master answers at " + spark.master() + ": both are waited for",
                    false));
        }
        return Optional.empty();
    }
}
