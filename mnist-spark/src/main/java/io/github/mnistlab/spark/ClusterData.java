package io.github.mnistlab.spark;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.ExampleFiles;
import io.github.mnistlab.data.file.IdxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;

/** Makes data sets known to the executors, each once. For one thread. */
final class ClusterData {
    /** Larger ones are handed out as files. */
    static final long MOST_SENT = 64L << 20;

    private final JavaSparkContext spark;
    private final Optional<String> directory;
    private final long mostSent;
    private final Map<DatasetFiles, TaskData> known = new HashMap<>();

    /**
     * @param directory a folder or URL with the files that executors see too; empty to send them
     * @param mostSent bytes of a data set that is sent in memory
     */
    ClusterData(JavaSparkContext spark, Optional<String> directory, long mostSent) {
        this.spark = spark;
        this.directory = directory;
        this.mostSent = mostSent;
    }

    /** @throws DataException if it is a table */
    TaskData of(ExampleFiles files) {
        if (!(files instanceof DatasetFiles images)) {
            throw new DataException(
                    "a cluster trains on images alone; leave mnist.master out, and local workers train on tables");
        }
        return known.computeIfAbsent(images, unknown -> {
            try {
                return publish(unknown);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private TaskData publish(DatasetFiles files) throws IOException {
        List<IdxFile> all = files(files);
        return directory.isPresent() ? inFolder(directory.get(), all) : sent(all);
    }

    private TaskData inFolder(String folder, List<IdxFile> all) {
        boolean url = folder.contains("://");
        Map<String, String> names = new HashMap<>();
        for (IdxFile file : all) {
            String name = file.path().getFileName().toString();
            String place = folder + (folder.endsWith("/") ? "" : "/") + name;
            if (url) {
                spark.addFile(place);
            }
            names.put(file.sha256(), url ? name : place);
        }
        return url ? new TaskData.Files(names) : new TaskData.Shared(names);
    }

    private TaskData sent(List<IdxFile> all) throws IOException {
        long bytes = 0;
        for (IdxFile file : all) {
            bytes += Files.size(file.path());
        }
        if (bytes <= mostSent) {
            HashMap<String, byte[]> contents = new HashMap<>();
            for (IdxFile file : all) {
                contents.put(file.sha256(), Files.readAllBytes(file.path()));
            }
            return new TaskData.Sent(spark.broadcast(contents));
        }
        Map<String, String> names = new HashMap<>();
        // Named by their content, since other data sets have files of the same names; where Spark cleans up.
        Path folder = Files.createDirectories(Path.of(SparkFiles.getRootDirectory(), "named-by-content"));
        for (IdxFile file : all) {
            Path named = folder.resolve(file.sha256());
            if (!Files.exists(named)) {
                link(named, file.path());
                spark.addFile(named.toString());
            }
            names.put(file.sha256(), file.sha256());
        }
        return new TaskData.Files(names);
    }

    private static List<IdxFile> files(DatasetFiles files) {
        return List.of(files.trainingImages(), files.trainingLabels(), files.testImages(), files.testLabels());
    }

    /** Not by a symbolic link: Spark would see the name that it leads to. */
    private static void link(Path named, Path file) throws IOException {
        try {
            Files.createLink(named, file);
        } catch (IOException | UnsupportedOperationException e) {
            // Another file system, say.
            Files.copy(file, named);
        }
    }
}
