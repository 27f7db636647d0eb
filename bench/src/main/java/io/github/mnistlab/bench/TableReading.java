package io.github.mnistlab.bench;

import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.data.file.TableFiles;
import java.nio.file.Path;

/**
 * Reads a table as an experiment does, every field checked, in a fresh JVM as a worker does, and prints the seconds that took.
 * Digests of what was read are among them: no run begins without.
 */
public final class TableReading {
    private TableReading() {}

    /** @param args a CSV file with the class in the column {@code kind}, in an absolute path */
    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        TableSpec spec = new TableSpec(
                null,
                null,
                String.valueOf(file.getFileName()),
                0.2,
                "kind",
                null,
                null,
                null,
                null,
                true,
                ",",
                null,
                null,
                1,
                null);
        long start = System.nanoTime();
        TableFiles.of(spec, file.getParent(), PreparationSpec.DEFAULT);
        System.out.println((System.nanoTime() - start) / 1e9);
    }
}
