package io.github.mnistlab.bench;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxWriter;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long reading a data set of MNIST's size takes: 60,000 and 10,000 generated digits, every byte checked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdxReading {
    private Path folder;
    private DatasetFiles raw;
    private DatasetFiles gzipped;

    /** Writes the files. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("idx-reading");
        raw = new GeneratedDigitsStore(folder).files(1, 60_000, 10_000);
        Dataset digits = raw.load();
        gzipped = new DatasetFiles(
                IdxWriter.writeImages(digits.training().images(), folder.resolve("train-images.gz")),
                IdxWriter.writeLabels(digits.training().images(), folder.resolve("train-labels.gz")),
                IdxWriter.writeImages(digits.test().images(), folder.resolve("test-images.gz")),
                IdxWriter.writeLabels(digits.test().images(), folder.resolve("test-labels.gz")),
                digits.training().classes());
    }

    /** Unpacked into memory. */
    @Benchmark
    public Dataset gzipped() {
        return gzipped.load();
    }

    /** Copied into memory. */
    @Benchmark
    public Dataset raw() {
        return raw.load();
    }

    /** Mapped. */
    @Benchmark
    public Dataset shared() {
        return raw.share();
    }

    /** Removes the files. */
    @TearDown
    public void delete() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
