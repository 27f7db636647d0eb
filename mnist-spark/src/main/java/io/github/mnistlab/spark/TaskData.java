package io.github.mnistlab.spark;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;

/** How an executor comes by the files of a data set. Whatever the way, their content is checked where they arrive. */
sealed interface TaskData extends Serializable {

    /**
     * Their content is sent, once to each executor.
     *
     * @param bySha256 the files as they are, perhaps gzipped, by the digest of their decompressed content
     */
    record Sent(Broadcast<Map<String, byte[]>> bySha256) implements TaskData {}

    /**
     * Spark hands them out as files.
     *
     * @param nameBySha256 what Spark calls each
     */
    record Files(Map<String, String> nameBySha256) implements TaskData {}

    /**
     * They lie where every executor sees them.
     *
     * @param pathBySha256 where each is
     */
    record Shared(Map<String, String> pathBySha256) implements TaskData {}
}
