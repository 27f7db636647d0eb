package io.github.mnistlab.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.predict.PreparedDigit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
    /** Each corner of the test picture has a colour of its own, so that turning it shows. */
    private static final Color[] CORNERS = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};

    private static final int WIDTH = 32;
    private static final int HEIGHT = 16;

    /** Types of Exif's values. */
    private static final int SHORT = 3;

    private static final int LONG = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void readsPngOfEveryColourModel(int type) throws IOException {
        Picture picture = PictureFile.read(file("corners.png", png(corners(type))));
        assertThat(corners(picture)).containsExactly(0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff);
    }

    /** Java itself would take 128 for an amount of light, and give 188. */
    @ParameterizedTest
    @CsvSource({"8, 128, 128", "16, 32896, 128", "16, 65535, 255", "8, 1, 1"})
    void greysStayTheNumbersThatTheyAre(int bits, int sample, int expected) throws IOException {
        for (boolean opacity : new boolean[] {false, true}) {
            Picture picture = PictureFile.read(file("grey.png", png(grey(bits, sample, opacity))));
            int found = picture.argb()[5];
            assertThat(found & 0xff).isEqualTo(expected);
            assertThat(found >> 8 & 0xff).isEqualTo(expected);
            assertThat(found >>> 24).isEqualTo(opacity ? 127 : 255);
        }
    }

    @Test
    void keepsOpacity() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 2, 0x40123456);
        Picture picture = PictureFile.read(file("alpha.png", png(image)));
        assertThat(picture.argb()[2 * 4 + 1]).isEqualTo(0x40123456);
        assertThat(picture.argb()[0]).isZero();
        assertThat(picture.transparent()).isTrue();
    }

    @Test
    void readsBlackAndWhite() throws IOException {
        BufferedImage image = new BufferedImage(9, 5, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(3, 4, 0xffffffff);
        Picture picture = PictureFile.read(file("bits.png", png(image)));
        assertThat(picture.argb()[4 * 9 + 3]).isEqualTo(0xffffffff);
        assertThat(picture.argb()[0]).isEqualTo(0xff000000);
    }

    /** How an upright picture's corners are stored, in Exif's eight ways of holding a camera. */
    @ParameterizedTest
    @CsvSource({"1, 0123", "2, 1032", "3, 3210", "4, 2301", "5, 0213", "6, 2031", "7, 3120", "8, 1302"})
    void turnsPicturesUpright(int orientation, String shown) throws IOException {
        for (boolean littleEndian : new boolean[] {true, false}) {
            byte[] exif = exif(orientation, littleEndian);
            byte[] jpeg = withSegment(jpeg(corners(BufferedImage.TYPE_INT_RGB)), 0xe1, exif);
            assertUpright(PictureFile.read(file("held.jpg", jpeg)), orientation, shown);
            byte[] asLong =
                    withSegment(jpeg(corners(BufferedImage.TYPE_INT_RGB)), 0xe1, exif(orientation, littleEndian, LONG));
            assertUpright(PictureFile.read(file("long.jpg", asLong)), orientation, shown);
            // In PNG without the name that JPEG needs.
            byte[] tiff = Arrays.copyOfRange(exif, 6, exif.length);
            byte[] png = withChunk(png(corners(BufferedImage.TYPE_INT_RGB)), chunk("eXIf", tiff));
            assertUpright(PictureFile.read(file("held.png", png)), orientation, shown);
        }
    }

    private static void assertUpright(Picture picture, int orientation, String shown) {
        assertThat(picture.width()).isEqualTo(orientation >= 5 ? HEIGHT : WIDTH);
        int[] found = corners(picture);
        for (int corner = 0; corner < 4; corner++) {
            assertNear(found[corner], CORNERS[shown.charAt(corner) - '0']);
        }
    }

    /** Twenty kilobytes that would be decoded for a quarter of a minute. */
    @Test
    void progressivePicturesOfThousandsOfScansAreRefusedBeforeAnythingIsDecoded() throws IOException {
        byte[] jpeg = progressive(2000, 2000);
        assertThat(PictureFile.read(file("progressive.jpg", jpeg)).width()).isEqualTo(2000);
        assertRefused(
                file("scans.jpg", withScans(jpeg, 101)),
                "is a progressive JPEG file of 2000×2000 pixels in " + (scans(jpeg) + 101)
                        + " scans, but a picture may have at most 100 scans");
        assertRefused(
                file("pixels.jpg", withSize(withScans(jpeg, 5), 7_000, 7_000)),
                "pixels in all of them; save it without");
        int most = JpegWork.MAX_SCANS - scans(jpeg);
        assertThatCode(() -> JpegBytes.of(withScans(withSize(jpeg, 2_200, 2_200), most)))
                .doesNotThrowAnyException();
    }

    @Test
    void progressivePicturesThatTakeMoreMemoryThanAPictureIsWorthAreRefused() throws IOException {
        assertRefused(
                file("large.jpg", withSize(progressive(200, 200), 10_000, 9_000)),
                "but may have at most 75000000; save it without \"progressive\", or scale it down");
    }

    private static byte[] progressive(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        return jpeg(new IIOImage(image, null, null), ImageWriteParam.MODE_DEFAULT);
    }

    private static byte[] withSize(byte[] jpeg, int width, int height) {
        byte[] resized = jpeg.clone();
        int frame = frame(resized);
        ByteBuffer.wrap(resized).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return resized;
    }

    /** With the last scan so many times more. */
    private static byte[] withScans(byte[] jpeg, int more) {
        int last = jpeg.length - 2;
        while (!isScan(jpeg, last)) {
            last--;
        }
        int length = jpeg.length - 2 - last;
        ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + more * length).put(jpeg, 0, last);
        for (int i = 0; i < more; i++) {
            bytes.put(jpeg, last, length);
        }
        return bytes.put(jpeg, last, length + 2).array();
    }

    private static int scans(byte[] jpeg) {
        return (int) IntStream.range(0, jpeg.length - 1)
                .filter(at -> isScan(jpeg, at))
                .count();
    }

    private static boolean isScan(byte[] jpeg, int at) {
        return jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xda;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 255, 255, 255",
        "0, 255, 255, 0, 255, 0, 0",
        "0, 0, 0, 255, 0, 0, 0",
        "255, 0, 0, 128, 0, 127, 127"
    })
    void readsPrintingColours(int cyan, int magenta, int yellow, int black, int red, int green, int blue)
            throws IOException {
        byte[] ink = {(byte) cyan, (byte) magenta, (byte) yellow, (byte) black};
        Picture plain = PictureFile.read(file("cmyk.jpg", printed(ink)));
        assertNear(plain.argb()[100], new Color(red, green, blue));

        // Adobe's programs write how much light is left, and say that it is theirs.
        byte[] left = new byte[4];
        for (int c = 0; c < 4; c++) {
            left[c] = (byte) (255 - (ink[c] & 0xff));
        }
        byte[] adobe = "Adobe\0\144\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        Picture theirs = PictureFile.read(file("adobe.jpg", withSegment(printed(left), 0xee, adobe)));
        assertNear(theirs.argb()[100], new Color(red, green, blue));
    }

    @Test
    void cameraDataThatIsNonsenseDoesNoHarm() throws IOException {
        byte[] whole = exif(6, true);
        for (int length = 0; length < whole.length; length++) {
            byte[] jpeg = withSegment(jpeg(corners(BufferedImage.TYPE_INT_RGB)), 0xe1, Arrays.copyOf(whole, length));
            assertThat(PictureFile.read(file("cut.jpg", jpeg)).argb()).hasSize(WIDTH * HEIGHT);
        }
        byte[] far = exif(6, true);
        ByteBuffer.wrap(far).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(10, Integer.MAX_VALUE);
        byte[] before = exif(6, true);
        ByteBuffer.wrap(before).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(10, -8);
        for (byte[] nonsense : new byte[][] {far, before, exif(9, true), exif(0, false)}) {
            byte[] jpeg = withSegment(jpeg(corners(BufferedImage.TYPE_INT_RGB)), 0xe1, nonsense);
            assertThat(PictureFile.read(file("nonsense.jpg", jpeg)).width()).isEqualTo(WIDTH);
        }
    }

    /** A decoder would make room for what such a chunk says, or unpack it. */
    @Test
    void chunksThatPixelsDoNotNeedAreNotLookedAt() throws IOException {
        byte[] png = png(corners(BufferedImage.TYPE_INT_RGB));
        for (String type : new String[] {"iCCP", "zTXt", "iTXt", "tEXt", "gAMA", "eXIf", "acTL", "xxXx"}) {
            byte[] with = withChunk(png, chunk(type, new byte[] {1, 2, 3, 0, 0, (byte) 0xff}));
            assertThat(corners(PictureFile.read(file("chunk.png", with))))
                    .containsExactly(0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff);
        }
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 2147483647", "-1, -1", "0, 10", "10, 0", "32769, 1", "1, 32769", "20000, 20000"})
    void sizesThatNoPictureHasAreRefusedBeforeAnythingIsDecoded(int width, int height) throws IOException {
        assertRefused(file("bomb.png", pngOfNothing(width, height)), "pixels, but a picture may have");
        if (width > 0 && height > 0 && width <= 0xffff && height <= 0xffff) {
            byte[] jpeg = jpeg(corners(BufferedImage.TYPE_INT_RGB));
            int frame = frame(jpeg);
            ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
            assertRefused(file("bomb.jpg", jpeg), "pixels, but a picture may have");
        }
    }

    /** A megabyte and a half that would be unpacked for seven seconds. */
    @Test
    void pixelsThatTakeGigabytesAreRefusedBeforeAnythingIsDecoded() throws IOException {
        byte[] png = pngOfNothing(14_000, 14_000);
        png[24] = 16;
        png[25] = 6;
        assertRefused(file("deep.png", png), "pixels take 1568000000 bytes, but they may take at most 600000000");
    }

    @Test
    void ofALargePictureAPartOfThePixelsIsEnough() throws IOException {
        BufferedImage large = new BufferedImage(9000, 6000, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = large.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(4000, 1000, 600, 4000);
        graphics.dispose();
        Picture picture = PictureFile.read(file("large.png", png(large)));
        assertThat((long) picture.width() * picture.height())
                .isBetween((long) PictureSize.MAX_DECODED / 4, (long) PictureSize.MAX_DECODED + 10_000);
        assertThat(PreparedDigit.of(picture)).isPresent();
    }

    @Test
    void whatIsCutOffIsRefused() throws IOException {
        byte[] png = png(noise());
        byte[] jpeg = jpeg(noise());
        for (int part = 1; part < 20; part++) {
            assertRefused(file("cut.png", Arrays.copyOf(png, png.length * part / 20)), "");
            assertRefused(file("cut.jpg", Arrays.copyOf(jpeg, jpeg.length * part / 20)), "");
        }
    }

    /** No byte that is wrong makes anything but a picture or a refusal. */
    @Test
    void damageIsRefusedOrHarmless() throws IOException {
        for (byte[] whole : new byte[][] {png(noise()), jpeg(noise())}) {
            for (int at = 8; at < whole.length; at += Math.max(1, whole.length / 300)) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x55;
                Path file = file("damaged", damaged);
                try {
                    Picture picture = PictureFile.read(file);
                    assertThat(picture.argb()).hasSize(picture.width() * picture.height());
                } catch (PictureException e) {
                    assertThat(e).hasMessageStartingWith(file.toString());
                }
            }
        }
    }

    @Test
    void saysWhatIsNoPicture() throws IOException {
        assertRefused(file("text.png", "This is text.".getBytes(StandardCharsets.UTF_8)), "neither a PNG nor a JPEG");
        assertRefused(file("empty.png", new byte[0]), "neither a PNG nor a JPEG");
        assertRefused(file("gif.png", "GIF89a".getBytes(StandardCharsets.UTF_8)), "neither a PNG nor a JPEG");
        assertRefused(folder.resolve("missing.png"), "does not exist");
        assertRefused(folder, "is no file");
        assertRefused(file("signature.png", Arrays.copyOf(png(noise()), 8)), "without an end");
        byte[] beheaded = png(noise());
        beheaded[12] = 'X';
        assertRefused(file("beheaded.png", beheaded), "does not begin with its header");
        byte[] two = jpeg(noise());
        two[frame(two) + 9] = 2;
        assertRefused(file("two.jpg", two), "2 components, but must have 1");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(PictureException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static BufferedImage corners(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        Graphics2D graphics = image.createGraphics();
        for (int corner = 0; corner < 4; corner++) {
            graphics.setColor(CORNERS[corner]);
            graphics.fillRect(corner % 2 * WIDTH / 2, corner / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
        }
        graphics.dispose();
        return image;
    }

    /** Top left, top right, bottom left, bottom right. */
    private static int[] corners(Picture picture) {
        int right = picture.width() - 3;
        int bottom = (picture.height() - 3) * picture.width();
        int top = 2 * picture.width();
        return new int[] {
            picture.argb()[top + 2],
            picture.argb()[top + right],
            picture.argb()[bottom + 2],
            picture.argb()[bottom + right]
        };
    }

    private static void assertNear(int argb, Color expected) {
        Color found = new Color(argb);
        assertThat(Math.abs(found.getRed() - expected.getRed())
                        + Math.abs(found.getGreen() - expected.getGreen())
                        + Math.abs(found.getBlue() - expected.getBlue()))
                .describedAs(found + " for " + expected)
                .isLessThan(40);
    }

    private static BufferedImage grey(int bits, int sample, boolean opacity) {
        int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                opacity,
                false,
                opacity ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE,
                type);
        WritableRaster raster = model.createCompatibleWritableRaster(6, 3);
        for (int i = 0; i < 18; i++) {
            raster.setSample(i % 6, i / 6, 0, sample);
            if (opacity) {
                raster.setSample(i % 6, i / 6, 1, bits == 8 ? 127 : 127 * 257);
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(60, 50, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 3000; i++) {
            image.setRGB(i % 60, i / 60, i * 2_654_435 ^ i << 7);
        }
        return image;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        return jpeg(new IIOImage(image, null, null));
    }

    /** A JPEG of four components, as they stand, of one colour. */
    private static byte[] printed(byte[] ink) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, new Point());
        for (int i = 0; i < 256; i++) {
            raster.setDataElements(i % 16, i / 16, ink);
        }
        return jpeg(new IIOImage(raster, null, null));
    }

    private static byte[] jpeg(IIOImage image) throws IOException {
        return jpeg(image, ImageWriteParam.MODE_DISABLED);
    }

    private static byte[] jpeg(IIOImage image, int progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam best = writer.getDefaultWriteParam();
            best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            best.setCompressionQuality(1);
            best.setProgressiveMode(progressive);
            writer.setOutput(stream);
            writer.write(null, image, best);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Where the first frame's marker stands. */
    private static int frame(byte[] jpeg) {
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != 0xc0 && (jpeg[at + 1] & 0xff) != 0xc2) {
            at += 2 + (ByteBuffer.wrap(jpeg).getShort(at + 2) & 0xffff);
        }
        return at;
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + content.length + 4);
        bytes.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker).putShort((short) (content.length + 2));
        return bytes.put(content).put(jpeg, 2, jpeg.length - 2).array();
    }

    private static byte[] exif(int orientation, boolean littleEndian) {
        return exif(orientation, littleEndian, SHORT);
    }

    private static byte[] exif(int orientation, boolean littleEndian, int type) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        bytes.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        bytes.put((littleEndian ? "II" : "MM").getBytes(StandardCharsets.ISO_8859_1));
        bytes.order(littleEndian ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        bytes.putShort((short) 42).putInt(8).putShort((short) 1);
        bytes.putShort((short) 0x0112).putShort((short) type).putInt(1);
        if (type == LONG) {
            bytes.putInt(orientation);
        } else {
            bytes.putShort((short) orientation);
        }
        return bytes.array();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        return ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) sum.getValue())
                .array();
    }

    /** After the header. */
    private static byte[] withChunk(byte[] png, byte[] chunk) {
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, 33)
                .put(chunk)
                .put(png, 33, png.length - 33)
                .array();
    }

    private static byte[] pngOfNothing(int width, int height) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[100]);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.write(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .putInt(0x08000000)
                        .array()));
        png.write(chunk("IDAT", packed.toByteArray()));
        png.write(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }
}
