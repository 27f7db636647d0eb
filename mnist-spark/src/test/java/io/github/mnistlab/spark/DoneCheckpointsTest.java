package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoneCheckpointsTest {
    @TempDir
    Path folder;

    private JavaSparkContext spark;

    @BeforeEach
    void start() {
        spark = new JavaSparkContext(new SparkConf(false)
                .setMaster("local[1]")
                .setAppName("checkpoints")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        spark.close();
    }

    @Test
    void whatNoRunHasComeForIsDiscardedByATaskOfItsOwn() throws Exception {
        DoneCheckpoints done = new DoneCheckpoints(spark, Optional.of(folder));
        Path ofADoneRun = checkpoint("0a");
        Path ofAnotherDoneRun = checkpoint("0b");
        Path ofARunOnItsWay = checkpoint("0c");

        done.add("0a");
        assertThat(done.take()).as("for a task").containsExactly("0a");
        assertThat(done.take()).as("for the next").isEmpty();
        done.add("0b");
        done.discardRest();

        assertThat(ofADoneRun).as("a task has come for it").exists();
        assertThat(ofAnotherDoneRun).doesNotExist();
        assertThat(ofARunOnItsWay).exists();
    }

    private Path checkpoint(String key) throws IOException {
        return Files.createFile(folder.resolve(key + ".checkpoint"));
    }
}
