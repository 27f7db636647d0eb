package io.github.mnistlab.spark;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;
import org.apache.spark.broadcast.Broadcast;

/** How an executor comes by the files of a data set. Whatever the way, their content is checked where they arrive. */
sealed interface TaskData extends Serializable {

    /** The same file, where it is on this executor. */
    IdxFile locate(IdxFile file) throws IOException;

    /** The same files, where they are on this executor. */
    default DatasetFiles locate(DatasetFiles files) throws IOException {
        return files.at(this::locate);
    }

    /**
     * Their content is sent, once to each executor.
     *
     * @param bySha256 the files as they are, perhaps gzipped, by the digest of their decompressed content
     */
    record Sent(Broadcast<Map<String, byte[]>> bySha256) implements TaskData {
        private static final Map<String, Path> WRITTEN = new ConcurrentHashMap<>();

        @Override
        public IdxFile locate(IdxFile file) throws IOException {
            String sha256 = file.sha256();
            return new IdxFile(write(sha256, bySha256.value().get(sha256)), sha256, true);
        }

        private static synchronized Path write(String sha256, byte[] content) throws IOException {
            Path known = WRITTEN.get(sha256);
            if (known != null && java.nio.file.Files.exists(known)) {
                return known;
            }
            // Where Spark keeps its own, and removes it with the application.
            Path file = Path.of(SparkFiles.getRootDirectory()).resolve("mnist-" + sha256);
            java.nio.file.Files.write(file, content);
            WRITTEN.put(sha256, file);
            return file;
        }
    }

    /**
     * Spark hands them out as files.
     *
     * @param nameBySha256 what Spark calls each
     */
    record Files(Map<String, String> nameBySha256) implements TaskData {
        @Override
        public IdxFile locate(IdxFile file) {
            return new IdxFile(Path.of(SparkFiles.get(nameBySha256.get(file.sha256()))), file.sha256(), true);
        }
    }

    /**
     * They lie where every executor sees them.
     *
     * @param pathBySha256 where each is
     */
    record Shared(Map<String, String> pathBySha256) implements TaskData {
        @Override
        public IdxFile locate(IdxFile file) {
            return new IdxFile(Path.of(pathBySha256.get(file.sha256())), file.sha256());
        }

        @Override
        public DatasetFiles locate(DatasetFiles files) throws IOException {
            List<String> missing = pathBySha256.values().stream()
                    .filter(path -> !java.nio.file.Files.exists(Path.of(path)))
                    .sorted()
                    .toList();
            if (!missing.isEmpty()) {
                throw new DataException("not there: " + String.join(", ", missing)
                        + "; mnist.cluster.dataDirectory must have the data set's files, under their own names, wherever"
                        + " an executor is");
            }
            return TaskData.super.locate(files);
        }
    }
}
