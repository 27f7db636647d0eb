package io.github.mnistlab.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.FolderSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.file.DatasetFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFoldersTest {
    @TempDir
    Path folder;

    @Test
    void aFolderIsAClassAndRowsComeByNames() throws IOException {
        draw("train/dog/2.png", 2, 1, 0x404040, 0x505050);
        draw("train/dog/1.png", 2, 1, 0x202020, 0x303030);
        draw("train/cat/z.PNG", 2, 1, 0x000000, 0x101010);
        draw("test/dog/1.png", 2, 1, 0xfefefe, 0xffffff);
        draw("test/cat/1.png", 2, 1, 0x606060, 0x707070);

        DatasetFiles files = read(two());

        assertThat(files.digests().namesOfClasses()).containsExactly("cat", "dog");
        LabeledImages training = files.load().training().images();
        assertThat(training.shape()).isEqualTo(new ImageShape(1, 2, 1));
        assertThat(training.labels()).containsExactly(0, 1, 1);
        assertThat(training.toPixelArray()).containsExactly(0x00, 0x10, 0x20, 0x30, 0x40, 0x50);
        assertThat(files.load().test().images().toPixelArray()).containsExactly(0x60, 0x70, (byte) 0xfe, (byte) 0xff);
    }

    @Test
    void wholeNumbersAscendAndClassNamesGiveAnotherOrder() throws IOException {
        for (String name : List.of("10", "2", "1")) {
            draw("train/" + name + "/a.png", 1, 1, 0);
            draw("test/" + name + "/a.png", 1, 1, 0);
        }

        assertThat(read(two()).digests().classNames()).containsExactly("1", "2", "10");
        DatasetFiles other = read(
                new FolderSpec("train", "test", null, null, null, null, List.of("2", "10", "1"), null, null, 1, null));
        assertThat(other.digests().classNames()).containsExactly("2", "10", "1");
    }

    @Test
    void hiddenAndForeignFilesArePassedOver() throws IOException {
        drawTwoClasses();
        Files.writeString(folder.resolve("train/Thumbs.db"), "x");
        Files.writeString(folder.resolve("train/cat/notes.txt"), "x");
        Files.writeString(folder.resolve("train/cat/._1.png"), "resource fork");
        Files.createDirectories(folder.resolve("train/.git/x"));
        Files.createDirectories(folder.resolve("train/cat/more.png"));

        assertThat(read(two()).load().training().size()).isEqualTo(2);
    }

    @Test
    void oneColouredPictureMakesAllOfThemRgb() throws IOException {
        drawTwoClasses();
        draw("test/dog/2.png", 2, 2, 0x808080, 0x808080, 0x808080, 0xff8001);

        LabeledImages test = read(two()).load().test().images();

        assertThat(test.shape()).isEqualTo(new ImageShape(2, 2, 3));
        assertThat(bytes(test, 2)).containsExactly(128, 128, 128, 128, 128, 128, 128, 128, 128, 255, 128, 1);
        FolderSpec grey =
                new FolderSpec("train", "test", null, null, null, FolderSpec.Color.GREY, null, null, null, 1, null);
        LabeledImages lightness = read(grey).load().test().images();
        assertThat(lightness.shape()).isEqualTo(new ImageShape(2, 2, 1));
        // 0.299 · 255 + 0.587 · 128 + 0.114 · 1 = 151.495
        assertThat(bytes(lightness, 2)).containsExactly(128, 128, 128, 151);
    }

    @Test
    void greyPicturesBecomeRgbIfAskedTo() throws IOException {
        drawTwoClasses();

        FolderSpec rgb =
                new FolderSpec("train", "test", null, null, null, FolderSpec.Color.RGB, null, null, null, 1, null);

        assertThat(read(rgb).load().training().images().shape()).isEqualTo(new ImageShape(2, 2, 3));
    }

    @Test
    void whatIsTransparentLiesOnWhitePaper() throws IOException {
        drawTwoClasses();
        BufferedImage glass = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(0, 0, 0x00123456);
        glass.setRGB(1, 0, 0xff000000);
        glass.setRGB(0, 1, 0x80000000);
        glass.setRGB(1, 1, 0xffffffff);
        ImageIO.write(glass, "png", folder.resolve("train/dog/1.png").toFile());

        assertThat(bytes(read(two()).load().training().images(), 1)).containsExactly(255, 0, 127, 255);
    }

    @Test
    void aPixelBecomesTheMeanOfTheAreaThatItCovers() throws IOException {
        drawTwoClasses();
        Random random = new Random(4);
        int[] pixels = random.ints(7 * 5, 0, 1 << 24).toArray();
        draw("train/cat/1.png", 7, 5, pixels);
        FolderSpec spec =
                new FolderSpec("train", "test", null, null, new FolderSpec.Size(3, 9), null, null, null, null, 1, null);

        LabeledImages images = read(spec).load().training().images();

        assertThat(images.shape()).isEqualTo(new ImageShape(3, 9, 3));
        int[] scaled = bytes(images, 0);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 9; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat((double) scaled[(y * 9 + x) * 3 + channel])
                            .isCloseTo(
                                    mean(pixels, 16 - 8 * channel, x / 9.0 * 7, y / 3.0 * 5, 7 / 9.0, 5 / 3.0),
                                    org.assertj.core.data.Offset.offset(0.5 + 1e-9));
                }
            }
        }
    }

    /** By sampling the 7×5 picture at the middles of many small squares. */
    private static double mean(int[] pixels, int shift, double left, double top, double width, double height) {
        int steps = 315;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < steps; j++) {
                int x = (int) (left + (i + 0.5) / steps * width);
                int y = (int) (top + (j + 0.5) / steps * height);
                sum += pixels[y * 7 + x] >> shift & 0xff;
            }
        }
        return sum / steps / steps;
    }

    @Test
    void aShareOfOneFolderIsTestedOnStratified() throws IOException {
        for (int i = 0; i < 20; i++) {
            draw("all/cat/" + i + ".png", 1, 1, i * 0x010101);
            if (i % 2 == 0) {
                draw("all/dog/" + i + ".png", 1, 1, (100 + i) * 0x010101);
            }
        }

        DatasetFiles files = read(share(0.3, 1));

        assertThat(files.load().training().classCounts()).containsExactly(14, 7);
        assertThat(files.load().test().classCounts()).containsExactly(6, 3);
        assertThat(files.load().test().images().toPixelArray())
                .doesNotContain(files.load().training().images().toPixelArray());
        assertThat(read(share(0.3, 1))).isEqualTo(files);
        assertThat(read(share(0.3, 2)).digests()).isNotEqualTo(files.digests());
    }

    @Test
    void everyPixelIsInTheDigestsAndNoPathIs() throws IOException {
        drawTwoClasses();
        DatasetFiles.Digests digests = read(two()).digests();
        Path copy = Files.createDirectories(folder.resolve("elsewhere"));
        Files.move(folder.resolve("train"), copy.resolve("train"));
        Files.move(folder.resolve("test"), copy.resolve("test"));

        assertThat(new PictureFolders(folder.resolve("out")).files(two(), copy).digests())
                .isEqualTo(digests);
        draw("elsewhere/train/cat/1.png", 2, 2, 0, 0, 0, 0x010101);
        assertThat(new PictureFolders(folder.resolve("out")).files(two(), copy).digests())
                .isNotEqualTo(digests);
    }

    @Test
    void allFaultsAreToldAtOnceEachWithItsFile() throws IOException {
        for (int i = 1; i <= 3; i++) {
            draw("train/cat/" + i + ".png", 2, 2, 0, 0, 0, 0);
        }
        Files.writeString(folder.resolve("train/cat/4.png"), "no picture");
        byte[] whole = Files.readAllBytes(folder.resolve("train/cat/1.png"));
        Files.write(folder.resolve("train/cat/5.png"), java.util.Arrays.copyOf(whole, whole.length - 20));
        draw("train/dog/1.png", 3, 2, 0, 0, 0, 0, 0, 0);
        Files.createDirectories(folder.resolve("train/empty"));
        draw("test/cat/1.png", 2, 2, 0, 0, 0, 0);
        draw("test/cow/1.png", 2, 2, 0, 0, 0, 0);

        assertThatThrownBy(() -> read(two()))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("train") + " and " + folder.resolve("test") + ":\n    "
                        + folder.resolve("train/empty")
                        + " has no file that ends in .png, .jpg or .jpeg; put pictures of the class there, or remove the"
                        + " folder\n    "
                        + "class 'cow' has a folder of test pictures and none of training pictures; it cannot be learnt, so"
                        + " add training pictures of it or take it out\n    "
                        + folder.resolve("train/cat/4.png")
                        + " is neither a PNG nor a JPEG picture; save it as one of these\n    "
                        + folder.resolve("train/cat/5.png") + " is a PNG file cut off in the middle\n    "
                        + folder.resolve("train/dog/1.png")
                        + " has 2×3 pixels (height×width), but 4 of 7 pictures have 2×2; write resize: {height: 2, width:"
                        + " 2} to have all of one size");
    }

    @Test
    void foldersThatAreNoneAreNamed() throws IOException {
        Files.createDirectories(folder.resolve("train"));
        Files.writeString(folder.resolve("test"), "x");
        assertThatThrownBy(() -> read(two()))
                .hasMessageContaining(folder.resolve("train")
                        + " has no folders in it; there must be one for each class, with its pictures")
                .hasMessageContaining(folder.resolve("test") + " is no folder");
        assertThatThrownBy(() -> read(share(0.5, 1))).hasMessageEndingWith("all does not exist");
        draw("all/cat/1.png", 1, 1, 0);
        assertThatThrownBy(() -> read(share(0.5, 1)))
                .hasMessageEndingWith("there must be 2 to 256 folders, one for each class, but there are 1");
    }

    @Test
    void classNamesAreAllTheFoldersThereAre() throws IOException {
        drawTwoClasses();

        assertThatThrownBy(() -> read(new FolderSpec(
                        "train", "test", null, null, null, null, List.of("cat", "Dog"), null, null, 1, null)))
                .hasMessageContaining("there is a folder 'dog', but classNames does not name it")
                .hasMessageContaining("classNames names 'Dog', but there is no such folder of training pictures");
    }

    @Test
    void aShareMustLeaveEveryClassARow() throws IOException {
        draw("all/cat/1.png", 1, 1, 0);
        draw("all/dog/1.png", 1, 1, 0);
        draw("all/dog/2.png", 1, 1, 0);

        assertThatThrownBy(() -> read(share(0.9, 1)))
                .hasMessageContaining(
                        "class 'cat' has 1 of 3 pictures, and testShare 0.9 leaves none of them to train on");
    }

    @Test
    void picturesThatAreTooLargeMustBeScaled() throws IOException {
        drawTwoClasses();
        for (String file : List.of("train/cat/1.png", "train/dog/1.png", "test/cat/1.png", "test/dog/1.png")) {
            draw(file, 1025, 1, new int[1025]);
        }

        assertThatThrownBy(() -> read(two()))
                .hasMessageEndingWith("its pictures have 1×1025 pixels (height×width), but images have at most 1024 a"
                        + " side; write resize: {height: …, width: …}");
    }

    private void drawTwoClasses() throws IOException {
        for (String file : List.of("train/cat/1.png", "train/dog/1.png", "test/cat/1.png", "test/dog/1.png")) {
            draw(file, 2, 2, 0, 0x101010, 0x202020, 0x303030);
        }
    }

    private static FolderSpec two() {
        return new FolderSpec("train", "test", null, null, null, null, null, null, null, 1, null);
    }

    private static FolderSpec share(double share, long seed) {
        return new FolderSpec(null, null, "all", share, null, null, null, null, null, seed, null);
    }

    private DatasetFiles read(FolderSpec spec) {
        return new PictureFolders(folder.resolve("out")).files(spec, folder);
    }

    private static int[] bytes(LabeledImages images, int row) {
        byte[] all = images.toPixelArray();
        int values = images.shape().values();
        return java.util.stream.IntStream.range(row * values, (row + 1) * values)
                .map(i -> all[i] & 0xff)
                .toArray();
    }

    private void draw(String file, int width, int height, int... rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        ImageIO.write(image, "png", path.toFile());
    }
}
