package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

class ExecutorLogsTest {
    private static final String PAGE = "http://host:8042/node/containerlogs/container_1/me/stderr";

    private final ExecutorLogs logs = new ExecutorLogs();

    @Test
    void aPageOfTheClustersManagerIsBetterThanAFolderThatGoes() {
        ExecutorPlace place = new ExecutorPlace("3", "host", "/var/yarn/container_1");
        assertThat(logs.of(place)).isEqualTo(" (on executor 3 at host, whose log is in /var/yarn/container_1)");
        logs.onExecutorAdded(new SparkListenerExecutorAdded(
                0,
                "3",
                new ExecutorInfo("host", 1, Map$.MODULE$.from(CollectionConverters.asScala(Map.of("stderr", PAGE))))));
        assertThat(logs.of(place)).isEqualTo(" (on executor 3 at host; its log: " + PAGE + ")");
        assertThat(logs.ofOneNamedIn("Lost task 0.3 in stage 1.0 (TID 9) (10.0.0.7 executor 3)"))
                .isEqualTo("; its log: " + PAGE);
    }
}
