package io.github.mnistlab.predict;

import io.github.mnistlab.data.picture.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Pictures drawn from digits of 28×28, as people might make them. */
final class Drawn {
    private Drawn() {}

    /** An image of MNIST's form on a sheet of another size. */
    static BufferedImage on(
            byte[] pixels,
            int width,
            int height,
            int left,
            int top,
            int scale,
            Color paper,
            Color ink,
            boolean smooth) {
        BufferedImage digit = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels.length; i++) {
            double share = (pixels[i] & 0xff) / 255.0;
            digit.setRGB(
                    i % 28,
                    i / 28,
                    new Color(
                                    mixed(paper.getRed(), ink.getRed(), share),
                                    mixed(paper.getGreen(), ink.getGreen(), share),
                                    mixed(paper.getBlue(), ink.getBlue(), share))
                            .getRGB());
        }
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(paper);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                smooth
                        ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
                        : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(digit, left, top, 28 * scale, 28 * scale, null);
        graphics.dispose();
        return sheet;
    }

    private static int mixed(int paper, int ink, double share) {
        return (int) Math.round(paper + share * (ink - paper));
    }

    /** The same under light that differs from place to place, with a sensor's noise. */
    static BufferedImage photographed(
            BufferedImage picture, ToDoubleBiFunction<Double, Double> light, UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian noise = ZigguratSampler.NormalizedGaussian.of(random);
        BufferedImage photograph =
                new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                Color color = new Color(picture.getRGB(x, y));
                double lit = light.applyAsDouble((double) x / picture.getWidth(), (double) y / picture.getHeight());
                double off = 6 * noise.sample();
                photograph.setRGB(
                        x,
                        y,
                        new Color(
                                        clamped(color.getRed() * lit + off),
                                        clamped(color.getGreen() * lit + off),
                                        clamped(color.getBlue() * lit + off))
                                .getRGB());
            }
        }
        return photograph;
    }

    private static int clamped(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    /** Lines from side to side, as in an exercise book. */
    static BufferedImage ruled(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(150, 180, 230));
        for (int y = 20; y < picture.getHeight(); y += 60) {
            graphics.fillRect(0, y, picture.getWidth(), 2);
        }
        graphics.dispose();
        return picture;
    }

    static Picture pictureOf(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new Picture(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }
}
