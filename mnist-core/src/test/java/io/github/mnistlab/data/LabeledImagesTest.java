package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabeledImagesTest {
    private static final LabeledImages ROWS = FakeMnist.rows(40, 1);

    @TempDir
    Path folder;

    @Test
    void someRowsOfSomeRowsAreThoseInTheirOrder() {
        LabeledImages view = ROWS.select(new int[] {7, 3, 3, 39}).select(new int[] {3, 1, 0});

        assertThat(view.labels()).containsExactly(9, 3, 7);
        assertThat(view.image(1)).isEqualTo(Arrays.copyOfRange(ROWS.toPixelArray(), 3 * 784, 4 * 784));
        byte[] copied = new byte[10 + 784];
        view.copyImage(0, copied, 10);
        assertThat(Arrays.copyOfRange(copied, 10, 10 + 784)).isEqualTo(ROWS.image(39));

        LabeledImages copy = new LabeledImages(view.toPixelArray(), view.labels(), 10);
        assertThat(view).isEqualTo(copy).hasSameHashCodeAs(copy);
        assertThat(view.digest()).isEqualTo(copy.digest());
        LabeledImages array = view.inOneArray();
        assertThat(array).isEqualTo(view);
        assertThat(array.inOneArray()).isSameAs(array);
        assertThat(array.toPixelArray()).isSameAs(array.toPixelArray());
        assertThat(view).isNotEqualTo(ROWS.select(new int[] {39, 3, 8}));
        assertThatThrownBy(() -> ROWS.select(new int[] {40})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void pixelsInOneArrayAreNotCopied() {
        byte[] pixels = new byte[2 * 784];
        assertThat(new LabeledImages(pixels, new byte[2], 2).toPixelArray()).isSameAs(pixels);
    }

    @Test
    void imagesOfAFileThatLastsAreMappedAndTheSame() {
        DatasetFiles files = IdxWriter.write(new Dataset(ROWS, FakeMnist.rows(20, 2)), folder)
                .lasting();

        assertThat(files.share()).isEqualTo(files.load());
        LabeledImages shared = files.share().training().images();
        assertThat(shared.digest()).isEqualTo(ROWS.digest());
        assertThat(shared.toPixelArray()).isNotSameAs(shared.toPixelArray()).isEqualTo(ROWS.toPixelArray());
        assertThat(shared.select(new int[] {5}).image(0)).isEqualTo(ROWS.image(5));
    }

    @Test
    void whatIsMappedIsCheckedAsWhatIsRead() throws IOException {
        DatasetFiles files = IdxWriter.write(new Dataset(ROWS, FakeMnist.rows(20, 2)), folder)
                .lasting();
        Path images = files.trainingImages().path();
        byte[] content = Files.readAllBytes(images);
        for (byte[] damaged : new byte[][] {
            Arrays.copyOf(content, content.length - 1),
            Arrays.copyOf(content, content.length + 784),
            new byte[5],
            changed(content)
        }) {
            Files.write(images, damaged);
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(files::share)
                    .withMessageContaining(images.toString());
        }
        Files.delete(images);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(files::share)
                .withMessageContaining("nothing is there");
    }

    private static byte[] changed(byte[] content) {
        byte[] changed = content.clone();
        changed[1000]++;
        return changed;
    }
}
