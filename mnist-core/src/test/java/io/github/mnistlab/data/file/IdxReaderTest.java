package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.FakeMnist;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.csv.GzipInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
    private static final LabeledImages ROWS = FakeMnist.rows(20, 7);
    private static final byte[] IMAGES = FakeMnist.imageFile(ROWS);
    private static final byte[] LABELS = FakeMnist.labelFile(ROWS);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsRawAndGzippedFilesWhateverTheirNames(boolean gzipped) throws IOException {
        IdxFile images = file("images" + (gzipped ? "" : ".gz"), gzipped ? FakeMnist.gzip(IMAGES) : IMAGES, IMAGES);
        IdxFile labels = file("labels" + (gzipped ? "" : ".gz"), gzipped ? FakeMnist.gzip(LABELS) : LABELS, LABELS);

        assertThat(IdxReader.read(images, labels, 10)).isEqualTo(ROWS);
    }

    @Test
    void readsFilesLargerThanItsFirstBuffer() throws IOException {
        LabeledImages many = FakeMnist.rows(6000, 8);
        IdxFile images = file("i.gz", FakeMnist.gzip(FakeMnist.imageFile(many)), FakeMnist.imageFile(many));
        IdxFile labels = file("l", FakeMnist.labelFile(many), FakeMnist.labelFile(many));

        assertThat(IdxReader.read(images, labels, 10)).isEqualTo(many);
    }

    @Test
    void readsSeveralMembersOfGzipAndZerosAfterThem() throws IOException {
        IdxFile labels = file("labels", LABELS, LABELS);
        for (byte[] images : List.of(twoMembers(0), concat(FakeMnist.gzip(IMAGES), new byte[70_000]))) {
            assertThat(IdxReader.read(file("images", images, IMAGES), labels, 10))
                    .isEqualTo(ROWS);
        }
    }

    /** The images in two members, with the second checksum off by so much. */
    private static byte[] twoMembers(int damage) {
        int half = IMAGES.length / 2;
        byte[] second = FakeMnist.gzip(Arrays.copyOfRange(IMAGES, half, IMAGES.length));
        second[second.length - 8] += (byte) damage;
        return concat(FakeMnist.gzip(Arrays.copyOf(IMAGES, half)), second);
    }

    @Test
    void readsEveryHeaderThatGzipMayHave() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3});
        bytes.write(new byte[] {3, 0, 'x', 'y', 'z'});
        bytes.write("name\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(new byte[] {9, 9});
        byte[] plain = FakeMnist.gzip(LABELS);
        bytes.write(plain, 10, plain.length - 10);

        IdxFile images = file("images", IMAGES, IMAGES);
        assertThat(IdxReader.read(images, file("labels", bytes.toByteArray(), LABELS), 10))
                .isEqualTo(ROWS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badImages")
    void refusesBadImages(String what, byte[] bytes, String message) throws IOException {
        IdxFile images = file("images", bytes, bytes);
        IdxFile labels = file("labels", LABELS, LABELS);

        assertThatThrownBy(() -> IdxReader.read(images, labels, 10))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(images.path().toString())
                .hasMessageContaining(message);
    }

    static Stream<Arguments> badImages() {
        byte[] pixels = ROWS.toPixelArray();
        byte[] gzipped = FakeMnist.gzip(IMAGES);
        return Stream.of(
                arguments("labels instead", LABELS, "magic number 0x00000801 of labels, but an IDX file of images"),
                arguments("a web page", "<html>Not found, sorry".getBytes(StandardCharsets.UTF_8), "0x3c68746d"),
                arguments("nothing", new byte[0], "holds 0 bytes"),
                arguments("half a header", Arrays.copyOf(IMAGES, 15), "holds 15 bytes"),
                arguments("32 pixels a line", FakeMnist.idx(pixels, 0x803, 20, 28, 32), "28×32 pixels"),
                arguments("no image", FakeMnist.idx(new byte[0], 0x803, 0, 28, 28), "announces 0 images"),
                arguments("negative count", FakeMnist.idx(pixels, 0x803, -20, 28, 28), "announces -20 images"),
                arguments("absurd count", FakeMnist.idx(pixels, 0x803, 2_000_000_000, 28, 28), "1 to 1000000"),
                arguments("one image more", FakeMnist.idx(pixels, 0x803, 21, 28, 28), "which take 16480 bytes"),
                arguments("one image less", FakeMnist.idx(pixels, 0x803, 19, 28, 28), "15696 bytes long"),
                arguments("a byte missing", Arrays.copyOf(IMAGES, IMAGES.length - 1), "15695 bytes long"),
                arguments("a byte more", Arrays.copyOf(IMAGES, IMAGES.length + 1), "15697 bytes long"),
                arguments(
                        "gzip of one image more",
                        FakeMnist.gzip(FakeMnist.idx(pixels, 0x803, 21, 28, 28)),
                        "truncated"),
                arguments(
                        "gzip of one image less",
                        FakeMnist.gzip(FakeMnist.idx(pixels, 0x803, 19, 28, 28)),
                        "goes on after the 19 images"),
                arguments(
                        "gzip with a byte more",
                        FakeMnist.gzip(Arrays.copyOf(IMAGES, IMAGES.length + 1)),
                        "goes on after"),
                arguments(
                        "gzip of an absurd count",
                        FakeMnist.gzip(FakeMnist.idx(new byte[784], 0x803, 900_000, 28, 28)),
                        "more than gzip can hold"),
                arguments("truncated gzip", Arrays.copyOf(gzipped, gzipped.length / 2), "truncated"),
                arguments("gzip without its last byte", Arrays.copyOf(gzipped, gzipped.length - 1), "truncated"),
                arguments("gzip's head alone", Arrays.copyOf(gzipped, 5), "truncated"),
                arguments("a byte after gzip", concat(gzipped, new byte[] {1}), "bytes follow the end"),
                arguments("a byte after gzip and zeros", concat(gzipped, new byte[] {0, 0, 1}), "bytes follow the end"),
                arguments(
                        "zeros and a member after gzip", concat(gzipped, concat(new byte[3], gzipped)), "bytes follow"),
                arguments("a second member of images more", concat(gzipped, gzipped), "goes on after"),
                arguments("half a second member", concat(gzipped, Arrays.copyOf(gzipped, 10)), "truncated"),
                arguments("the beginning of a second member", concat(gzipped, new byte[] {0x1f}), "truncated"),
                arguments("a damaged second member", twoMembers(1), "checksum"),
                arguments("wrong checksum", flipped(gzipped, gzipped.length - 8), "checksum"),
                arguments("wrong length", flipped(gzipped, gzipped.length - 4), "checksum or length"),
                arguments("unknown compression", flipped(gzipped, 2), "gzip header"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badLabels")
    void refusesBadLabels(String what, byte[] bytes, String message) throws IOException {
        IdxFile images = file("images", IMAGES, IMAGES);
        IdxFile labels = file("labels", bytes, bytes);

        assertThatThrownBy(() -> IdxReader.read(images, labels, 10))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(labels.path().toString())
                .hasMessageContaining(message);
    }

    static Stream<Arguments> badLabels() {
        byte[] ten = ROWS.labels().clone();
        ten[13] = 10;
        byte[] last = ROWS.labels().clone();
        last[19] = (byte) 255;
        byte[] fewer = Arrays.copyOf(ROWS.labels(), 19);
        return Stream.of(
                arguments("images instead", IMAGES, "0x00000803 of images, but an IDX file of labels"),
                arguments(
                        "label ten",
                        FakeMnist.idx(ten, 0x801, 20),
                        "label 10 of row 13 is out of range; labels are 0 to 9"),
                arguments("label 255", FakeMnist.idx(last, 0x801, 20), "label 255 of row 19"),
                arguments("fewer than images", FakeMnist.idx(fewer, 0x801, 19), "holds 19 labels"),
                arguments("absurd count", FakeMnist.idx(ten, 0x801, Integer.MAX_VALUE), "announces 2147483647 labels"));
    }

    @Test
    void refusesMissingFilesAndFolders() {
        IdxFile labels = new IdxFile(folder.resolve("absent"), Sha256.of(""));
        assertThatThrownBy(() -> IdxReader.read(labels, labels, 10)).hasMessageContaining("nothing is there");
        IdxFile aFolder = new IdxFile(folder, Sha256.of(""));
        assertThatThrownBy(() -> IdxReader.read(aFolder, aFolder, 10)).hasMessageEndingWith("is not a file");
    }

    @Test
    void refusesContentOfAnotherDigest() throws IOException {
        IdxFile images = file("images", IMAGES, IMAGES);
        IdxFile labels = file("labels", LABELS, IMAGES);

        assertThatThrownBy(() -> IdxReader.read(images, labels, 10))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(labels.path().toString())
                .hasMessageContaining("is " + Sha256.of(LABELS) + ", but must be " + Sha256.of(IMAGES));
    }

    /** 64 MiB of zeros, of which the header admits one image. */
    @Test
    void stopsAtTheAnnouncedEndOfAGzipBomb() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write(FakeMnist.idx(new byte[0], 0x803, 1, 28, 28));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        assertAllocatesLittle(bomb.toByteArray(), "goes on after the 1 images");
    }

    /** Each member would otherwise cost a buffer, and a copy of what was read ahead of its end. */
    @Test
    void manyEmptyMembersOfGzipCostLittle() throws IOException {
        byte[] empty = FakeMnist.gzip(new byte[0]);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            many.write(empty);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try (InputStream content = GzipInput.openMaybeCompressed(new ByteArrayInputStream(many.toByteArray()))) {
            assertThat(content.readAllBytes()).isEmpty();
        }
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(100_000L * 5_000);
    }

    /** The file is large enough for gzip to hold what the header announces, but does not hold it. */
    @Test
    void takesNoMemoryThatALyingHeaderAsksFor() throws IOException {
        byte[] noise = new byte[800_000];
        new Random(5).nextBytes(noise);
        byte[] lie = FakeMnist.gzip(FakeMnist.idx(noise, 0x803, LabeledImages.MAX_ROWS, 28, 28));
        assertThat((long) lie.length * 1032).isGreaterThan(784L * LabeledImages.MAX_ROWS);

        assertAllocatesLittle(lie, "ends before the 1000000 images");
    }

    private void assertAllocatesLittle(byte[] images, String message) throws IOException {
        IdxFile imageFile = file("images", images, images);
        IdxFile labelFile = file("labels", LABELS, LABELS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThatThrownBy(() -> IdxReader.read(imageFile, labelFile, 10)).hasMessageContaining(message);
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(16 << 20);
    }

    /** Whatever byte is wrong, either the content is what it was or the error is ours. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChangedByteIsNeverTakenForTheSameContent(boolean gzipped) throws IOException {
        LabeledImages few = new LabeledImages(new byte[784 * 3], new byte[] {0, 1, 2}, 3);
        byte[] content = FakeMnist.imageFile(few);
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (OutputStream out = gzipped
                ? new GZIPOutputStream(small) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                }
                : small) {
            out.write(content);
        }
        byte[] stored = small.toByteArray();
        IdxFile labels = file("labels", FakeMnist.labelFile(few), FakeMnist.labelFile(few));
        int refused = 0;
        for (int position = 0; position < Math.min(stored.length, 200); position++) {
            IdxFile images = file("images", flipped(stored, position), content);
            try {
                assertThat(IdxReader.read(images, labels, 3)).isEqualTo(few);
            } catch (DataException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(gzipped ? 15 : 199);
    }

    private IdxFile file(String name, byte[] bytes, byte[] contentExpected) throws IOException {
        return new IdxFile(Files.write(folder.resolve(name), bytes), Sha256.of(contentExpected));
    }

    private static byte[] flipped(byte[] bytes, int position) {
        byte[] changed = bytes.clone();
        changed[position] ^= 0x15;
        return changed;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
