package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxInspection;
import io.github.mnistlab.data.file.IdxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSpecTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{source: mnist, seed: 1} | {'source':'mnist','seed':1}",
                "{source: mnist, training: 6000, test: 500, seed: 0} | {'source':'mnist','training':6000,'test':500,'seed':0}",
                "{source: fashion-mnist, test: 500, seed: 3} | {'source':'fashion-mnist','test':500,'seed':3}",
                "{source: kmnist, seed: 3} | {'source':'kmnist','seed':3}",
                "{source: generated-digits, training: 10000, test: 2000, seed: 1} | {'source':'generated-digits','training':10000,'test':2000,'seed':1}",
                "{source: generated-digits, training: 10000, test: 7, seed: 1, imbalance: {type: step, minority: [3], ratio: 10}}"
                        + " | {'source':'generated-digits','training':10000,'test':7,'seed':1,"
                        + "'imbalance':{'type':'step','minority':[3],'ratio':10.0}}",
                "{source: folder, trainingFolder: a, testFolder: b, color: grey, resize: {height: 8, width: 9}, seed: 1}"
                        + " | {'source':'folder','trainingFolder':'a','testFolder':'b','resize':{'height':8,'width':9},"
                        + "'color':'grey','seed':1}",
                "{source: folder, folder: a, testShare: 0.25, classNames: [cat, dog], seed: 2}"
                        + " | {'source':'folder','folder':'a','testShare':0.25,'classNames':['cat','dog'],'seed':2}",
                "{source: idx, trainingImages: a, trainingLabels: b, testImages: c, testLabels: ../d.gz, seed: 1}"
                        + " | {'source':'idx','trainingImages':'a','trainingLabels':'b','testImages':'c',"
                        + "'testLabels':'../d.gz','seed':1}"
            },
            quoteCharacter = '"')
    void readsItsYamlAndWritesItResolved(String yaml, String resolved) throws JsonProcessingException {
        DatasetSpec spec = new YAMLMapper().readValue(yaml, DatasetSpec.class);
        ObjectMapper json = new ObjectMapper();

        assertThat(json.writeValueAsString(spec)).isEqualTo(resolved.replace('\'', '"'));
        assertThat(json.readValue(json.writeValueAsString(spec), DatasetSpec.class))
                .isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{source: mnist, training: 0}",
                "{source: mnist, training: 60001}",
                "{source: mnist, test: 10001}",
                "{source: mnist, test: -1}",
                "{source: fashion-mnist, test: 10001}",
                "{source: kmnist, training: 60001}",
                "{source: folder, folder: a, testShare: 1}",
                "{source: folder, folder: a, testShare: 0.5, resize: {height: 0, width: 8}}",
                "{source: folder, folder: a, testShare: 0.5, classNames: [cat]}",
                "{source: generated-digits, training: 0, test: 1}",
                "{source: generated-digits, test: 1}",
                "{source: generated-digits, training: 1000001, test: 1}",
                "{source: idx, trainingImages: a, trainingLabels: b, testImages: c}",
                "{source: idx, trainingImages: a, trainingLabels: ' ', testImages: c, testLabels: d}",
                "{source: idx, trainingImages: a, trainingLabels: b, testImages: c, testLabels: \"d\\0\"}"
            })
    void refusesNonsense(String yaml) {
        assertThatThrownBy(() -> new YAMLMapper().readValue(yaml, DatasetSpec.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining(" must be ");
    }

    @Test
    void findsOwnFilesRelativeToTheFolder() throws IOException {
        DatasetFiles written = IdxWriter.write(new Dataset(FakeMnist.TRAINING, FakeMnist.TEST), folder.resolve("data"));
        DatasetSpec.Idx spec = new DatasetSpec.Idx(
                "data/train-images-idx3-ubyte",
                "data/train-labels-idx1-ubyte",
                folder.resolve("data/t10k-images-idx3-ubyte").toString(),
                "../data/t10k-labels-idx1-ubyte",
                null,
                null,
                null,
                null,
                null,
                1,
                null);
        Files.createDirectory(folder.resolve("x"));

        assertThatThrownBy(() -> IdxInspection.of(spec, folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nothing is there");
        DatasetSpec.Idx below = new DatasetSpec.Idx(
                "../" + spec.trainingImages(),
                "../" + spec.trainingLabels(),
                spec.testImages(),
                spec.testLabels(),
                null,
                null,
                null,
                null,
                null,
                1,
                null);
        assertThat(IdxInspection.of(below, folder.resolve("x")).load()).isEqualTo(written.load());
    }

    @Test
    void subsetsAreStratifiedAndDependOnTheirOwnSeedOnly() {
        Dataset all = new Dataset(FakeMnist.rows(400, 1), FakeMnist.rows(100, 2));

        Dataset part = all.subset(new DatasetSpec.Mnist(50, 20, 1, null));
        assertThat(part.training().classCounts()).containsOnly(5);
        assertThat(part.test().classCounts()).containsOnly(2);
        assertThat(all.subset(new DatasetSpec.Mnist(50, 20, 1, null))).isEqualTo(part);
        assertThat(all.subset(new DatasetSpec.Mnist(50, 20, 2, null)).test()).isNotEqualTo(part.test());
        // How many training rows there are changes nothing in the test rows.
        assertThat(all.subset(new DatasetSpec.Mnist(null, 20, 1, null)))
                .isEqualTo(new Dataset(all.training(), part.test()));
        assertThat(all.subset(new DatasetSpec.Mnist(null, null, 1, null))).isEqualTo(all);
    }

    @Test
    void refusesSubsetsThatCannotBe() {
        Dataset all = new Dataset(FakeMnist.rows(400, 1), FakeMnist.rows(100, 2));

        assertThatThrownBy(() -> all.subset(new DatasetSpec.Mnist(401, null, 1, null)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("training: 401 asks for more than the 400 training rows");
        assertThatThrownBy(() -> all.subset(new DatasetSpec.Mnist(null, 101, 1, null)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test: 101 asks for more than the 100 test rows");
        assertThatThrownBy(() -> all.subset(new DatasetSpec.Mnist(9, null, 1, null)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("leaves class 9 without a training row");
    }

    @Test
    void thinsTrainingRowsOnlyAndOnlyAfterTheSplit() {
        Dataset all = new Dataset(FakeMnist.rows(400, 1), FakeMnist.rows(100, 2));
        SplitSpec split = new SplitSpec(new Validation.Rows(100));
        Imbalance imbalance = new Imbalance.Counts(Map.of(3, 2));
        RandomStreams run = new RandomStreams(5);

        PreparedData plain = PreparedData.of(all, new DatasetSpec.Mnist(200, 50, 1, null), split, run);
        PreparedData thinned = PreparedData.of(all, new DatasetSpec.Mnist(200, 50, 1, imbalance), split, run);

        assertThat(plain.training().classCounts()).containsOnly(10);
        assertThat(thinned.training().classCounts()).containsExactly(10, 10, 10, 2, 10, 10, 10, 10, 10, 10);
        assertThat(thinned.validation()).isEqualTo(plain.validation());
        assertThat(thinned.test()).isEqualTo(plain.test());
        PreparedData otherRun =
                PreparedData.of(all, new DatasetSpec.Mnist(200, 50, 1, imbalance), split, new RandomStreams(6));
        assertThat(otherRun.test()).isEqualTo(plain.test());
        assertThat(otherRun.validation()).isNotEqualTo(plain.validation());
        assertThat(List.of(
                        thinned.training().size(),
                        thinned.validation().size(),
                        thinned.test().size()))
                .containsExactly(92, 100, 50);
    }
}
