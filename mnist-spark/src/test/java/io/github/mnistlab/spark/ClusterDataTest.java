package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxFile;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However files come to executors, tasks read the same rows from them. */
class ClusterDataTest {
    private static JavaSparkContext spark;

    @TempDir
    Path folder;

    private DatasetFiles files;
    private Dataset rows;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf(false)
                .setMaster("local[1]")
                .setAppName("data")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @BeforeEach
    void write() {
        files = new GeneratedDigitsStore(folder).files(1, 50, 20);
        rows = files.load();
    }

    @Test
    void smallOnesAreSent() {
        TaskData data = new ClusterData(spark, Optional.empty(), ClusterData.MOST_SENT).of(files);
        assertThat(data).isInstanceOf(TaskData.Sent.class);
        assertThat(seenByATask(data)).isEqualTo(digest(rows));
    }

    @Test
    void largeOnesAreHandedOutAsFilesAlsoWhenOthersHaveTheirNames() {
        ClusterData cluster = new ClusterData(spark, Optional.empty(), 0);
        TaskData data = cluster.of(files);
        assertThat(data).isInstanceOf(TaskData.Files.class);
        assertThat(seenByATask(data)).isEqualTo(digest(rows));

        files = new GeneratedDigitsStore(folder).files(2, 50, 20);
        TaskData others = cluster.of(files);
        assertThat(seenByATask(others)).isEqualTo(digest(files.load())).isNotEqualTo(digest(rows));
    }

    @Test
    void thoseInASharedFolderAreReadThere() {
        Path shared = files.trainingImages().path().getParent();
        TaskData data = new ClusterData(spark, Optional.of(shared.toString()), 0).of(files);
        assertThat(data).isInstanceOf(TaskData.Shared.class);
        assertThat(seenByATask(data)).isEqualTo(digest(rows));
    }

    @Test
    void thoseOfAUrlAreFetched() {
        String url =
                files.trainingImages().path().getParent().toUri().toString().replaceFirst("^file:/+", "file:///");
        TaskData data = new ClusterData(spark, Optional.of(url), 0).of(files);
        assertThat(data).isInstanceOf(TaskData.Files.class);
        assertThat(seenByATask(data)).isEqualTo(digest(rows));
    }

    @Test
    void whatIsNotWhatItShouldBeIsNotRead() throws IOException {
        Path shared = files.trainingImages().path().getParent();
        TaskData data = new ClusterData(spark, Optional.of(shared.toString()), 0).of(files);
        Path labels = files.testLabels().path();
        byte[] content = Files.readAllBytes(labels);
        content[content.length - 1] = (byte) (9 - content[content.length - 1]);
        Files.write(labels, content);
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> seenByATask(data))
                .withMessageContaining(DataException.class.getName())
                .withMessageContaining("t10k-labels-idx1-ubyte");
    }

    private String seenByATask(TaskData data) {
        List<String> digests = Stream.of(
                        files.trainingImages(), files.trainingLabels(), files.testImages(), files.testLabels())
                .map(IdxFile::sha256)
                .toList();
        return spark.parallelize(List.of(data), 1)
                .map(one -> digest(one.locate(notHere(digests)).share()))
                .collect()
                .get(0);
    }

    /** What a task hears of files: where the driver has them is of no use to it. */
    private static DatasetFiles notHere(List<String> digests) {
        List<IdxFile> files = digests.stream()
                .map(sha256 -> new IdxFile(Path.of("nowhere", sha256), sha256))
                .toList();
        return new DatasetFiles(files.get(0), files.get(1), files.get(2), files.get(3), 10);
    }

    private static String digest(Dataset dataset) {
        return dataset.training().digest() + dataset.test().digest();
    }
}
