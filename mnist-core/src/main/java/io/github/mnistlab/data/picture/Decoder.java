package io.github.mnistlab.data.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes bytes that have been looked through, by Java's own readers. */
final class Decoder {
    private Decoder() {}

    static Picture png(PngBytes png) throws BadPictureException {
        Picture picture = decode("png", png.bytes(), (reader, param) -> ofImage(reader.read(0, param)));
        return upright(picture, png.orientation());
    }

    static Picture jpeg(JpegBytes jpeg) throws BadPictureException {
        Picture picture = decode(
                "jpeg",
                jpeg.bytes(),
                (reader, param) -> jpeg.components() == 4
                        ? ofPrintingColours(reader.readRaster(0, param), jpeg.adobe())
                        : ofImage(reader.read(0, param)));
        return upright(picture, jpeg.orientation());
    }

    @FunctionalInterface
    private interface Read {
        Picture with(ImageReader reader, ImageReadParam param) throws IOException;
    }

    private static Picture decode(String format, byte[] bytes, Read read) throws BadPictureException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        List<String> warnings = new ArrayList<>();
        // In memory, not in a temporary file.
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            PictureSize.require(width, height);
            ImageReadParam param = reader.getDefaultReadParam();
            int step = 1;
            while ((long) (width / step) * (height / step) > PictureSize.MAX_DECODED) {
                step++;
            }
            param.setSourceSubsampling(step, step, 0, 0);
            Picture picture = read.with(reader, param);
            // Some cameras write bytes that nobody needs; all other complaints are of pixels that are not there.
            warnings.removeIf(warning -> warning.contains("extraneous bytes"));
            if (!warnings.isEmpty()) {
                throw new BadPictureException("is damaged: " + warnings.get(0));
            }
            return picture;
        } catch (IOException | RuntimeException e) {
            // The readers answer damaged bytes with exceptions of many kinds.
            throw new BadPictureException("is damaged: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static Picture ofImage(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = new int[width * height];
        if (image.getColorModel() instanceof ComponentColorModel model
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            // Not by getRGB: Java takes grey numbers for amounts of light, and would make them paler.
            Raster raster = image.getRaster();
            int[] most = model.getComponentSize();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int grey = (int) (raster.getSample(x, y, 0) * 255L / ((1L << most[0]) - 1));
                    int opacity =
                            model.hasAlpha() ? (int) (raster.getSample(x, y, 1) * 255L / ((1L << most[1]) - 1)) : 255;
                    argb[y * width + x] = argb(opacity, grey, grey, grey);
                }
            }
        } else {
            image.getRGB(0, 0, width, height, argb, 0, width);
        }
        return new Picture(width, height, argb);
    }

    /** Cyan, magenta, yellow and black, which Java reads as they stand only. */
    private static Picture ofPrintingColours(Raster raster, int adobe) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int[] argb = new int[width * height];
        int[] sample = new int[4];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.getPixel(raster.getMinX() + x, raster.getMinY() + y, sample);
                if (adobe == 2) {
                    double blue = sample[1] - 128;
                    double red = sample[2] - 128;
                    int lightness = sample[0];
                    sample[0] = byteOf(255 - (lightness + 1.402 * red));
                    sample[1] = byteOf(255 - (lightness - 0.344136 * blue - 0.714136 * red));
                    sample[2] = byteOf(255 - (lightness + 1.772 * blue));
                }
                // Adobe writes how much light is left, not how much ink there is.
                int black = adobe >= 0 ? sample[3] : 255 - sample[3];
                for (int c = 0; c < 3; c++) {
                    sample[c] = (adobe >= 0 ? sample[c] : 255 - sample[c]) * black / 255;
                }
                argb[y * width + x] = argb(255, sample[0], sample[1], sample[2]);
            }
        }
        return new Picture(width, height, argb);
    }

    private static int byteOf(double value) {
        return (int) Math.max(0, Math.min(255, Math.floor(value + 0.5)));
    }

    private static int argb(int opacity, int red, int green, int blue) {
        return opacity << 24 | red << 16 | green << 8 | blue;
    }

    /** Telephones write what the sensor saw, and beside it how they were held. */
    private static Picture upright(Picture picture, int orientation) {
        if (orientation == ExifOrientation.UPRIGHT) {
            return picture;
        }
        boolean sideways = orientation >= 5;
        int width = sideways ? picture.height() : picture.width();
        int height = sideways ? picture.width() : picture.height();
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int fromX = sideways ? y : x;
                int fromY = sideways ? x : y;
                if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
                    fromX = picture.width() - 1 - fromX;
                }
                if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
                    fromY = picture.height() - 1 - fromY;
                }
                argb[y * width + x] = picture.argb()[fromY * picture.width() + fromX];
            }
        }
        return new Picture(width, height, argb);
    }
}
