package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.worker.cluster.ClusterReport;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

class ApplicationExecutorsTest {
    private static final String PAGE = "http://host:8042/node/containerlogs/container_1/me/stderr";

    private ParentAndDriver channels;
    private ApplicationExecutors executors;

    @BeforeEach
    void connect() throws IOException {
        channels = new ParentAndDriver();
        executors = new ApplicationExecutors(channels.driver());
    }

    @AfterEach
    void close() throws IOException {
        channels.close();
    }

    @Test
    void theParentKnowsHowManyCoresThereAre() throws IOException {
        executors.onExecutorAdded(added("1", 1, Map.of()));
        executors.onExecutorAdded(added("2", 4, Map.of()));
        executors.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "1", "gone"));
        for (int cores : new int[] {1, 5, 4}) {
            assertThat(channels.heard()).isEqualTo(new ClusterReport.Capacity(cores));
        }
    }

    @Test
    void aPageOfTheClustersManagerIsBetterThanAFolderThatGoes() {
        ExecutorPlace place = new ExecutorPlace("3", "/var/yarn/container_1");
        executors.onExecutorAdded(added("3", 1, Map.of()));
        assertThat(executors.describe(place))
                .isEqualTo(" (on executor 3 at host, whose log is in /var/yarn/container_1)");
        executors.onExecutorAdded(added("3", 1, Map.of("stderr", PAGE)));
        assertThat(executors.describe(place)).isEqualTo(" (on executor 3 at host; its log: " + PAGE + ")");
        assertThat(executors.logOfOneNamedIn("Lost task 0.3 in stage 1.0 (TID 9) (10.0.0.7 executor 3)"))
                .isEqualTo("; its log: " + PAGE);
    }

    private static SparkListenerExecutorAdded added(String executor, int cores, Map<String, String> logs) {
        return new SparkListenerExecutorAdded(
                0, executor, new ExecutorInfo("host", cores, Map$.MODULE$.from(CollectionConverters.asScala(logs))));
    }
}
