package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.result.GitFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A git repository with one experiment, which judges three seeds of a model that tells cats from dogs. */
final class PetsRepository {
    private static final int ROWS = 1000;
    private static final String FILE = """
            name: pets
            dataset: {source: labels, file: labels.csv, label: label}
            seeds: 3
            variants:
              recipe: {model: {source: predictions, file: "seed-{seed}.csv"}}
            gates:
              - {metric: accuracy, variant: recipe, atLeast: %s, confidence: none}
              - {metric: accuracy, variant: recipe, notBelow: accepted, margin: 0.001, confidence: none}
            """;

    private final Path folder;
    private final GitFolder git;
    private final List<String> lines = new ArrayList<>();
    private final Lab lab;

    PetsRepository(Path folder) throws Exception {
        this.folder = folder;
        lab = new Lab(
                LabSettings.in(folder.resolve("target"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("target/cache")))
                        .withOrigin(new Origin("test", folder, false)),
                (level, text) -> lines.add(text));
        Files.writeString(folder.resolve("labels.csv"), "label\n" + "cat\ndog\n".repeat(ROWS / 2));
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        git = GitFolder.init(folder);
    }

    Lab lab() {
        return lab;
    }

    GitFolder git() {
        return git;
    }

    /** What the lab has told since it was last asked. */
    List<String> told() {
        List<String> told = List.copyOf(lines);
        lines.clear();
        return told;
    }

    /** Accepts and commits three seeds of which the first has ten errors fewer and the last ten more. */
    void accept(String limit, int errors, Optional<String> reason, String subject) throws Exception {
        for (int seed = 1; seed <= 3; seed++) {
            int wrong = errors + 10 * (seed - 2);
            StringBuilder text = new StringBuilder("predicted\n");
            for (int row = 0; row < ROWS; row++) {
                text.append((row % 2 == 0) == (row >= wrong) ? "cat\n" : "dog\n");
            }
            Files.writeString(folder.resolve("seed-" + seed + ".csv"), text);
        }
        List<ExperimentFile> experiments = List.of(experiment(limit));
        lab.train(experiments);
        assertThat(lab.accept(experiments, reason)).isInstanceOf(Acceptance.Accepted.class);
        git.commit(subject);
        lines.clear();
    }

    /** The experiment, with a gate of that limit. */
    ExperimentFile experiment(String limit) throws IOException {
        Path file = Files.writeString(folder.resolve("pets.yaml"), FILE.formatted(limit));
        return lab.read(file).get(0);
    }
}
