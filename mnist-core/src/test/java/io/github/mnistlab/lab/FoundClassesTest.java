package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.balance.ClassWeight;
import io.github.mnistlab.data.Imbalance;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments that call classes by names which are only in the data. */
class FoundClassesTest {
    private static final String TABLE = """
            name: found
            dataset: {source: csv, file: rows.csv, testShare: 0.25, label: kind}
            """;

    private static final String FOLDER = """
            name: found
            dataset: {source: folder, folder: pictures, testShare: 0.25}
            """;

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private Lab lab;

    @BeforeEach
    void prepare() {
        lab = new Lab(LabSettings.in(folder.resolve("results")), (level, text) -> lines.add(text));
    }

    @Test
    void namesOfATableAreThoseOfItsLabels() throws IOException {
        table("oak", "Rad.Flow", "a, b");

        ExperimentSpec spec = read(TABLE, """
                variants:
                  counts: {dataset: {imbalance: {type: counts, counts: {oak: 3, "a, b": 4}}}}
                  step: {dataset: {imbalance: {type: step, minority: [oak], ratio: 2}}}
                  over: {balancing: {method: random-over, samplingStrategy: {Rad.Flow: 40}, shrinkage: {Rad.Flow: 0.5}}}
                  weight: {balancing: {method: class-weight, classWeight: {oak: 20, Rad.Flow: 2}}}
                """);

        // In the order of code points: Rad.Flow, "a, b", oak.
        assertThat(run(spec, "counts").dataset().imbalance()).isEqualTo(new Imbalance.Counts(Map.of(2, 3, 1, 4)));
        assertThat(run(spec, "weight").balancing())
                .isEqualTo(new ClassWeight(new ClassWeight.PerClass(new TreeMap<>(Map.of(2, 20.0, 0, 2.0)))));
        assertThat(spec.variants())
                .as("the same runs as by numbers, so that their keys are the same")
                .isEqualTo(read(TABLE, """
                        variants:
                          counts: {dataset: {imbalance: {type: counts, counts: {2: 3, 1: 4}}}}
                          step: {dataset: {imbalance: {type: step, minority: [2], ratio: 2}}}
                          over: {balancing: {method: random-over, samplingStrategy: {0: 40}, shrinkage: {0: 0.5}}}
                          weight: {balancing: {method: class-weight, classWeight: {2: 20, 0: 2}}}
                        """).variants());
    }

    @Test
    void namesOfPicturesAreThoseOfTheirFolders() throws IOException {
        pictures("oak", "ash", "Elm");

        ExperimentSpec spec = read(FOLDER, "balancing: {method: class-weight, classWeight: {oak: 20, 0: 3}}\n");

        assertThat(run(spec, "baseline").balancing())
                .isEqualTo(new ClassWeight(new ClassWeight.PerClass(new TreeMap<>(Map.of(2, 20.0, 0, 3.0)))));
    }

    /** As {@code recall[1]} is that of the class which is called 1. */
    @Test
    void aNumberIsANameWhereClassesAreNumbers() throws IOException {
        table("1", "2", "10");

        ExperimentSpec spec = read(TABLE, "balancing: {method: class-weight, classWeight: {1: 20, 10: 3}}\n");

        assertThat(run(spec, "baseline").balancing())
                .isEqualTo(new ClassWeight(new ClassWeight.PerClass(new TreeMap<>(Map.of(0, 20.0, 2, 3.0)))));
        assertThatThrownBy(() -> read(TABLE, "balancing: {method: class-weight, classWeight: {0: 20}}\n"))
                .isInstanceOf(LabException.Experiments.class)
                .hasMessageContaining(
                        "balancing.classWeight: found the name \"0\", but allowed is one of the data's classes,"
                                + " 1, 2, 10");
    }

    @Test
    void plansSayNames() throws IOException {
        table("oak", "ash");
        Path file = Files.writeString(folder.resolve("found.yaml"), TABLE + """
                variants:
                  thinned: {dataset: {imbalance: {type: step, minority: [oak], ratio: 2}}}
                  weighted: {balancing: {method: class-weight, classWeight: {oak: 20}}}
                """);

        lab.plan(lab.read(file));

        assertThat(lines).anyMatch(line -> line.contains("minority: [oak]"));
        assertThat(lines).anyMatch(line -> line.contains("classWeight: {oak: 20}"));
    }

