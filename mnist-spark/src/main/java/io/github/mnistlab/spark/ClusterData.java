package io.github.mnistlab.spark;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DatasetFiles;
import io.github.mnistlab.data.IdxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** Makes data sets known to the executors, each once. For one thread. */
final class ClusterData {
    /** Larger ones are handed out as files. */
    private static final long MOST_SENT = 64L << 20;

    private final JavaSparkContext spark;
    private final String directory;
    private final Map<DatasetFiles, TaskData> known = new HashMap<>();

    /**
     * @param directory a folder or URL with the files that executors see too; null to send them
     */
    ClusterData(JavaSparkContext spark, String directory) {
        this.spark = spark;
        this.directory = directory;
    }

    TaskData of(DatasetFiles files) {
        return known.computeIfAbsent(files, unknown -> {
            try {
                return publish(unknown);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private TaskData publish(DatasetFiles files) throws IOException {
        List<IdxFile> all = files(files);
        Map<String, String> names = new HashMap<>();
        if (directory != null) {
            boolean url = directory.contains("://");
            for (IdxFile file : all) {
                String place = directory
                        + (directory.endsWith("/") ? "" : "/")
                        + file.path().getFileName();
                if (url) {
                    spark.addFile(place);
                }
                names.put(file.sha256(), url ? file.path().getFileName().toString() : place);
            }
            return url ? new TaskData.Files(names) : new TaskData.Shared(names);
        }
        long bytes = 0;
        for (IdxFile file : all) {
            bytes += Files.size(file.path());
        }
        if (bytes <= MOST_SENT) {
            HashMap<String, byte[]> contents = new HashMap<>();
            for (IdxFile file : all) {
                contents.put(file.sha256(), Files.readAllBytes(file.path()));
            }
            return new TaskData.Sent(spark.broadcast(contents));
        }
        // Named by their content, since other data sets have files of the same names.
        Path folder = Files.createTempDirectory("mnist-lab-files");
        for (IdxFile file : all) {
            Path named = folder.resolve(file.sha256());
            if (!Files.exists(named)) {
                Files.createSymbolicLink(named, file.path());
                spark.addFile(named.toString());
            }
            names.put(file.sha256(), file.sha256());
        }
        return new TaskData.Files(names);
    }

    static List<IdxFile> files(DatasetFiles files) {
        return List.of(files.trainingImages(), files.trainingLabels(), files.testImages(), files.testLabels());
    }

    /** An exception of this class as what it is about. */
    static DataException unreadable(IOException e) {
        return new DataException("the data cannot be sent to the cluster: " + e, e);
    }
}
