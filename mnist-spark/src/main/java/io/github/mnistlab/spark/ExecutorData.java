package io.github.mnistlab.spark;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;

/** The files of data sets on an executor, which writes each once. */
final class ExecutorData {
    private static final Map<String, Path> WRITTEN = new ConcurrentHashMap<>();

    private ExecutorData() {}

    /** The same files, where they are here. */
    static DatasetFiles localize(DatasetFiles files, TaskData data) throws IOException {
        if (data instanceof TaskData.Shared shared) {
            requireAll(shared);
        }
        return new DatasetFiles(
                localize(files.trainingImages(), data),
                localize(files.trainingLabels(), data),
                localize(files.testImages(), data),
                localize(files.testLabels(), data),
                files.classes());
    }

    private static void requireAll(TaskData.Shared shared) {
        List<String> missing = shared.pathBySha256().values().stream()
                .filter(path -> !Files.exists(Path.of(path)))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new DataException("not there: " + String.join(", ", missing)
                    + "; mnist.cluster.dataDirectory must have the data set's files, under their own names, wherever an"
                    + " executor is");
        }
    }

    private static IdxFile localize(IdxFile file, TaskData data) throws IOException {
        String sha256 = file.sha256();
        if (data instanceof TaskData.Sent sent) {
            return new IdxFile(write(sha256, sent.bySha256().value().get(sha256)), sha256, true);
        }
        if (data instanceof TaskData.Files named) {
            return new IdxFile(Path.of(SparkFiles.get(named.nameBySha256().get(sha256))), sha256, true);
        }
        return new IdxFile(Path.of(((TaskData.Shared) data).pathBySha256().get(sha256)), sha256);
    }

    private static synchronized Path write(String sha256, byte[] content) throws IOException {
        Path known = WRITTEN.get(sha256);
        if (known != null && Files.exists(known)) {
            return known;
        }
        // Where Spark keeps its own, and removes it with the application.
        Path file = Path.of(SparkFiles.getRootDirectory()).resolve("mnist-" + sha256);
        Files.write(file, content);
        WRITTEN.put(sha256, file);
        return file;
    }
}