    @Test
    void allUnknownNamesAreRefusedAtTheirPlaces() throws IOException {
        table("oak", "ash");
        pictures("oak", "ash");

        for (String data : List.of(TABLE, FOLDER)) {
            assertThatThrownBy(() -> read(data, """
                            variants:
                              a: {balancing: {method: smote, samplingStrategy: {oka: 40, ash: 30}}}
                              b: {dataset: {imbalance: {type: step, minority: [elm], ratio: 10}}}
                            """))
                    .isInstanceOf(LabException.Experiments.class)
                    .hasMessageContaining("2 problems")
                    .hasMessageContaining("found.yaml:4:53: balancing.samplingStrategy: found the name \"oka\", but"
                            + " allowed is one of the data's classes, ash, oak; did you mean \"oak\"?")
                    .hasMessageContaining("found.yaml:5:52: dataset.imbalance.minority: found the name \"elm\", but"
                            + " allowed is one of the data's classes, ash, oak");
        }
    }

    @Test
    void dataThatAreNotThereAreSaidAtTheirPlace() {
        for (String data : List.of(TABLE, FOLDER)) {
            assertThatThrownBy(() -> read(data, """
                            balancing: {method: class-weight, classWeight: {oak: 2, ash: 3}}
                            gates: [{metric: accuracy, variant: smote, atLeast: 0.5}]
                            """))
                    .isInstanceOf(LabException.Experiments.class)
                    .hasMessageContaining("2 problems")
                    .hasMessageContaining(
                            "found.yaml:2:10: dataset: what its classes are called cannot be found, for " + folder)
                    .hasMessageContaining("found.yaml:4:37: gates[0].variant");
        }
    }

    /** Nothing is opened where it need not be. */
    @Test
    void withoutNamesDataMayBeMissing() throws IOException {
        ExperimentSpec spec = read(TABLE, "balancing: {method: class-weight, classWeight: {1: 20}}\n");

        assertThat(spec.name()).isEqualTo("found");
    }

    /** Rows that are left out for their missing values take their class with them. */
    @Test
    void classesAreThoseOfTheRowsThatAreLeft() throws IOException {
        table("oak", "ash");
        Files.writeString(folder.resolve("rows.csv"), Files.readString(folder.resolve("rows.csv")) + "?,beech\n");
        String weights = "balancing: {method: class-weight, classWeight: {oak: 20}}\n";

        ExperimentSpec all = read(TABLE.replace("0.25", "0.1"), weights + "preparation: {missing: mean}\n");
        ExperimentSpec left = read(TABLE.replace("0.25", "0.1"), weights + "preparation: {missing: drop}\n");

        assertThat(run(all, "baseline").balancing())
                .isEqualTo(new ClassWeight(new ClassWeight.PerClass(new TreeMap<>(Map.of(2, 20.0)))));
        assertThat(run(left, "baseline").balancing())
                .isEqualTo(new ClassWeight(new ClassWeight.PerClass(new TreeMap<>(Map.of(1, 20.0)))));
    }

    private void table(String... classes) throws IOException {
        List<String> lines = new ArrayList<>(List.of("size,kind"));
        for (String name : classes) {
            for (int row = 0; row < 8; row++) {
                lines.add(row + ",\"" + name + "\"");
            }
        }
        Files.write(folder.resolve("rows.csv"), lines);
    }

    private void pictures(String... classes) throws IOException {
        for (String name : classes) {
            Path of = Files.createDirectories(folder.resolve("pictures").resolve(name));
            ImageIO.write(
                    new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    of.resolve("a.png").toFile());
        }
    }

    private ExperimentSpec read(String data, String rest) throws IOException {
        return lab.read(Files.writeString(folder.resolve("found.yaml"), data + rest))
                .get(0)
                .spec();
    }

    private static RunSpec.Trained run(ExperimentSpec spec, String variant) {
        return spec.variant(variant).spec().trained().orElseThrow();
    }
}
