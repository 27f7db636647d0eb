package io.github.mnistlab.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.crash.Fault.Touch;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lab.Acceptance;
import io.github.mnistlab.lab.Judged;
import io.github.mnistlab.lab.Lab;
import io.github.mnistlab.lab.LabSettings;
import io.github.mnistlab.lab.Storage;
import io.github.mnistlab.lab.Training;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.ResultStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An experiment that is run, accepted and reported, in a folder whose files may fail. Its models come from elsewhere. */
final class Study {
    private static final int ROWS = 40;
    private static final String NAME = "digits";
    private static final String YAML = """
            name: digits
            dataset: {source: generated-digits, training: 10, test: 40}
            variants:
              old: {model: {source: predictions, file: old.csv}}
              new: {model: {source: predictions, file: new.csv}}
            gates:
              - {metric: accuracy, variant: new, atLeast: 0.5}
            """;

    private final Path folder;
    private final Faults faults;

    /** The folder, by way of the faults. */
    private final Path faulty;

    private Study(Path folder, Faults faults) {
        this.folder = folder;
        this.faults = faults;
        this.faulty = FaultyFiles.through(folder, faults);
    }

    /**
     * A new one.
     *
     * @param fault null for none
     */
    static Study in(Path folder, Fault fault, int place) throws IOException {
        Files.writeString(folder.resolve(NAME + ".yaml"), YAML);
        Files.write(folder.resolve("old.csv"), predictions(5));
        Files.write(folder.resolve("new.csv"), predictions(7));
        return new Study(folder, fault == null ? Faults.none(folder) : Faults.one(folder, fault, place));
    }

    /** The same folder, as another process finds it. */
    Study withoutFault() {
        return new Study(folder, Faults.none(folder));
    }

    /** All three commands, as they were meant to be. */
    void perform() throws InterruptedException {
        Lab lab = lab();
        List<ExperimentFile> experiment = lab.read(faulty.resolve(NAME + ".yaml"));
        assertThat(lab.train(experiment)).isInstanceOf(Judged.Passed.class);
        assertThat(lab.accept(experiment, Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        assertThat(lab.report(experiment)).isInstanceOf(Judged.Passed.class);
    }

    /**
     * Up to the first that fails.
     *
     * @return whether one failed
     */
    boolean performAsFarAsPossible() throws InterruptedException {
        try {
            perform();
            return false;
        } catch (RuntimeException | Error e) {
            // The messages are tested where they come from.
            return true;
        }
    }

    /** What is under a name that others trust is either not there or whole. */
    void requireNothingHalf(String where, String lock) throws IOException {
        Path found = folder.resolve(NAME + ".lock.yaml");
        if (Files.exists(found)) {
            assertThat(found).as(where).hasContent(lock);
        }
        new ResultStore(folder.resolve("out"), new Provenance("reader", null, null))
                .load(NAME)
                .ifPresent(result -> assertThat(result.runs()).as(where).hasSize(2));
    }

    void requireResults(String where) throws IOException {
        assertThat(new ResultStore(folder.resolve("out"), new Provenance("reader", null, null)).load(NAME))
                .as(where)
                .isPresent();
    }

    /** The machine stops after all: what was not forced to the disk is lost, names and contents. */
    void losePower() throws IOException {
        faults.disk().loseNames();
    }

    String lock() throws IOException {
        return Files.readString(folder.resolve(NAME + ".lock.yaml"));
    }

    /** By their names. */
    List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    List<Touch> touches() {
        return faults.touches();
    }

    /** As if weeks had passed: what a process left half done when it died is tidied away by another one in the end. */
    void removeWhatIsOld() throws IOException, InterruptedException {
        FileTime weeksAgo = FileTime.from(Instant.now().minus(Duration.ofDays(60)));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setLastModifiedTime(path, weeksAgo);
            }
        }
        Lab lab = lab();
        List<ExperimentFile> experiment = lab.read(faulty.resolve(NAME + ".yaml"));
        lab.train(experiment, new Training(KeepModels.BEST, true));
        lab.accept(experiment, Optional.of("again"));
        lab.report(experiment);
    }

    private Lab lab() {
        return new Lab(
                LabSettings.in(faulty.resolve("out"))
                        .withStorage(Storage.standard().withCacheDirectory(faulty.resolve("cache"))),
                (level, text) -> {});
    }

    /** Right but for every so many rows. */
    private static byte[] predictions(int wrongEvery) {
        byte[] labels = DigitGenerator.generate(1, "test", ROWS).labels();
        StringBuilder csv = new StringBuilder("p0,p1,p2,p3,p4,p5,p6,p7,p8,p9\n");
        for (int row = 0; row < ROWS; row++) {
            int predicted = row % wrongEvery == 0 ? (labels[row] + 1) % 10 : labels[row];
            for (int label = 0; label < 10; label++) {
                csv.append(label == 0 ? "" : ",").append(label == predicted ? "0.91" : "0.01");
            }
            csv.append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
