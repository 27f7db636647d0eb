package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.FakeMnist;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFilesTest {
    @TempDir
    Path folder;

    @Test
    void writesTheBytesOfTheFormatAndTheirDigests() throws IOException {
        DatasetFiles files = IdxWriter.write(new Dataset(FakeMnist.TRAINING, FakeMnist.TEST), folder.resolve("new"));

        for (Map.Entry<String, byte[]> expected : FakeMnist.files().entrySet()) {
            assertThat(folder.resolve("new").resolve(expected.getKey())).hasBinaryContent(expected.getValue());
        }
        assertThat(List.of(files.trainingImages(), files.trainingLabels(), files.testImages(), files.testLabels()))
                .extracting(IdxFile::sha256)
                .containsExactlyElementsOf(
                        FakeMnist.files().values().stream().map(Sha256::of).toList());
        assertThat(files.load()).isEqualTo(new Dataset(FakeMnist.TRAINING, FakeMnist.TEST));
        try (var left = Files.list(folder.resolve("new"))) {
            assertThat(left).hasSize(4);
        }
    }

    @Test
    void writesGzipWhereTheNameSaysSoAndReplacesWhatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.gz"), "old");

        IdxFile labels = IdxWriter.writeLabels(FakeMnist.TEST, file);

        assertThat(Files.readAllBytes(file)).startsWith(0x1f, 0x8b);
        assertThat(labels.sha256()).isEqualTo(Sha256.of(FakeMnist.labelFile(FakeMnist.TEST)));
        IdxFile images = IdxWriter.writeImages(FakeMnist.TEST, folder.resolve("images.gz"));
        assertThat(IdxReader.read(images, labels, 10)).isEqualTo(FakeMnist.TEST);
    }

    @Test
    void inspectsFilesOfAUsersOwn() throws IOException {
        LabeledImages training = FakeMnist.rows(new byte[] {0, 1, 2, 1, 0}, 10, 4);
        LabeledImages test = FakeMnist.rows(new byte[] {4, 1}, 10, 5);
        DatasetFiles files = inspect(training, test);

        assertThat(files.classes()).isEqualTo(5);
        assertThat(files.load().training()).isEqualTo(new LabeledImages(training.toPixelArray(), training.labels(), 5));
        assertThat(files.load().test()).isEqualTo(new LabeledImages(test.toPixelArray(), test.labels(), 5));
    }

    @Test
    void refusesOwnFilesThatDoNotFit() throws IOException {
        LabeledImages zeros = FakeMnist.rows(new byte[3], 10, 4);
        assertThatThrownBy(() -> inspect(zeros, zeros)).hasMessageContaining("at least two classes");

        inspect(FakeMnist.TRAINING, FakeMnist.TEST);
        assertThatThrownBy(() -> IdxInspection.inspect(
                        folder.resolve("0"), folder.resolve("1"), folder.resolve("2"), folder.resolve("1")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        folder.resolve("2") + " holds 20 images, but " + folder.resolve("1") + " holds 40");

        Files.write(folder.resolve("2"), FakeMnist.idx(new byte[0], 0x803, 0, 28, 28));
        Files.write(folder.resolve("3"), FakeMnist.idx(new byte[0], 0x801, 0));
        assertThatThrownBy(() -> IdxInspection.inspect(
                        folder.resolve("0"), folder.resolve("1"), folder.resolve("2"), folder.resolve("3")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("announces 0 labels");
    }

    @Test
    void reachesAnotherProcessAsJson() throws IOException {
        DatasetFiles files = inspect(FakeMnist.TRAINING, FakeMnist.TEST);
        ObjectMapper json = new ObjectMapper();

        DatasetFiles arrived = json.readValue(json.writeValueAsString(files), DatasetFiles.class);

        assertThat(arrived).isEqualTo(files);
        assertThat(arrived.load()).isEqualTo(new Dataset(FakeMnist.TRAINING, FakeMnist.TEST));
    }

    @Test
    void noticesContentThatChangedSinceInspection() throws IOException {
        DatasetFiles files = inspect(FakeMnist.TRAINING, FakeMnist.TEST);
        Files.write(folder.resolve("2"), FakeMnist.imageFile(FakeMnist.rows(20, 99)));

        assertThatThrownBy(files::load)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(folder.resolve("2") + " has changed")
                .hasMessageContaining(files.testImages().sha256());
    }

    @Test
    void refusesWhatIsNoDigest() {
        assertThatThrownBy(() -> new IdxFile(folder, "ABC")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Sha256.of("x".getBytes(StandardCharsets.UTF_8))).hasSize(64);
    }

    private DatasetFiles inspect(LabeledImages training, LabeledImages test) throws IOException {
        return IdxInspection.inspect(
                Files.write(folder.resolve("0"), FakeMnist.imageFile(training)),
                Files.write(folder.resolve("1"), FakeMnist.gzip(FakeMnist.labelFile(training))),
                Files.write(folder.resolve("2"), FakeMnist.imageFile(test)),
                Files.write(folder.resolve("3"), FakeMnist.labelFile(test)));
    }
}
