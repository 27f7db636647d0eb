package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each run made of each test row, as a table. */
class PredictionsCsvTest {
    @TempDir
    private Path folder;

    private Path experiment;

    @BeforeEach
    void writeAnExperiment() throws IOException {
        Files.writeString(folder.resolve("test.csv"), "truth\na cat\n\"dog, old\"\na cat\n");
        Files.writeString(
                folder.resolve("sure.csv"),
                "a cat,\"dog, old\"\n0.9,0.1\n0.25,0.75\n0.3333333333333333,0.6666666666666667\n");
        Files.writeString(folder.resolve("terse.csv"), "predicted\na cat\na cat\na cat\n");
        experiment = Files.writeString(folder.resolve("pets.yaml"), """
                name: pets
                dataset: {source: labels, file: test.csv, label: truth}
                variants:
                  sure: {model: {source: predictions, file: sure.csv}}
                  terse: {model: {source: predictions, file: terse.csv}}
                """);
    }

    @Test
    void hasARowForEachRunAndTestRow() throws Exception {
        judge(true);

        assertThat(folder.resolve("results/pets/predictions.csv")).content().isEqualTo("""
                experiment,variant,seed,row,class,predicted,probability[a cat],"probability[dog, old]"
                pets,sure,1,0,a cat,a cat,0.9,0.1
                pets,sure,1,1,"dog, old","dog, old",0.25,0.75
                pets,sure,1,2,a cat,"dog, old",0.3333333333333333,0.6666666666666667
                pets,terse,1,0,a cat,a cat,,
                pets,terse,1,1,"dog, old",a cat,,
                pets,terse,1,2,a cat,a cat,,
                """);
    }

    @Test
    void isWrittenOnRequestAlone() throws Exception {
        judge(false);

        assertThat(folder.resolve("results/pets/metrics.csv")).exists();
        assertThat(folder.resolve("results/pets/predictions.csv")).doesNotExist();
    }

    private void judge(boolean predictionsCsv) throws InterruptedException {
        LabSettings settings = LabSettings.in(folder.resolve("results"))
                .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                .withPredictionsCsv(predictionsCsv);
        Lab lab = new Lab(settings, (level, text) -> {});
        lab.train(lab.read(experiment));
    }
}
