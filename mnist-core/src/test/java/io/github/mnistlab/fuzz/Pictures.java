package io.github.mnistlab.fuzz;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small pictures of each kind that a reader has a way of its own for. */
final class Pictures {
    private static final int[] COLOUR_MODELS = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_INDEXED
    };

    private Pictures() {}

    static List<byte[]> png() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (int model : COLOUR_MODELS) {
            for (int progressive : progressive()) {
                all.add(written("png", image(model), progressive));
            }
        }
        return all;
    }

    static List<byte[]> jpeg() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (int model : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
            for (int progressive : progressive()) {
                all.add(written("jpeg", image(model), progressive));
            }
        }
        return all;
    }

    private static int[] progressive() {
        return new int[] {ImageWriteParam.MODE_DISABLED, ImageWriteParam.MODE_DEFAULT};
    }

    private static BufferedImage image(int model) {
        BufferedImage image = new BufferedImage(24, 17, model);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillOval(4, 3, 15, 12);
        graphics.dispose();
        return image;
    }

    private static byte[] written(String format, BufferedImage image, int progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(progressive);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
