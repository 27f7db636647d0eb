package io.github.mnistlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader of what strangers may have written meets damaged files: some hundreds here, the same at each build. The
 * profile {@code fuzz} goes on for as long as {@code fuzz.seconds} says, a reader, from another seed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadersFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final long EXECUTIONS = Long.getLong("fuzz.executions", 300);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 0));
    private static final Path CRASHES = Path.of("target", "fuzz");

    /** Files that a reader once failed at, a folder a reader. */
    private static final Path CORPUS = Path.of("src", "test", "resources", "fuzz");

    @TempDir
    Path folder;

    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());

    private List<Target> targets;

    @BeforeAll
    void make(@TempDir Path onDisk) throws Exception {
        targets = Readers.all(Files.createDirectory(memory.getPath("/needed")), onDisk);
    }

    @AfterAll
    void forget() throws IOException {
        memory.close();
    }

    private Path folder(Target target) throws IOException {
        return switch (target.place()) {
            case MEMORY -> Files.createDirectories(memory.getPath("/files"));
            case DISK -> folder;
        };
    }

    List<Target> targets() {
        return targets;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatIsWholeIsRead(Target target) throws Exception {
        Path file = folder(target).resolve(target.fileName());
        for (byte[] seed : target.seeds()) {
            Files.write(file, target.container().apply(seed));
            target.reader().read(file);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void damagedFilesAreReadOrRefusedInWordsAndCostLittle(Target target) throws IOException {
        Fuzzer fuzzer = new Fuzzer(target, folder(target), !TIME.isZero());
        long count = fuzzer.run(SEED, EXECUTIONS, TIME, CRASHES);
        if (!target.documented().isEmpty()) {
            assertThat(fuzzer.refused())
                    .as("A reader that refuses nothing does not meet the damage")
                    .isPositive();
        }
        if (!TIME.isZero()) {
            System.out.println("fuzzed " + target + ": " + count + " files");
        }
    }

    @Test
    void whatOnceBrokeAReaderDoesNotBreakItAgain() throws IOException {
        for (Target target : targets) {
            Fuzzer fuzzer = new Fuzzer(target, folder(target), false);
            for (Path file : corpus(target)) {
                assertThat(fuzzer.fault(Files.readAllBytes(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void aReaderThatFailsIsNoticed() throws IOException {
        Target careless = new Target(
                "careless", "any", List.of(new byte[20]), bytes -> bytes, Set.of(IOException.class), file -> {
                    byte[] bytes = Files.readAllBytes(file);
                    if (bytes.length > 10) {
                        bytes[bytes[10]] = 1;
                    }
                });
        assertThatThrownBy(() -> new Fuzzer(careless, folder, false).run(1, 10_000, Duration.ZERO, folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("careless: throws java.lang.ArrayIndexOutOfBoundsException");
    }

    private static List<Path> corpus(Target target) throws IOException {
        Path files = CORPUS.resolve(target.name());
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(files)) {
            return all.sorted().toList();
        }
    }
}
