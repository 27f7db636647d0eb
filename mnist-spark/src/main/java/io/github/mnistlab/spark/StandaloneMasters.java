package io.github.mnistlab.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.deploy.master.RecoveryState;
import org.apache.spark.deploy.master.WorkerInfo;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import scala.reflect.ClassTag$;

/** The masters of a standalone cluster, asked for what they know. */
final class StandaloneMasters {
    private static final String MASTER = "Master";

    private final RpcEnv rpc;
    private final List<RpcAddress> addresses;

    /** Whether a master will start executors for an application. */
    enum Memory {
        KNOWN,
        /** A master is there and at work, and has never heard of it: it was started anew. */
        FORGOTTEN,
        /** No master is there, or none that is at work yet. */
        UNKNOWN
    }

    /**
     * @param masters {@code spark://host:port}, or several of them
     */
    StandaloneMasters(RpcEnv rpc, String masters) {
        this.rpc = rpc;
        this.addresses = Masters.addresses(masters);
    }

    /**
     * A worker that has registered.
     *
     * @param id Spark's name for it
     * @return empty if no master tells
     */
    Optional<WorkerInfo> worker(String id) {
        return states().flatMap(state -> Arrays.stream(state.workers()))
                .filter(worker -> worker.id().equals(id))
                .findFirst();
    }

    /**
     * @param application Spark's name for it
     */
    Memory memoryOf(String application) {
        // Of several, one is at work at a time.
        return states().filter(state -> state.status().equals(RecoveryState.ALIVE()))
                .findFirst()
                .map(state -> Arrays.stream(state.activeApps())
                                .anyMatch(known -> known.id().equals(application))
                        ? Memory.KNOWN
                        : Memory.FORGOTTEN)
                .orElse(Memory.UNKNOWN);
    }

    private Stream<DeployMessages.MasterStateResponse> states() {
        return addresses.stream().flatMap(address -> state(address).stream());
    }

    private Optional<DeployMessages.MasterStateResponse> state(RpcAddress master) {
        try {
            return Optional.of(rpc.setupEndpointRef(master, MASTER)
                    .askSync(
                            DeployMessages.RequestMasterState$.MODULE$,
                            ClassTag$.MODULE$.apply(DeployMessages.MasterStateResponse.class)));
        } catch (Exception e) {
            // Of every kind, for Scala declares none: whoever asks has other misfortunes to tell of.
            return Optional.empty();
        }
    }
}
