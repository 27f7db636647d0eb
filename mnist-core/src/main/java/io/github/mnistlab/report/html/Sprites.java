package io.github.mnistlab.report.html;

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
 * The grey images of a page, packed into few PNG files. An image is called by its tile, the number that {@link #add}
 * gives: in a template {@code @template.digit(tile = ..., label = ...)}, in a script {@code mnistLab.digit(tile, label)}.
 * {@code @template.sprites(sprites = ...)} must stand on the page once. For one thread.
 *
 * <p>0 is paper and 255 is ink, as in {@link LabeledImages}; a page shows ink dark or bright, as its scheme is.
 */
final class Sprites {
    /** Tiles in a line of a sheet, and lines in a sheet; {@code page.js} knows it too. */
    private static final int COLUMNS = 32;

    private static final int SIDE = LabeledImages.SIDE;
    private static final int TILES = COLUMNS * COLUMNS;

    private final List<byte[]> images = new ArrayList<>();
    private final Map<List<Byte>, Integer> known = new HashMap<>();

    /**
     * Adds an image, unless the same one is there.
     *
     * @param pixels {@value LabeledImages#PIXELS} of them, line by line; copied
     * @return its tile
     * @throws IllegalArgumentException if there are not as many pixels
     */
    int add(byte[] pixels) {
        if (pixels.length != LabeledImages.PIXELS) {
            throw new IllegalArgumentException(
                    "an image must have " + LabeledImages.PIXELS + " pixels, but has " + pixels.length);
        }
        List<Byte> key = new ArrayList<>(pixels.length);
        for (byte pixel : pixels) {
            key.add(pixel);
        }
        return known.computeIfAbsent(key, unknown -> {
            images.add(pixels.clone());
            return images.size() - 1;
        });
    }

    /** Adds a row of a data set. */
    int add(LabeledImages rows, int row) {
        return add(rows.image(row));
    }

    /** How many there are. */
    int size() {
        return images.size();
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

    private static BufferedImage sheet(List<byte[]> tiles) {
        int lines = (tiles.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * SIDE, lines * SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int tile = 0; tile < tiles.size(); tile++) {
            sheet.getRaster()
                    .setDataElements(tile % COLUMNS * SIDE, tile / COLUMNS * SIDE, SIDE, SIDE, tiles.get(tile));
        }
        return sheet;
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
