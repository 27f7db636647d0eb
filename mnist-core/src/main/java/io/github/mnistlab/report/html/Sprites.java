package io.github.mnistlab.report.html;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The images of a page, packed into few PNG files. An image is called by its tile, the number that {@link #add}
 * gives: in a template {@code @template.digit(tile = ..., label = ...)}, in a script {@code mnistLab.digit(tile, label)}.
 * {@code @template.sprites(sprites = ...)} must stand on the page once. For one thread.
 *
 * <p>Of grey images, 0 is paper and 255 is ink, as in {@link LabeledImages}; a page shows ink dark or bright, as its scheme is.
 * Where there are colours, it shows all images as they are. Large ones are {@linkplain Thumbnail scaled down}.
 */
final class Sprites {
    /** Tiles in a line of a sheet, and lines in a sheet; {@code page.js} knows it too. */
    private static final int COLUMNS = 32;

    private static final int TILES = COLUMNS * COLUMNS;

    private final List<Thumbnail> images = new ArrayList<>();
    private final Map<Thumbnail, Integer> known = new HashMap<>();

    /**
     * Adds an image, unless the same one is there.
     *
     * @param values its bytes; copied
     * @return its tile
     * @throws IllegalArgumentException if there are not as many bytes as the shape has
     */
    int add(ImageShape shape, byte[] values) {
        return known.computeIfAbsent(Thumbnail.of(shape, values), unknown -> {
            images.add(unknown);
            return images.size() - 1;
        });
    }

    /** Adds a row of a data set. */
    int add(LabeledImages rows, int row) {
        return add(rows.shape(), rows.image(row));
    }

    /** How many there are. */
    int size() {
        return images.size();
    }

    /** Pixels in a line of a tile. */
    int width() {
        return images.stream().mapToInt(image -> image.shape().width()).max().orElse(ImageShape.MNIST_SIDE);
    }

    /** Lines of a tile. */
    int height() {
        return images.stream().mapToInt(image -> image.shape().height()).max().orElse(ImageShape.MNIST_SIDE);
    }

    /** Whether any image has colours. */
    boolean colors() {
        return images.stream().anyMatch(image -> !image.shape().isGrey());
    }

    /** The sheets, as {@code data:} addresses of PNG files. */
    List<String> sheets() {
        List<String> sheets = new ArrayList<>();
        for (int first = 0; first < images.size(); first += TILES) {
            byte[] png = png(sheet(images.subList(first, Math.min(images.size(), first + TILES))));
            sheets.add("data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        }
        return sheets;
    }

    private BufferedImage sheet(List<Thumbnail> tiles) {
        int width = width();
        int height = height();
        boolean colors = colors();
        int lines = (tiles.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(
                COLUMNS * width, lines * height, colors ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        for (int tile = 0; tile < tiles.size(); tile++) {
            draw(tiles.get(tile), sheet, colors, tile % COLUMNS * width, tile / COLUMNS * height);
        }
        return sheet;
    }

    private static void draw(Thumbnail image, BufferedImage sheet, boolean colors, int left, int top) {
        for (int line = 0; line < image.shape().height(); line++) {
            for (int column = 0; column < image.shape().width(); column++) {
                int rgb = image.rgb(line, column);
                if (colors) {
                    sheet.setRGB(left + column, top + line, rgb);
                } else {
                    // Not as a colour, which would be converted to another grey.
                    sheet.getRaster().setSample(left + column, top + line, 0, rgb & 0xff);
                }
            }
        }
    }

    private static byte[] png(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            // Of a lossless format, how hard it tries: 0 is hardest.
            parameters.setCompressionQuality(0);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
