package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxShapesTest {
    private static final ImageShape RGB = new ImageShape(2, 3, 3);

    @TempDir
    Path folder;

    @Test
    void imagesInColourComeBackAsTheyWere() throws IOException {
        LabeledImages training = new LabeledImages(RGB, bytes(3 * 18), new byte[] {0, 1, 2}, 3);
        LabeledImages test = new LabeledImages(RGB, bytes(2 * 18), new byte[] {1, 2}, 3);

        DatasetFiles written = IdxWriter.write(new Dataset(training, test), folder);

        assertThat(Files.readAllBytes(written.trainingImages().path()))
                .startsWith(0, 0, 8, 4, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 3)
                .hasSize(20 + 54);
        assertThat(written.load()).isEqualTo(new Dataset(training, test));
        assertThat(written.lasting().share()).isEqualTo(new Dataset(training, test));
        DatasetFiles inspected = IdxInspection.inspect(
                written.trainingImages().path(),
                written.trainingLabels().path(),
                written.testImages().path(),
                written.testLabels().path());
        assertThat(inspected).isEqualTo(written);
        assertThat(inspected.digests().shape()).isEqualTo(RGB);
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readValue(json.writeValueAsString(inspected), ExampleFiles.class))
                .isEqualTo(inspected);
    }

    /** EMNIST's letters: columns for lines, labels from 1. */
    @Test
    void columnsBecomeLinesAndTheFirstLabelClassZero() throws IOException {
        write("images", 0x803, bytes(6 * 2), 2, 2, 3);
        write("labels", 0x801, new byte[] {1, 2}, 2);

        DatasetFiles files = IdxInspection.of(spec(true, 1, null), folder);

        LabeledImages images = files.load().training().images();
        assertThat(images.shape()).isEqualTo(new ImageShape(3, 2, 1));
        assertThat(images.image(0)).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(images.labels()).containsExactly(0, 1);
        assertThat(files.digests().namesOfClasses()).containsExactly("1", "2");
        assertThat(files.digests())
                .isNotEqualTo(IdxInspection.of(spec(false, 1, null), folder).digests());
    }

    @Test
    void classesMayHaveNames() throws IOException {
        write("images", 0x803, bytes(2), 2, 1, 1);
        write("labels", 0x801, new byte[] {0, 1}, 2);

        DatasetFiles files = IdxInspection.of(spec(false, null, List.of("shirt", "bag", "coat")), folder);

        assertThat(files.classes()).isEqualTo(3);
        assertThat(files.digests().namesOfClasses()).containsExactly("shirt", "bag", "coat");
    }

    @Test
    void labelsMayGoUpTo255() throws IOException {
        write("images", 0x803, bytes(2), 2, 1, 1);
        write("labels", 0x801, new byte[] {0, (byte) 255}, 2);

        DatasetFiles files = IdxInspection.of(spec(false, null, null), folder);

        assertThat(files.classes()).isEqualTo(256);
        assertThat(files.load().training().label(1)).isEqualTo(255);
        assertThat(files.truth(spec(false, null, null)).labels()).containsExactly(0, 255);
    }

    @Test
    void saysWhatEmnistsLabelsFromOneNeed() throws IOException {
        write("images", 0x803, bytes(2), 2, 1, 1);
        write("labels", 0x801, new byte[] {1, 26}, 2);

        String labels = folder.resolve("labels").toString();
        assertThatThrownBy(() -> IdxInspection.of(spec(false, null, null), folder))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "no label of " + labels + " and " + labels + " is 0: the smallest is 1. If classes are numbered"
                                + " from 1 there, as those of EMNIST's letters are from 1, write firstLabel: 1; if class 0 has no"
                                + " rows, firstLabel: 0");
        assertThat(IdxInspection.of(spec(false, 0, null), folder).classes()).isEqualTo(27);
        assertThatThrownBy(() -> IdxInspection.of(spec(false, 2, null), folder))
                .hasMessage(labels + ": label 1 of row 0 is out of range; labels are 2 to 257");
        assertThatThrownBy(() -> IdxInspection.of(spec(false, 1, List.of("a", "b")), folder))
                .hasMessageContaining("classNames has 2 names, but the labels of")
                .hasMessageEndingWith("go from 1 to 26: there must be 26");
    }

    @Test
    void refusesPartsOfTwoSizes() throws IOException {
        write("images", 0x803, bytes(6), 1, 2, 3);
        write("other", 0x803, bytes(4), 1, 2, 2);
        write("labels", 0x801, new byte[] {1}, 1);
        write("others", 0x801, new byte[] {0}, 1);

        assertThatThrownBy(() -> IdxInspection.inspect(
                        folder.resolve("images"),
                        folder.resolve("labels"),
                        folder.resolve("other"),
                        folder.resolve("others")))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("images") + " holds images of 2×3 grey, but " + folder.resolve("other")
                        + " of 2×2 grey; both must be of one size");
    }

    @ParameterizedTest
    @CsvSource({
        "0x803, 0, 5, 1, 'images must be of 1×1 to 1024×1024 pixels, but are 0×5'",
        "0x803, 5, 2000, 1, 'images must be of 1×1 to 1024×1024 pixels, but are 5×2000'",
        "0x804, 5, 5, 4, 'images must have 1 channel, of grey, or 3, of red, green and blue, but have 4'",
        "0xd03, 5, 5, 1, 'begins with the magic number 0x00000d03, but an IDX file of images begins with 0x00000803'"
    })
    void refusesOtherShapes(String magic, int lines, int columns, int channels, String message) throws IOException {
        int number = Integer.decode(magic);
        int[] sizes = number == 0x804 ? new int[] {1, lines, columns, channels} : new int[] {1, lines, columns};
        write("images", number, bytes(0), sizes);
        write("labels", 0x801, new byte[] {0, 1}, 2);

        assertThatThrownBy(() -> IdxInspection.of(spec(false, null, null), folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(folder.resolve("images").toString())
                .hasMessageContaining(message);
    }

    @Test
    void refusesMoreThanAnArrayHolds() throws IOException {
        write("images", 0x804, bytes(0), 1000, 1024, 1024, 3);
        write("labels", 0x801, new byte[] {0, 1}, 2);

        assertThatThrownBy(() -> IdxInspection.of(spec(false, null, null), folder))
                .hasMessageEndingWith(
                        "announces 1000 images of 1024×1024 RGB, 3145728000 bytes; at most 2147483639 can be"
                                + " held");
    }

    private static DatasetSpec.Idx spec(boolean transpose, Integer firstLabel, List<String> classNames) {
        return new DatasetSpec.Idx(
                "images", "labels", "images", "labels", transpose, firstLabel, classNames, null, null, 1, null);
    }

    private void write(String name, int magic, byte[] body, int... sizes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(bytes);
        header.writeInt(magic);
        for (int size : sizes) {
            header.writeInt(size);
        }
        bytes.writeBytes(body);
        Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
